"""The film goes through its keys as in the published implementation: pairs, seeds and order.

The network, which cannot matter here, is played by one that labels its frames.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from pentimento_backend.engines.paints_undo.film import Filming
from pentimento_backend.engines.paints_undo.storyboard import Key, storyboard

from .paints_undo_goldens import Golden, goldens


class LabellingInbetweener:
    """Notes what it is asked for, counting keys from the finish as the published program does."""

    together = 1

    def __init__(self, keys: int, seed: int) -> None:
        self.settings = SimpleNamespace(seed=seed)
        self.calls: list[tuple[int, int, int]] = []
        self._last = keys - 1

    def read_prompts(self):
        return ()

    def see(self, keys):
        return keys

    def paint(self, prompts, seen, pairs, seeds, note):
        ((first, second),) = pairs
        self.calls.append((self._last - first, self._last - second, seeds[0]))
        return [np.array([(self._last - first) * 100 + frame for frame in range(16)])]


@pytest.mark.parametrize("golden", goldens("assembly"))
def test_pairs_seeds_and_order(golden: Golden):
    for case in golden.meta["cases"]:
        count, frames = case["n_keyframes"], case["n_frames"]
        steps = [round(999 * number / (count - 1)) for number in range(count)]
        origins = ["given", *["keyframe"] * (count - 2), "paper"]
        keys = [Key(step, origin, step) for step, origin in zip(steps, origins, strict=True)]
        inbetweener = LabellingInbetweener(count, case["calls"][0]["seed"])
        board = storyboard(keys[::-1], frames)
        filming = Filming(board, range(count), inbetweener)
        shown = [int(label) for _, label in filming.shoot(board.shots)]
        assert shown == case["order"]
        # ours are painted first marks first
        assert inbetweener.calls[::-1] == [
            (call["im1"], call["im2"], call["seed"]) for call in case["calls"]
        ]
