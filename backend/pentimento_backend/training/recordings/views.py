"""How the canvas was seen: as it lies, mirrored, or zoomed, moved and turned.

Painters flip the canvas to see their mistakes, and zoom in to work. Both are changes of the view,
not of the painting. Time is walked backwards, because the finish is known to lie right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels
from .looks import changed, mirrored

View = Literal["upright", "mirrored", "elsewhere"]

_QUIET = 0.02
"""Share of changed pixels up to which nobody has touched the view."""
_LOCAL = 0.3
"""Share of changed pixels up to which it was a stroke, if nothing speaks against it."""
_MIRRORED = 0.4
"""How much closer a mirrored look comes to its neighbour than the look as it is."""
_FEW = 15
"""Points that are found again, below which they prove nothing."""
_POINTS = 300
_SCALE, _SHIFT = 0.02, 0.012
"""Change of size, and movement as a share of the long side, that a still view does not show."""


def views(looks: Sequence[Pixels]) -> list[View]:
    """Return how each look shows the canvas of the last one."""
    found: list[View] = ["upright"]
    reference = later = _Look(looks[-1])
    for picture in reversed(looks[:-1]):
        look = _Look(picture)
        view = _view(look, later, found[-1], reference)
        found.append(view)
        if view != "elsewhere":
            reference = look if view == "upright" else look.mirrored
        later = look
    return found[::-1]


class _Look:
    """A look, and the points by which it is found again, sought when they are needed."""

    def __init__(self, picture: Pixels) -> None:
        self.picture = picture

    @cached_property
    def mirrored(self) -> _Look:
        return _Look(mirrored(self.picture))

    @cached_property
    def points(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Places (count, 2) and descriptors (count, 128) of its points."""
        finder = cv2.SIFT.create(nfeatures=_POINTS)
        grey = cv2.cvtColor(self.picture, cv2.COLOR_RGB2GRAY)
        found, marks = finder.detectAndCompute(grey, None)
        if marks is None:
            return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
        return np.array([point.pt for point in found], np.float32), marks.astype(np.float32)


def _view(look: _Look, later: _Look, view_later: View, reference: _Look) -> View:
    """How `look` shows the canvas, given the one after it and the last that was not elsewhere."""
    apart = changed(look.picture, later.picture)
    if apart < _QUIET / 4:
        return view_later
    flipped = changed(look.mirrored.picture, later.picture)
    if flipped < _MIRRORED * apart and flipped < _LOCAL:
        return _other_way(view_later)
    if apart < _QUIET:
        return view_later
    return _compared(look, reference) or (view_later if apart < _LOCAL else "upright")


def _other_way(view: View) -> View:
    if view == "elsewhere":
        return view
    return "mirrored" if view == "upright" else "upright"


def _compared(look: _Look, reference: _Look) -> View | None:
    """How the look relates to the reference by the points they share; None where too few do."""
    found, still = _moved(look, reference)
    if still:
        return "upright"
    found_mirrored, still_mirrored = _moved(look.mirrored, reference)
    if still_mirrored and found_mirrored > found:
        return "mirrored"
    return "elsewhere" if max(found, found_mirrored) >= _FEW else None


def _moved(look: _Look, reference: _Look) -> tuple[int, bool]:
    """How many points of `look` lie in the reference as if it had moved as a whole, and whether
    they are enough to say that it lies still."""
    points, there = _matched(look, reference)
    if len(points) < _FEW:
        return 0, False
    movement, kept = cv2.estimateAffinePartial2D(points, there, ransacReprojThreshold=2.0)
    if movement is None:
        return 0, False
    height, width = look.picture.shape[:2]
    scale = float(np.hypot(movement[0, 0], movement[1, 0]))
    turn = abs(float(movement[1, 0]))
    middle = np.array([width / 2, height / 2, 1.0])
    shift = float(np.linalg.norm(movement @ middle - middle[:2]))
    lies_still = abs(scale - 1.0) < _SCALE and turn < _SCALE and shift < _SHIFT * max(width, height)
    found = int(kept.sum())
    return found, lies_still and found >= _FEW


def _matched(look: _Look, reference: _Look) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Places (count, 2) of points in `look`, and of the points in `reference` that look alike."""
    (places, marks), (places_there, marks_there) = look.points, reference.points
    if not len(marks) or len(marks_there) < 2:
        return np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32)
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(marks, marks_there, k=2)
    # the nearest is told from chance by how much farther the second is (Lowe 2004)
    alike = [near for near, far in pairs if near.distance < 0.75 * far.distance]
    return (
        places[[match.queryIdx for match in alike]],
        places_there[[match.trainIdx for match in alike]],
    )
