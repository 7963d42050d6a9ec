"""Colours that a painter mixes from the picture: a flat colour and up to three tones a region."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Plane, lab_to_rgb
from ...strokes.areas import Labels
from .regions import VOID, Regions
from .study import Study

DARK, MIDDLE, LIGHT = 0, 1, 2
TONES = 3


def colours_of(study: Study, labels: Labels) -> NDArray[np.uint8]:
    """Prevailing colour of every label: premultiplied RGBA uint8, indexed by label.

    The mean of the pixels near the mean, so that a region's few odd pixels do not grey it.
    """
    count = int(labels.max()) + 1
    lab = _mean(study.lab, labels, np.ones(labels.shape, bool), count)
    near = np.linalg.norm(study.lab - lab[labels], axis=2) < 18.0
    core = _mean(study.lab, labels, near, count)
    lab = np.where(np.isfinite(core), core, lab)
    alpha = _mean(
        study.rgba[..., 3:].astype(np.float32), labels, np.ones(labels.shape, bool), count
    )
    rgb = lab_to_rgb(np.nan_to_num(lab).astype(np.float32)[None])[0].astype(np.float32)
    alpha = np.nan_to_num(alpha)
    # soft-edged regions are laid opaque; only what is thin throughout stays thin
    alpha = np.where(alpha > 200, 255.0, alpha)
    return np.rint(np.concatenate([rgb * alpha / 255.0, alpha], axis=1)).astype(np.uint8)


def _mean(values: Plane, labels: Labels, used: NDArray[np.bool_], count: int) -> Plane:
    flat = labels[used]
    area = np.bincount(flat, minlength=count).astype(np.float64)
    area[area == 0] = np.nan
    sums = [np.bincount(flat, values[..., c][used], count) for c in range(values.shape[2])]
    return (np.stack(sums, axis=1) / area[:, None]).astype(np.float32)


def tone_labels(study: Study, regions: Regions) -> Labels:
    """Split every region into dark, middle and light: label = region * TONES + tone; VOID stays."""
    lightness = cv2.bilateralFilter(
        np.ascontiguousarray(study.lab[..., 0]), 0, 9.0, study.long_side / 130
    )
    flat = regions.labels.ravel()
    area = np.maximum(regions.area, 1)
    mean = np.bincount(flat, lightness.ravel(), len(area)) / area
    square = np.bincount(flat, lightness.ravel() ** 2, len(area)) / area
    spread = np.sqrt(np.maximum(square - mean**2, 0.0))
    offset = lightness - mean[regions.labels]
    limit = np.maximum(3.0, 0.65 * spread)[regions.labels]
    tone = (np.where(offset > limit, LIGHT, np.where(offset < -limit, DARK, MIDDLE))).astype(
        np.uint8
    )
    tone = cv2.medianBlur(tone, 5)
    labels = regions.labels * TONES + tone
    return np.where(regions.labels == VOID, VOID, labels).astype(np.int32)
