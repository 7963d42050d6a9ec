"""Frames between keys come to stand in the film as in the published implementation."""

from __future__ import annotations

import pytest

from pentimento_backend.engines.paints_undo.assembly import film, pairs

from .paints_undo_goldens import Golden, goldens


@pytest.mark.parametrize("golden", goldens("assembly"))
def test_pairs_and_order(golden: Golden):
    for case in golden.meta["cases"]:
        keys = case["n_keyframes"]
        made = [
            (pair.finish_side, pair.blank_side, pair.seed)
            for pair in pairs(keys, case["calls"][0]["seed"])
        ]
        assert made == [(call["im1"], call["im2"], call["seed"]) for call in case["calls"]]
        order = film(sorted(range(keys)))
        assert [frame.pair * 100 + frame.frame for frame in order] == case["order"]
        assert len(order) == case["n_frames"]


def test_steps_fall_evenly_from_key_to_key():
    keys = [0, 150, 400, 999]
    steps = [frame.step for frame in film(keys)]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) == len(steps)
    assert [steps[-1], steps[-1 - 15], steps[-1 - 30]] == keys[:3]
    assert steps[-2] == 10
    assert steps[0] == 959  # the blank canvas itself, at 999, is not shown


@pytest.mark.parametrize("steps", [[0], [400, 0], [0, 1000], [-1, 5]])
def test_impossible_keys_are_refused(steps: list[int]):
    with pytest.raises(ValueError, match=r"\."):
        film(steps)
