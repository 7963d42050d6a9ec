"""Krita's blending modes: what colour a source pixel and the pixel below make where both cover.

The formulas are those of Krita 5.1 for 8-bit RGB, rounded as there. Most look at one channel at a
time, so that a table of 256 x 256 values holds all there is to know; hue, saturation, colour and
lightness look at the three together.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]
Colours = NDArray[np.floating[Any]]
"""Red, green and blue planes, each in 0..1, stacked along the first axis."""

_UNIT = 255
_HALF = 127
"""Krita's middle of 0..255; it rounds down."""


def multiplied(one: Integers, other: Integers | int) -> Integers:
    """Return the product of values 0..255 that stand for 0..1, rounded to nearest."""
    product = one * other + 0x80
    return ((product >> 8) + product) >> 8


def multiplied_thrice(one: Integers, two: Integers | int, three: Integers | int) -> Integers:
    """Return the product of three values 0..255 that stand for 0..1, as Krita rounds it."""
    product = one * two * three + 0x7F5B
    return ((product >> 7) + product) >> 16


def divided(one: Integers, other: Integers) -> Integers:
    """Return the quotient of values that stand for 0..1, in units of 1/255; 0 where by 0."""
    divisor = np.maximum(other, 1)
    return np.where(other == 0, 0, (one * _UNIT + (divisor >> 1)) // divisor)


def united(one: Integers, other: Integers) -> Integers:
    """Return the alpha of two coverings together."""
    return one + other - multiplied(one, other)


@cache
def channel_table(mode: str) -> NDArray[np.uint8]:
    """Return a mode as uint8 table, flat: the result for source s on d is at s * 256 + d."""
    source, below = np.mgrid[0:256, 0:256].astype(np.int32)
    result = np.clip(_CHANNEL_MODES[mode](source, below), 0, _UNIT)
    return result.astype(np.uint8).ravel()


def _hard_light(source: Integers, below: Integers) -> Integers:
    double = 2 * source
    return np.where(
        source > _HALF, united(double - _UNIT, below), multiplied(np.minimum(double, _UNIT), below)
    )


def _dodge(source: Integers, below: Integers) -> Integers:
    brightest = np.where(below == 0, 0, _UNIT)
    return np.where(source == _UNIT, brightest, divided(below, _UNIT - source))


def _burn(source: Integers, below: Integers) -> Integers:
    darkest = np.where(below == _UNIT, _UNIT, 0)
    return np.where(source == 0, darkest, _UNIT - divided(_UNIT - below, source))


def _exclusion(source: Integers, below: Integers) -> Integers:
    return source + below - 2 * multiplied(source, below)


def _divide(source: Integers, below: Integers) -> Integers:
    return np.where(source == 0, np.where(below == 0, 0, _UNIT), divided(below, source))


def _soft_light(source: Integers, below: Integers) -> Integers:
    under = below / _UNIT
    return _softly(source, under, np.sqrt(under))


def _soft_light_svg(source: Integers, below: Integers) -> Integers:
    under = below / _UNIT
    lightest = np.where(under > 0.25, np.sqrt(under), ((16 * under - 12) * under + 4) * under)
    return _softly(source, under, lightest)


def _softly(
    source: Integers, under: NDArray[np.float64], lightest: NDArray[np.float64]
) -> Integers:
    """Lighten towards `lightest` or darken towards the square, both reached at the ends."""
    strength = 2 * source / _UNIT - 1
    towards = np.where(strength > 0, lightest - under, under * (1 - under))
    return np.rint((under + strength * towards) * _UNIT).astype(np.int32)


def _vivid_light(source: Integers, below: Integers) -> Integers:
    burnt = _UNIT - (_UNIT - below) * _UNIT // np.maximum(2 * source, 1)
    dodged = below * _UNIT // np.maximum(2 * (_UNIT - source), 1)
    result = np.where(source < _HALF, burnt, dodged)
    result = np.where(source == 0, np.where(below == _UNIT, _UNIT, 0), result)
    return np.where(source == _UNIT, np.where(below == 0, 0, _UNIT), result)


def _pin_light(source: Integers, below: Integers) -> Integers:
    return np.maximum(2 * source - _UNIT, np.minimum(below, 2 * source))


_CHANNEL_MODES: dict[str, Callable[[Integers, Integers], Integers]] = {
    "multiply": multiplied,
    "screen": united,
    "overlay": lambda source, below: _hard_light(below, source),
    "hard_light": _hard_light,
    "soft_light": _soft_light,
    "soft_light_svg": _soft_light_svg,
    "darken": np.minimum,
    "lighten": np.maximum,
    "dodge": _dodge,
    "burn": _burn,
    "add": lambda source, below: source + below,
    "linear_dodge": lambda source, below: source + below,
    "linear_burn": lambda source, below: source + below - _UNIT,
    "linear light": lambda source, below: 2 * source + below - _UNIT,
    "vivid_light": _vivid_light,
    "pin_light": _pin_light,
    "hard_mix_photoshop": lambda source, below: np.where(source + below > _UNIT, _UNIT, 0),
    "subtract": lambda source, below: below - source,
    "diff": lambda source, below: np.abs(below - source),
    "exclusion": _exclusion,
    "divide": _divide,
    "grain_merge": lambda source, below: below + source - _HALF,
    "grain_extract": lambda source, below: below - source + _HALF,
}
"""Each takes source and below, int32 in 0..255; the result may overshoot and is clipped."""


def _lightness(colours: Colours) -> NDArray[np.floating[Any]]:
    """Return the Y of Krita's HSY: weighted for the eye, of encoded values."""
    red, green, blue = colours
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _chroma(colours: Colours) -> NDArray[np.floating[Any]]:
    return colours.max(axis=0) - colours.min(axis=0)


def _with_lightness(colours: Colours, lightness: NDArray[np.floating[Any]]) -> Colours:
    """Shift colours to a lightness; those that leave 0..1 lose chroma until they fit."""
    shifted = colours + (lightness - _lightness(colours))
    middle = _lightness(shifted)
    lowest, highest = shifted.min(axis=0), shifted.max(axis=0)
    below, above = middle - lowest, highest - middle
    scale = np.ones_like(middle)
    np.divide(middle, below, out=scale, where=(lowest < 0) & (below > 0))
    shifted = middle + (shifted - middle) * scale
    scale = np.ones_like(middle)
    np.divide(1 - middle, above, out=scale, where=(highest > 1) & (above > 1e-7))
    return middle + (shifted - middle) * scale


def _with_chroma(colours: Colours, chroma: NDArray[np.floating[Any]]) -> Colours:
    """Stretch colours, moved down to 0, to a chroma; grays become black."""
    own = _chroma(colours)
    scale = np.zeros_like(own)
    np.divide(chroma, own, out=scale, where=own > 0)
    return (colours - colours.min(axis=0)) * scale


_HSY_MODES: dict[str, Callable[[Colours, Colours], Colours]] = {
    "color": lambda source, below: _with_lightness(source, _lightness(below)),
    "luminize": lambda source, below: _with_lightness(below, _lightness(source)),
    "hue": lambda source, below: _with_lightness(
        _with_chroma(source, _chroma(below)), _lightness(below)
    ),
    "saturation": lambda source, below: _with_lightness(
        _with_chroma(below, _chroma(source)), _lightness(below)
    ),
    "darker color": lambda source, below: np.where(
        _lightness(below) < _lightness(source), below, source
    ),
    "lighter color": lambda source, below: np.where(
        _lightness(below) > _lightness(source), below, source
    ),
}
"""Modes that look at the three channels together; each takes source and below."""


BLENDING = frozenset({*_CHANNEL_MODES, *_HSY_MODES})
"""Names of the modes that `blended` knows."""


def blended(mode: str, source: NDArray[np.uint8], below: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the colours (uint8, height x width x 3) that a mode makes of two opaque ones."""
    if mode in _HSY_MODES:
        result = _HSY_MODES[mode](_planes(source), _planes(below))
        return np.dstack([np.rint(plane * _UNIT).astype(np.uint8) for plane in result.clip(0, 1)])
    pairs = (source.astype(np.uint16) << 8) | below
    return channel_table(mode).take(pairs)


def _planes(colours: NDArray[np.uint8]) -> Colours:
    return np.stack([plane.astype(np.float32) / _UNIT for plane in cv2.split(colours)])
