"""What one step of a process changes on the canvas, at canvas size."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from skimage.filters import apply_hysteresis_threshold

from ..imaging.colour import Pixels, premultiplied

_WORKED = 2
_STROKE_REACH = 0.05
_EDGE_REACH = 0.005
_IDLE = 0.05


@dataclass(frozen=True)
class StepChange:
    """One step; shares are of the canvas area, 0..1.

    `changed` is the share of pixels that differ at all, `worked` the share that lies in the worked
    mask, `flicker` the mean change outside of what the step's strokes touched, in levels of 0..255.
    """

    changed: float
    worked: float
    flicker: float

    @property
    def is_idle(self) -> bool:
        """The 95th percentile of change is below one level: under 5 % of the pixels differ."""
        return self.changed < _IDLE

    @property
    def is_still(self) -> bool:
        """Nothing differs."""
        return self.changed == 0


def step_change(before: Pixels, after: Pixels) -> StepChange:
    """Measure the step between two canvases (uint8, height x width x 4, straight alpha).

    The change of a pixel is the largest difference of its premultiplied channels and alpha, so that
    colour under full transparency does not count. The worked mask is where it exceeds 2 levels.

    For flicker the mask takes in what the step's own strokes leave faintly changed: all changed
    pixels that hang together with it and lie within 5 % of the long side of it (where a stroke runs
    over paint that was nearly right), then 0.5 % around it (2 px at least; soft edges).
    """
    change = cv2.absdiff(premultiplied(before), premultiplied(after)).max(axis=2)
    worked = change > _WORKED
    near = np.where(_widened(worked, _STROKE_REACH), change, 0)
    stroked = apply_hysteresis_threshold(near, 0, _WORKED)
    outside = change[~_widened(stroked, _EDGE_REACH)]
    return StepChange(
        changed=float(np.count_nonzero(change) / change.size),
        worked=float(np.count_nonzero(worked) / change.size),
        flicker=float(outside.mean()) if outside.size else 0.0,
    )


def _widened(mask: NDArray[np.bool_], reach: float) -> NDArray[np.bool_]:
    """Widen a mask on all sides by this share of the long side."""
    radius = max(2, round(reach * max(mask.shape)))
    square = np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)
    return cv2.dilate(mask.astype(np.uint8), square).astype(bool)
