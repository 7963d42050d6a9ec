"""Two kinds of strokes that go on side by side: tone and line, pen and eraser."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Mapping, Sequence

from ...strokes.areas import Labels
from ...strokes.stroke import Stroke

_PEN_TIME = 12.0
"""Time for a pixel of line, in square pixels of paper that are cleaned meanwhile."""
_DRYING = 8
"""Into how many parts the patches fall, of which the cleaning is one behind the pen."""


def together(one: Sequence[Stroke], other: Sequence[Stroke]) -> list[Stroke]:
    """Both in turns, each in its own order, so that they begin and end together."""
    merged = heapq.merge(*map(_by_share_done, (one, other)), key=lambda done: done[0])
    return [stroke for _, stroke in merged]


def _by_share_done(strokes: Sequence[Stroke]) -> list[tuple[float, Stroke]]:
    """Each stroke with the share (0..1) of all effort that is done after it, which is its own."""
    scaled = with_effort(strokes, 1.0)
    done = itertools.accumulate(stroke.effort for stroke in scaled)
    return list(zip(done, scaled, strict=True))


def with_effort(strokes: Sequence[Stroke], total: float) -> list[Stroke]:
    """The strokes, their effort scaled so that it adds up to `total`."""
    whole = sum(stroke.effort for stroke in strokes) or 1.0
    return [stroke._replace(effort=stroke.effort * total / whole) for stroke in strokes]


def pen_before_eraser(
    lines: Sequence[Stroke],
    cleaning: Mapping[int, Sequence[Stroke]],
    patches: Labels,
    order: Sequence[int],
) -> list[Stroke]:
    """Lines patch by patch in `order`, and behind them the cleaning, once the ink is dry.

    `patches` are labels of plan size. The cleaning does not come to the last patches.
    """
    height, width = patches.shape
    lined: dict[int, list[Stroke]] = {}
    for line in lines:
        x, y = line.outline.mean(axis=0).tolist()
        patch = int(patches[min(max(round(y), 0), height - 1), min(max(round(x), 0), width - 1)])
        lined.setdefault(patch, []).append(line._replace(effort=_PEN_TIME * line.effort))
    behind = len(order) // _DRYING
    strokes: list[Stroke] = []
    for index, patch in enumerate(order):
        strokes += lined.get(patch, ())
        if index >= behind:
            strokes += cleaning.get(order[index - behind], ())
    return strokes
