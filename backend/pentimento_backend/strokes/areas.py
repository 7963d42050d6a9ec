"""Areas of the canvas: a label map of plan size that can be asked for masks at canvas size."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import find_objects

from ..imaging.box import Box
from ..imaging.resize import crop_grown

Labels = NDArray[np.int32]

_MARGIN = 4
_RIM = 1.4
"""How far soft edges reach beyond the border; from 1 on, the border is covered by half."""


@dataclass(eq=False)
class Areas:
    """Disjoint areas: `labels` (int32, plan height x width); canvas size is width x height."""

    labels: Labels
    width: int
    height: int
    extents: dict[int, Box] = field(init=False)
    """Bounding box of every area in plan pixels."""
    _rows: NDArray[np.intp] = field(init=False)
    _columns: NDArray[np.intp] = field(init=False)
    _ramp: NDArray[np.uint8] = field(init=False)
    _soft: tuple[int, Box, NDArray[np.uint8]] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        rows, columns = self.labels.shape
        self.extents = _extents(self.labels)
        self._rows = np.arange(self.height, dtype=np.intp) * rows // self.height
        self._columns = np.arange(self.width, dtype=np.intp) * columns // self.width
        crispness = max(1.0, min(self.width / columns, self.height / rows))
        ramp = np.clip((np.arange(256) - 127.5) * crispness + 127.5, 0, 255)
        self._ramp = ramp.astype(np.uint8)

    def exact_mask(self, label: int, box: Box) -> NDArray[np.uint8]:
        """Mask (0 or 255) of one area inside `box`; the masks of all areas tile the canvas."""
        inside = self.labels[np.ix_(self._rows[box.rows], self._columns[box.columns])] == label
        return inside.astype(np.uint8) * np.uint8(255)

    def whole_canvas(self) -> Labels:
        """The label of every canvas pixel."""
        return self.labels[np.ix_(self._rows, self._columns)]

    def soft_mask(self, label: int, box: Box) -> NDArray[np.uint8]:
        """Smooth-edged mask of one area inside `box`, a little larger than the area itself."""
        place, soft = self._softened(label)
        inner = box.common(place)
        if inner == box:
            return soft[box.within(place)]
        mask = np.zeros((box.height, box.width), np.uint8)
        if not inner.empty:
            mask[inner.within(box)] = soft[inner.within(place)]
        return mask

    def _softened(self, label: int) -> tuple[Box, NDArray[np.uint8]]:
        """The area's soft mask and its place on the canvas; outside of it the mask is 0.

        Strokes of one area come one after the other, so that one mask serves them all.
        """
        if self._soft is None or self._soft[0] != label:
            rows, columns = self.labels.shape
            extent = self.extents.get(label, Box(0, 0, 1, 1))
            around = extent.grown(_MARGIN).clipped(columns, rows)
            inside = self.labels[around.rows, around.columns] == label
            member = inside.astype(np.uint8) * np.uint8(255)
            # whole up to the border, so that no ground shows between two areas
            rim = cv2.GaussianBlur(member, (0, 0), 0.8)
            soft = cv2.max(member, cv2.convertScaleAbs(rim, alpha=_RIM))
            scale = (columns / self.width, rows / self.height)
            place = Box(
                int(around.left / scale[0]),
                int(around.top / scale[1]),
                ceil(around.right / scale[0]),
                ceil(around.bottom / scale[1]),
            ).clipped(self.width, self.height)
            grown = crop_grown(
                soft.astype(np.uint8, copy=False), scale, place, (around.left, around.top)
            )
            self._soft = (label, place, cv2.LUT(grown, self._ramp).astype(np.uint8, copy=False))
        return self._soft[1], self._soft[2]


def _extents(labels: Labels) -> dict[int, Box]:
    return {
        label: Box(place[1].start, place[0].start, place[1].stop, place[0].stop)
        for label, place in enumerate(find_objects(labels + 1))
        if place is not None
    }
