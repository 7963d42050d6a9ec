"""The default image distance: needs no trained weights, follows structure and colour masses.

Its numbers are not comparable with published LPIPS ones; say so wherever they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imaging.blur import blurred
from ..imaging.colour import Pixels, Plane, over, rgb_to_lab
from ..imaging.resize import fit, scaled

LABEL = "MS-SSIM + Lab L1, no trained weights; not comparable with LPIPS"
"""What to write beside every number that comes from `distance`."""

STRUCTURE_SIDE = 256
"""Long side, in pixels, at which structure is compared; larger pictures are reduced to it."""
COLOUR_SIDE = 64
"""Long side, in pixels, at which colour masses are compared."""
STRUCTURE_SHARE = 0.5
"""Weight of the structural part; the rest is the weight of the colour part."""

_NEUTRAL = (119, 119, 119)  # L* = 50: neither light nor dark paint disappears on it
_SCALE_WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)
_WINDOW_SIGMA = 1.5
_WINDOW_SIDE = 11
_C1, _C2 = (0.01 * 100) ** 2, (0.03 * 100) ** 2  # for lightness, 0..100


@dataclass(frozen=True)
class View:
    """What `distance` sees of a picture, so that a frame is reduced once for many comparisons.

    `lab` is CIE Lab, float32, height x width x 3, long side at most `STRUCTURE_SIDE`; `masses` the
    same at `COLOUR_SIDE`.
    """

    lab: Plane
    masses: Plane

    @property
    def lightness(self) -> Plane:
        """L* of `lab`, 0..100."""
        return self.lab[..., 0]


def as_canvas(image: NDArray[Any]) -> Pixels:
    """Return an RGB or RGBA picture as RGBA; ValueError for anything but uint8 pictures."""
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] not in (3, 4):
        raise ValueError(
            "A picture must be uint8, height x width x 3 (RGB) or 4 (RGBA), "
            f"not {image.dtype} {image.shape}."
        )
    if not image.size:
        raise ValueError("A picture must have at least one pixel.")
    if image.shape[2] == 4:
        return image
    return np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])


def view(image: NDArray[Any]) -> View:
    """Reduce an RGB or RGBA picture to what `distance` compares; transparency lies on mid grey."""
    canvas = as_canvas(image)
    height, width = canvas.shape[:2]
    small = over(scaled(canvas, *fit(width, height, STRUCTURE_SIDE)), _NEUTRAL)
    lab = rgb_to_lab(small)
    masses = cv2.resize(lab, fit(width, height, COLOUR_SIDE), interpolation=cv2.INTER_AREA)
    return View(lab, masses.astype(np.float32, copy=False))


def distance(a: NDArray[Any] | View, b: NDArray[Any] | View) -> float:
    """Distance of two pictures of equal size (uint8, RGB or RGBA, or their views).

    d(a, b) = 0.5 (1 - MS-SSIM(L_a, L_b)) + 0.5 mean(|dL| + |da| + |db|) / 100

    * MS-SSIM of CIE lightness, measured at 256 px long side (smaller pictures as they are), with
      the five scales, weights and constants of Wang, Simoncelli & Bovik 2003. Scales whose short
      side is below the 11-px window are left out and the weights renormalised; a negative
      contrast-structure term counts as 0.
    * The second mean runs over the pixels of CIE Lab reduced to 64 px long side.

    0 for equal pictures, about 1 for white against black; saturated complementary colours can
    exceed 1. Not comparable with LPIPS. ValueError where the sizes differ.
    """
    seen_a, seen_b = (x if isinstance(x, View) else view(x) for x in (a, b))
    if seen_a.lab.shape != seen_b.lab.shape:
        raise ValueError("Pictures must have one size to be compared; scale one of them first.")
    structure = 1.0 - _ms_ssim(seen_a.lightness, seen_b.lightness)
    colour = float(np.abs(seen_a.masses - seen_b.masses).sum(axis=2).mean()) / 100.0
    return STRUCTURE_SHARE * structure + (1.0 - STRUCTURE_SHARE) * colour


def _ms_ssim(a: Plane, b: Plane) -> float:
    scales = _scales_for(min(a.shape[:2]))
    weights = np.array(_SCALE_WEIGHTS[:scales])
    weights /= weights.sum()
    similarity = 1.0
    for scale, weight in enumerate(weights):
        luminance, contrast_structure = _ssim_terms(a, b)
        is_coarsest = scale == scales - 1
        term = luminance * contrast_structure if is_coarsest else contrast_structure
        similarity *= max(0.0, float(term.mean())) ** weight
        a, b = _halved(a), _halved(b)
    return float(similarity)


def _scales_for(short_side: int) -> int:
    fitting = [s for s in range(len(_SCALE_WEIGHTS)) if short_side >> s >= _WINDOW_SIDE]
    return max(1, len(fitting))


def _ssim_terms(a: Plane, b: Plane) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    mean_a, mean_b = blurred(a, _WINDOW_SIGMA), blurred(b, _WINDOW_SIGMA)
    variance_a = blurred(a * a, _WINDOW_SIGMA) - mean_a * mean_a
    variance_b = blurred(b * b, _WINDOW_SIGMA) - mean_b * mean_b
    covariance = blurred(a * b, _WINDOW_SIGMA) - mean_a * mean_b
    luminance = (2 * mean_a * mean_b + _C1) / (mean_a * mean_a + mean_b * mean_b + _C1)
    contrast_structure = (2 * covariance + _C2) / (variance_a + variance_b + _C2)
    return luminance, contrast_structure


def _halved(plane: Plane) -> Plane:
    height, width = plane.shape[:2]
    size = (max(1, width // 2), max(1, height // 2))
    return cv2.resize(plane, size, interpolation=cv2.INTER_AREA).astype(np.float32, copy=False)
