"""Two kinds of strokes side by side: tone and line, pen and eraser."""

from __future__ import annotations

import numpy as np
import pytest

from pentimento_backend.engines.procedural.interplay import pen_before_eraser, together
from pentimento_backend.strokes.ribbons import ribbons
from pentimento_backend.strokes.stroke import Paint, Stroke, stroke_along


def stroke(x: float, effort: float = 1.0) -> Stroke:
    """A short stroke around (x, 5)."""
    path = np.array([[[x - 1, 5.0], [x, 5.0], [x + 1, 5.0]]], np.float32)
    return stroke_along(
        ribbons(path, np.ones(1, np.float32)), 0, 1.0, effort, Paint(), grain=int(x)
    )


def names(strokes: list[Stroke]) -> list[int]:
    return [each.grain for each in strokes]


class TestTogether:
    def test_each_keeps_its_order_and_both_end_together(self):
        tone = [stroke(x, effort=100.0) for x in range(4)]
        lines = [stroke(x) for x in range(10, 18)]
        merged = names(together(tone, lines))
        assert [name for name in merged if name < 10] == names(tone)
        assert [name for name in merged if name >= 10] == names(lines)
        assert set(merged[:3]) == {0, 10, 11}
        assert {3, 17} == set(merged[-2:])

    def test_both_take_the_same_time_whatever_their_units(self):
        merged = together([stroke(0, effort=7000.0)], [stroke(1, 0.2), stroke(2, 0.3)])
        time = {each.grain: each.effort for each in merged}
        assert time[0] == pytest.approx(1.0)
        assert time[1] + time[2] == pytest.approx(1.0)

    def test_one_alone_stays_as_it_is(self):
        assert names(together([], [stroke(1), stroke(2)])) == [1, 2]
        assert together([], []) == []


def test_the_eraser_follows_the_pen_and_leaves_the_last_patches():
    # sixteen patches side by side, each 10 pixels wide
    patches = np.repeat(np.arange(16, dtype=np.int32), 10)[None].repeat(10, axis=0)
    order = list(range(15, -1, -1))
    lines = [stroke(10 * patch + 5) for patch in range(16)]
    cleaning = {patch: [stroke(10 * patch + 6)] for patch in range(16)}
    done = names(pen_before_eraser(lines, cleaning, patches, order))
    pen = [name for name in done if name % 10 == 5]
    eraser = [name for name in done if name % 10 == 6]
    assert pen == [10 * patch + 5 for patch in order]
    assert eraser == [10 * patch + 6 for patch in order[:14]]
    for patch in order[:14]:
        follower = order[order.index(patch) + 2]
        assert done.index(10 * patch + 6) > done.index(10 * follower + 5)
