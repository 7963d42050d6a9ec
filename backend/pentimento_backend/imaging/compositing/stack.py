"""Composites a stack of sheets into a picture, as Krita's projection does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..box import Box
from .covering import cover
from .sheet import GROUP, Sheet, passes_through

Canvas = NDArray[np.uint8]

_OPAQUE = 255
_PIXELS_AT_ONCE = 1 << 15
"""So many pixels and what is worked out from them stay in a processor's cache."""


_TILE = 64
"""Side of the tiles that Krita keeps a layer's pixels in."""


def composite(
    stack: Sequence[Sheet], width: int, height: int, box: Box | None = None
) -> NDArray[np.uint8]:
    """Return the picture of a stack, lower sheets first, on a transparent canvas.

    It is RGBA uint8 with straight alpha, of the canvas's size, or of `box`, which is cut off at
    the canvas's edges. Sheets that are `unsupported` are composited as "normal", or left out where
    they have no pixels.
    """
    canvas_box = Box(0, 0, width, height)
    return _composite(stack, canvas_box if box is None else canvas_box.common(box))


def _composite(stack: Sequence[Sheet], box: Box) -> Canvas:
    picture = np.zeros((max(0, box.height), max(0, box.width), 4), np.uint8)
    _lay_all(picture, box, stack, _OPAQUE, clips=False)
    return picture


def _lay_all(
    picture: Canvas, box: Box, stack: Sequence[Sheet], group_opacity: int, *, clips: bool
) -> None:
    for sheet in stack:
        if not sheet.visible:
            continue
        # a group that passes through hands its opacity and clipping on to what it encloses
        opacity = round(sheet.opacity * _OPAQUE) * group_opacity // _OPAQUE
        clipping = sheet.clips or clips
        if sheet.kind != GROUP:
            _lay(picture, box, sheet, opacity, clips=clipping)
        elif passes_through(sheet):
            _lay_all(picture, box, sheet.enclosed, opacity, clips=clipping)
        else:
            _lay(picture, box, _flattened(sheet, box), opacity, clips=clipping)


def _flattened(group: Sheet, box: Box) -> Sheet:
    seen = _extent(group.enclosed).common(box)
    if seen.empty:
        return Sheet()
    return Sheet(
        image=_composite(group.enclosed, seen),
        x=seen.left,
        y=seen.top,
        blending_mode=group.blending_mode,
    )


def _extent(stack: Sequence[Sheet]) -> Box:
    """Return the smallest box around the visible sheets' images."""
    boxes = [
        _extent(sheet.enclosed) if sheet.kind == GROUP else _in_tiles(sheet.box)
        for sheet in stack
        if sheet.visible
    ]
    boxes = [box for box in boxes if not box.empty]
    if not boxes:
        return Box(0, 0, 0, 0)
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def _lay(picture: Canvas, box: Box, sheet: Sheet, opacity: int, *, clips: bool) -> None:
    """Composite one image onto the picture, which shows `box` of the canvas."""
    seen = _in_tiles(sheet.box).common(box)
    if seen.empty or opacity == 0:
        return
    source = _part(sheet, seen)
    below = picture[seen.within(box)]
    rows = max(1, _PIXELS_AT_ONCE // seen.width)
    for top in range(0, len(below), rows):
        strip = slice(top, top + rows)
        cover(below[strip], source[strip], sheet.blending_mode, opacity, clips=clips)


def _in_tiles(box: Box) -> Box:
    """Return the box of Krita's tiles around a box: to there a layer reaches for Krita."""
    if box.empty:
        return box
    return Box(
        box.left // _TILE * _TILE,
        box.top // _TILE * _TILE,
        -(-box.right // _TILE) * _TILE,
        -(-box.bottom // _TILE) * _TILE,
    )


def _part(sheet: Sheet, seen: Box) -> Canvas:
    """Return what of a sheet lies in `seen`, transparent where the image does not reach."""
    part = np.zeros((seen.height, seen.width, 4), np.uint8)
    common = sheet.box.common(seen)
    if sheet.image is not None and not common.empty:
        part[common.within(seen)] = sheet.image[common.within(sheet.box)]
    return part
