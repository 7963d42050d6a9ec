"""Where the eye goes: faces and what stands out, which a painter finishes last and longest."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from skimage.data import lbp_frontal_face_cascade_filename
from skimage.feature import Cascade

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, Plane
from .regions import Regions
from .study import Study

_SPECTRUM_SIDE = 64
_FACE_SIDE = 260
_SMALLEST_FACE = 24


def focus_map(study: Study, regions: Regions) -> Plane:
    """Focus of every pixel of the study, 0..1: float32, faces at 1."""
    height, width = regions.labels.shape
    stands_out = cv2.resize(_spectral_residual(study), (width, height))
    focus = np.clip(0.45 * stands_out + 0.55 * regions.saliency, 0.0, 1.0).astype(np.float32)
    focus *= 0.8
    for left, top, across, down in _faces(study.rgb):
        face = np.zeros((height, width), np.uint8)
        middle = (left + across // 2, top + down // 2)
        cv2.ellipse(face, middle, (across * 6 // 10, down * 7 // 10), 0, 0, 360, 255, -1)
        focus = np.maximum(focus, face.astype(np.float32) / 255.0)
    return blurred(focus, study.long_side / 60)


def _spectral_residual(study: Study) -> Plane:
    """Saliency by the residual of the log spectrum, 0..1 (Hou & Zhang, CVPR 2007)."""
    light = np.ascontiguousarray(study.lab[..., 0])
    small = cv2.resize(light, (_SPECTRUM_SIDE, _SPECTRUM_SIDE), interpolation=cv2.INTER_AREA)
    spectrum = np.fft.fft2(small)
    size = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    residual = size - cv2.blur(size, (3, 3))
    back = np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))
    salient = blurred((np.abs(back) ** 2).astype(np.float32), 2.5)
    return salient / max(float(salient.max()), 1e-9)


def _faces(rgb: Pixels) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of the faces that look at us (local binary patterns)."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _FACE_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    largest = min(size)
    if largest <= _SMALLEST_FACE:
        return []
    found = _face_finder().detect_multi_scale(
        cv2.resize(rgb, size, interpolation=cv2.INTER_AREA),
        scale_factor=1.2,
        step_ratio=1,
        min_size=(_SMALLEST_FACE, _SMALLEST_FACE),
        max_size=(largest, largest),
        min_neighbor_number=5,
    )
    return [
        tuple(round(float(face[side]) / scale) for side in ("c", "r", "width", "height"))
        for face in found
    ]  # pyright: ignore[reportReturnType]


@cache
def _face_finder() -> Cascade:
    return Cascade(lbp_frontal_face_cascade_filename())
