"""Puts pixels onto pixels: how a source's alpha, opacity and blending mode change what is below.

Krita composites "normal" in floating point and all other modes in whole numbers; so does this.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from .modes import (
    BLENDING,
    Integers,
    blended,
    divided,
    multiplied,
    multiplied_thrice,
    united,
)

Canvas = NDArray[np.uint8]

_OPAQUE = 255


def cover(below: Canvas, source: Canvas, mode: str, opacity: int, *, clips: bool) -> None:
    """Composite `source` onto `below`, in place; both RGBA uint8 of one size, straight alpha.

    `opacity` lies in 0..255. With `clips` the alpha below stays as it is. Modes that are not known
    cover as "normal" does.
    """
    if mode == "erase":
        _erase(below, source, opacity)
    elif mode in BLENDING:
        _blend(below, source, mode, opacity, clips=clips)
    elif source[..., 3].any():
        _cover_normally(below, source, opacity, clips=clips)


def _cover_normally(below: Canvas, source: Canvas, opacity: int, *, clips: bool) -> None:
    share = source[..., 3] * np.float32(opacity / _OPAQUE**2)
    under = cv2.extractChannel(below, 3)
    if clips or under.min() == _OPAQUE:
        colour_share, alpha_share = share, np.zeros_like(share)
    else:
        alpha = under * np.float32(1 / _OPAQUE)
        alpha += (1 - alpha) * share
        colour_share, alpha_share = cv2.divide(share, alpha), share
    shares = cv2.merge([colour_share, colour_share, colour_share, alpha_share])
    change = cv2.subtract(_opaque(source), below, dtype=cv2.CV_32F)
    below[:] = cv2.add(cv2.multiply(change, shares), below, dtype=cv2.CV_8U)


def _opaque(source: Canvas) -> Canvas:
    filled = source.copy()
    filled[..., 3] = _OPAQUE
    return filled


def _erase(below: Canvas, source: Canvas, opacity: int) -> None:
    kept = _OPAQUE - multiplied(source[..., 3].astype(np.int32), opacity)
    below[..., 3] = multiplied(kept, below[..., 3].astype(np.int32))


def _blend(below: Canvas, source: Canvas, mode: str, opacity: int, *, clips: bool) -> None:
    opaque = below[..., 3].min() == _OPAQUE
    if (clips or opaque) and not source[..., 3].any():
        return
    colours, under_colours = _colours(source), _colours(below)
    result = blended(mode, colours, under_colours)
    alpha = multiplied_thrice(source[..., 3].astype(np.int32), _OPAQUE, opacity)
    if clips:
        below[..., :3] = _mixed(under_colours, result, alpha)
    elif opaque:
        below[..., :3] = _on_opaque(under_colours, result, alpha)
    else:
        under = below[..., 3].astype(np.int32)
        below[..., :3] = _on_translucent(colours, under_colours, result, alpha, under)
        below[..., 3] = united(alpha, under)


def _colours(canvas: Canvas) -> Canvas:
    return np.ascontiguousarray(canvas[..., :3])


def _mixed(under_colours: Canvas, result: Canvas, alpha: Integers) -> Integers:
    """Return colours on the way from those below to the result, as far as alpha says."""
    start = under_colours.astype(np.int32)
    change = (result - start) * alpha[..., None] + 0x80
    return (((change >> 8) + change) >> 8) + start


def _on_opaque(under_colours: Canvas, result: Canvas, alpha: Integers) -> Canvas:
    """The case of `_on_translucent` where all below is opaque, as it mostly is."""
    three = np.dstack([alpha.astype(np.uint16)] * 3)
    kept = _products().take(((_OPAQUE - three) << 8) | under_colours)
    return kept + _products().take((three << 8) | result)


@cache
def _products() -> NDArray[np.uint8]:
    """Return a table of products, flat: that of a and b, which stand for 0..1, is at a * 256 + b.

    They are rounded as Krita rounds products of three, the third being 1.
    """
    one, other = np.mgrid[0:256, 0:256].astype(np.int32)
    return multiplied_thrice(one, _OPAQUE, other).astype(np.uint8).ravel()


def _on_translucent(
    colours: Canvas, under_colours: Canvas, result: Canvas, alpha: Integers, under: Integers
) -> Integers:
    """Return the colours where the source alone, the one below alone, and both together cover.

    As in Krita a faint colour below is rounded even where the source is transparent.
    """
    alpha, under = alpha[..., None], under[..., None]
    total = (
        multiplied_thrice(_OPAQUE - alpha, under, under_colours.astype(np.int32))
        + multiplied_thrice(_OPAQUE - under, alpha, colours.astype(np.int32))
        + multiplied_thrice(under, alpha, result.astype(np.int32))
    )
    return np.minimum(divided(total, united(alpha, under)), _OPAQUE)
