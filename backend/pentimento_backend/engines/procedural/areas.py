"""Areas of the canvas: a label map at study size that can be asked for masks at canvas size."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from .box import Box, crop_grown

Labels = NDArray[np.int32]


@dataclass(eq=False)
class Areas:
    """Disjoint areas: `labels` (int32, study height x width); canvas size is width x height."""

    labels: Labels
    width: int
    height: int
    _rows: NDArray[np.intp] = field(init=False)
    _columns: NDArray[np.intp] = field(init=False)
    _soft: tuple[int, NDArray[np.uint8]] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        rows, columns = self.labels.shape
        self._rows = np.arange(self.height, dtype=np.intp) * rows // self.height
        self._columns = np.arange(self.width, dtype=np.intp) * columns // self.width

    def exact_mask(self, label: int, box: Box) -> NDArray[np.uint8]:
        """Mask (0 or 255) of one area inside `box`; the masks of all areas tile the canvas."""
        inside = self.labels[np.ix_(self._rows[box.rows], self._columns[box.columns])] == label
        return inside.astype(np.uint8) * np.uint8(255)

    def soft_mask(self, label: int, box: Box) -> NDArray[np.uint8]:
        """Smooth-edged mask of one area inside `box`, a little larger than the area itself."""
        if self._soft is None or self._soft[0] != label:
            member = (self.labels == label).astype(np.uint8) * np.uint8(255)
            soft = cv2.GaussianBlur(cv2.dilate(member, _CROSS), (0, 0), 0.8)
            self._soft = (label, soft.astype(np.uint8, copy=False))
        grown = crop_grown(self._soft[1], (self.width, self.height), box)
        crispness = max(
            1.0, min(self.width / self.labels.shape[1], self.height / self.labels.shape[0])
        )
        ramp = np.clip((np.arange(256) - 127.5) * crispness + 127.5, 0, 255).astype(np.uint8)
        return cv2.LUT(grown, ramp).astype(np.uint8)

    def bounds(self) -> dict[int, Box]:
        """Bounding box of every area, in canvas pixels, with room for soft edges."""
        scale_x = self.width / self.labels.shape[1]
        scale_y = self.height / self.labels.shape[0]
        boxes: dict[int, Box] = {}
        for label, (top, bottom, left, right) in _extents(self.labels).items():
            boxes[label] = Box(
                int((left - 2) * scale_x) - 1,
                int((top - 2) * scale_y) - 1,
                int(np.ceil((right + 3) * scale_x)) + 1,
                int(np.ceil((bottom + 3) * scale_y)) + 1,
            ).clipped(self.width, self.height)
        return boxes


_CROSS = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))


def _extents(labels: Labels) -> dict[int, tuple[int, int, int, int]]:
    """First and last row and column of every label."""
    names, compact = np.unique(labels, return_inverse=True)
    compact = compact.reshape(labels.shape)
    extents = np.empty((len(names), 4), np.int64)
    for axis, (low, high) in enumerate(((0, 1), (2, 3))):
        position = np.indices(labels.shape)[axis].ravel()
        first = np.full(len(names), np.iinfo(np.int64).max)
        last = np.full(len(names), -1)
        np.minimum.at(first, compact.ravel(), position)
        np.maximum.at(last, compact.ravel(), position)
        extents[:, low], extents[:, high] = first, last
    return {
        int(name): (int(row[0]), int(row[1]), int(row[2]), int(row[3]))
        for name, row in zip(names, extents, strict=True)
    }
