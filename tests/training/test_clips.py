"""Sequences are coded to latents once, and anew where anything that they depend on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from pentimento_backend.engines.model_work.autoencoder import make_autoencoder
from pentimento_backend.training.clips import Clips, Coding, code_clips
from pentimento_backend.training.recipes.autoencoder import small_autoencoder
from pentimento_backend.training.sequences import SequenceShards, write_shard

from .reduced_training import CODING, Listener
from .sequences_of_noise import sequence_of_noise


@pytest.fixture
def shards(tmp_path) -> Path:
    write_shard(tmp_path / "a.tar", [_noise("a1"), _noise("a2")])
    return tmp_path


def _noise(key: str, frames: int = 3):
    return sequence_of_noise(key, frames, width=64, height=64)


def _coded(shards: Path, coding: Coding = CODING, seed: int = 0) -> tuple[Clips, int]:
    """Return the clips, and how many sequences were coded for them."""
    torch.manual_seed(seed)
    vae, listener = make_autoencoder(small_autoencoder(8)), Listener()
    clips = code_clips(
        SequenceShards(shards), vae, coding, shards / "clips", listener, listener.stop
    )
    assert clips is not None
    return clips, len(listener.heard)


def test_sequences_are_coded_once(shards):
    first, coded = _coded(shards)
    assert coded == 2
    again, coded = _coded(shards)
    assert coded == 0
    assert [again[place] for place in range(2)] == [first[place] for place in range(2)]
    assert torch.equal(again.latents(1), first.latents(1))


def test_other_sequences_under_the_same_keys_are_coded_anew(shards):
    """As when a folder is filled again with other pictures: synthetic keys are all alike."""
    before = _coded(shards)[0].latents(0)
    write_shard(shards / "a.tar", [_noise("a1", frames=5), _noise("a2")])
    clips, coded = _coded(shards)
    assert coded == 2
    assert not torch.equal(clips.latents(0), before)


@pytest.mark.parametrize(
    "change", [{"coding": Coding(frames=2, long_side=64)}, {"seed": 1}], ids=["frames", "coder"]
)
def test_another_coding_and_another_autoencoder_code_anew(change, shards):
    _coded(shards)
    assert _coded(shards, **change)[1] == 2


def test_a_wished_stop_leaves_nothing_that_counts_as_coded(shards):
    listener = Listener(stop_after=0, note="coding the sequences")
    vae = make_autoencoder(small_autoencoder(8))
    stopped = code_clips(
        SequenceShards(shards), vae, CODING, shards / "clips", listener, listener.stop
    )
    assert stopped is None
    assert _coded(shards)[1] == 2
