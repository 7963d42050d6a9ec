"""Sequences and their shards: what goes in comes out, and what nobody vouches for is refused."""

from __future__ import annotations

import io
import json
import pickle
import tarfile
from dataclasses import replace

import numpy as np
import pytest

from pentimento_backend.engines.interface import falling_steps
from pentimento_backend.training.sequences import (
    PaintingSequence,
    SequenceShards,
    UnreadableShards,
    shuffled,
    write_shard,
)
from pentimento_backend.training.sequences.coding import encode

from .sequences_of_noise import sequence_of_noise


def same(one: PaintingSequence, other: PaintingSequence) -> bool:
    texts = ("key", "steps", "caption", "source", "licence", "kind", "seed")
    return np.array_equal(one.frames, other.frames) and all(
        getattr(one, text) == getattr(other, text) for text in texts
    )


def test_sequences_come_back_bit_exactly(tmp_path):
    written = [sequence_of_noise(f"s{index}", 2 + index) for index in range(5)]
    assert write_shard(tmp_path / "b.tar", written[2:]) == 3
    write_shard(tmp_path / "a.tar", written[:2])
    shards = SequenceShards(tmp_path)
    assert [sequence.key for sequence in shards] == ["s0", "s1", "s2", "s3", "s4"]
    assert all(same(*pair) for pair in zip(written, shards, strict=True))
    assert same(shards[3], written[3])
    # training hands its data set to loader processes
    assert same(pickle.loads(pickle.dumps(shards))[4], written[4])


def test_the_same_sequences_make_the_same_bytes(tmp_path):
    written = [sequence_of_noise("x"), sequence_of_noise("y")]
    for name in ("one.tar", "two.tar"):
        write_shard(tmp_path / name, written)
    assert (tmp_path / "one.tar").read_bytes() == (tmp_path / "two.tar").read_bytes()


def test_the_webdataset_library_reads_them(tmp_path):
    webdataset = pytest.importorskip("webdataset", reason="webdataset is not installed")
    write_shard(tmp_path / "a.tar", [sequence_of_noise("x"), sequence_of_noise("y")])
    samples = list(webdataset.WebDataset(str(tmp_path / "a.tar"), shardshuffle=False))
    assert [sample["__key__"] for sample in samples] == ["x", "y"]
    assert json.loads(samples[0]["json"])["caption"] == "a picture of x, où"
    assert {"frame_00.png", "frame_01.png", "frame_02.png"} <= set(samples[1])


def test_an_epoch_takes_each_sequence_once_in_an_order_of_its_own():
    first, second = shuffled(50, seed=3, epoch=0), shuffled(50, seed=3, epoch=1)
    assert sorted(first) == sorted(second) == list(range(50))
    assert first.tolist() != second.tolist()
    assert first.tolist() == shuffled(50, seed=3, epoch=0).tolist()
    assert first.tolist() != shuffled(50, seed=4, epoch=0).tolist()


def test_steps_fall_from_first_marks_to_the_finish():
    assert falling_steps(8) == (999, 856, 714, 571, 428, 285, 143, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "../etc"},
        {"steps": (999, 0)},
        {"steps": (0, 500, 999)},
        {"steps": (999, 500, 1)},
        {"steps": (1500, 500, 0)},
        {"frames": np.zeros((3, 4, 4, 4), np.uint8)},
        {"frames": np.zeros((3, 4, 4, 3), np.float32)},
        {"frames": np.zeros((1, 4, 4, 3), np.uint8), "steps": (0,)},
        {"caption": "a" * 5000},
    ],
)
def test_no_sequence_contradicts_itself(wrong):
    with pytest.raises(ValueError):
        replace(sequence_of_noise(), **wrong)


def tar_of(path, members: dict[str, bytes]):
    with tarfile.open(path, "w") as tar:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


def parts_with(**changes: object) -> dict[str, bytes]:
    parts = encode(sequence_of_noise())
    description = json.loads(parts["json"]) | changes
    parts["json"] = json.dumps(description).encode()
    return {f"a.{suffix}": data for suffix, data in parts.items()}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"frames": 2}, "announces 2 frames and holds 3"),
        ({"frames": "3"}, "no whole number"),
        ({"frames": 10**9}, "announces"),
        ({"steps": [999, 0, 500]}, "do not fall"),
        ({"steps": 5}, "not iterable"),
        ({"caption": ["a"]}, "no text"),
        ({"seed": 1.5}, "no whole number"),
        ({"format": 99}, "another version"),
    ],
)
def test_a_description_that_lies_is_refused_in_a_sentence(tmp_path, change, says):
    tar_of(tmp_path / "a.tar", parts_with(**change))
    with pytest.raises(UnreadableShards, match=says):
        SequenceShards(tmp_path)[0]


def test_damaged_and_foreign_frames_are_refused(tmp_path):
    whole = parts_with()
    huge = bytearray(whole["a.frame_01.png"])
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    other = {f"a.{k}": v for k, v in encode(sequence_of_noise("b", 3, 5, 5)).items()}
    for frame in (b"", whole["a.frame_01.png"][:-30], bytes(huge), other["a.frame_01.png"]):
        tar_of(tmp_path / "a.tar", whole | {"a.frame_01.png": frame})
        with pytest.raises(UnreadableShards, match="cannot be read"):
            SequenceShards(tmp_path)[0]


def test_nothing_pickled_and_no_path_is_taken_from_a_tar(tmp_path):
    for name in ("a.pyd", "a.pkl", "../../a.json", "/a.json", "a.frame_99.png", "a"):
        tar_of(tmp_path / "a.tar", parts_with() | {name: pickle.dumps(1)})
        with pytest.raises(UnreadableShards, match="holds"):
            SequenceShards(tmp_path)


def test_links_in_a_tar_are_refused(tmp_path):
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        link = tarfile.TarInfo("a.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(UnreadableShards, match=r"a\.json"):
        SequenceShards(tmp_path)


@pytest.mark.parametrize("damage", ["cut", "noise", "empty", "none"])
def test_what_is_no_shard_is_refused_in_a_sentence(tmp_path, damage):
    path = tmp_path / "a.tar"
    write_shard(path, [sequence_of_noise("x"), sequence_of_noise("y")])
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:3000])
    elif damage == "noise":
        path.write_bytes(np.random.default_rng(1).bytes(5000))
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        path.unlink()
    with pytest.raises(UnreadableShards):
        SequenceShards(tmp_path)


def test_a_shard_that_was_not_finished_is_not_there(tmp_path):
    def interrupted():
        yield sequence_of_noise()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_shard(tmp_path / "a.tar", interrupted())
    assert list(tmp_path.iterdir()) == []


def test_no_damage_does_more_than_refuse_in_a_sentence(tmp_path):
    path = tmp_path / "a.tar"
    write_shard(path, [sequence_of_noise("x"), sequence_of_noise("y")])
    whole = path.read_bytes()
    random = np.random.default_rng(11)
    refused = 0
    for attempt in range(300):
        damaged = bytearray(whole)
        for place in random.integers(0, len(whole), int(random.integers(1, 20))):
            damaged[place] = random.integers(256)
        path.write_bytes(
            damaged[: int(random.integers(1, len(whole))) if attempt % 5 == 0 else None]
        )
        try:
            list(SequenceShards(path))
        except UnreadableShards as problem:
            refused += 1
            assert str(problem).endswith(".")
    assert refused > 100
