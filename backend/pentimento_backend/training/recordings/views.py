"""How the canvas was seen: as it lies, mirrored, or zoomed, moved and turned.

Painters flip the canvas to see their mistakes, and zoom in to work. Both are changes of the view,
not of the painting. Time is walked backwards, because the finish is known to lie right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels
from .looks import changed, mirrored, visible_change
from .placing import Movement, laid, shown_part

_QUIET = 0.02
"""Share of changed pixels up to which nobody has touched the view."""
_LOCAL = 0.3
"""Share of changed pixels up to which it was a stroke, if nothing speaks against it."""
_MIRRORED = 0.4
"""How much closer a mirrored look comes to its neighbour than the look as it is."""
_FEW = 15
"""Points that are found again, below which they prove nothing."""
_POINTS, _MANY = 300, 100
"""Points that are sought, and how many of them make a picture rich."""
_SCALE, _SHIFT = 0.02, 0.012
"""Change of size, and movement as a share of the long side, that a still view does not show."""
_OTHER = 0.6
"""Share of changed pixels from which on a look does not show what was there."""
_COARSEST = 1.1
"""Size of a look's pixels on the canvas from which on too little of it can be seen."""


@dataclass(frozen=True, eq=False)
class View:
    """How a look shows the canvas: mirrored or not, and which part of it.

    `movement` brings the look, turned back if it is mirrored, onto the canvas; None where it lies
    there already.
    """

    is_mirrored: bool = False
    movement: Movement | None = None


UPRIGHT, MIRRORED = View(), View(is_mirrored=True)


def views(looks: Sequence[Pixels]) -> list[View | None]:
    """Return how each look shows the canvas of the last one; None where that cannot be told."""
    found: list[View | None] = [UPRIGHT]
    reference = later = _Look(looks[-1])
    for picture in reversed(looks[:-1]):
        look = _Look(picture)
        view = _view(look, later, found[-1], reference)
        found.append(view)
        if view is not None:
            reference = _on_canvas(look, view, reference)
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


def _on_canvas(look: _Look, view: View, reference: _Look) -> _Look:
    """The canvas as a look shows it, and as the reference does where the look shows nothing."""
    upright = look.mirrored if view.is_mirrored else look
    if view.movement is None:
        return upright
    return _Look(laid(reference.picture, upright.picture, view.movement))


def _view(look: _Look, later: _Look, view_later: View | None, reference: _Look) -> View | None:
    """How `look` shows the canvas, given the one after it and the canvas as it was then."""
    apart = changed(look.picture, later.picture)
    if apart < _QUIET / 4:
        return view_later
    flipped = changed(look.mirrored.picture, later.picture)
    if flipped < _MIRRORED * apart and flipped < _LOCAL:
        return _other_way(view_later)
    if apart < _QUIET:
        return view_later
    seen = _Sighting.best(look, reference)
    if seen.inliers >= _FEW:
        return seen.view(reference)
    if apart < _LOCAL:
        return view_later
    return None if _is_another(look, reference) else UPRIGHT


def _is_another(look: _Look, reference: _Look) -> bool:
    """Whether a look shows something else: rich pictures, and hardly anything is where it was.

    With few points the benefit of the doubt is the painter's.
    """
    points = min(len(look.points[0]), len(reference.points[0]))
    return points >= _MANY and changed(look.picture, reference.picture) > _OTHER


def _other_way(view: View | None) -> View | None:
    return None if view is None else View(not view.is_mirrored, view.movement)


@dataclass(frozen=True, eq=False)
class _Sighting:
    """A look that was found again on the canvas: by so many points, moved so."""

    look: _Look
    is_mirrored: bool
    inliers: int
    movement: Movement | None

    @classmethod
    def best(cls, look: _Look, reference: _Look) -> _Sighting:
        """The look as it is, unless mirrored it is found better."""
        upright = cls(look, False, *_moved(look, reference))
        if upright.lies_still:
            return upright
        turned_back = cls(look.mirrored, True, *_moved(look.mirrored, reference))
        return turned_back if turned_back.inliers > upright.inliers else upright

    @property
    def lies_still(self) -> bool:
        """Whether nothing has moved."""
        if self.movement is None or self.inliers < _FEW:
            return False
        height, width = self.look.picture.shape[:2]
        turn = abs(float(self.movement[1, 0]))
        middle = np.array([width / 2, height / 2, 1.0])
        shift = float(np.linalg.norm(self.movement @ middle - middle[:2]))
        same_size = abs(_size_of(self.movement) - 1.0) < _SCALE
        return same_size and turn < _SCALE and shift < _SHIFT * max(width, height)

    def view(self, reference: _Look) -> View | None:
        """How the look shows the canvas; None where what it shows is not what was there."""
        if self.lies_still:
            return MIRRORED if self.is_mirrored else UPRIGHT
        movement = self.movement
        if movement is None or _size_of(movement) > _COARSEST:
            return None
        part = shown_part(self.look.picture.shape, movement, reference.picture.shape)
        if not part.any():
            return None
        put_back = laid(reference.picture, self.look.picture, movement)
        differs = visible_change(put_back, reference.picture)[part].mean() > _OTHER
        return None if differs else View(self.is_mirrored, movement)


def _size_of(movement: Movement) -> float:
    """How large a pixel of the look is on the canvas."""
    return float(np.hypot(movement[0, 0], movement[1, 0]))


def _moved(look: _Look, reference: _Look) -> tuple[int, Movement | None]:
    """How many points of `look` lie in the reference as if it had moved as a whole, and how."""
    points, there = _matched(look, reference)
    if len(points) < _FEW:
        return 0, None
    movement, kept = cv2.estimateAffinePartial2D(points, there, ransacReprojThreshold=2.0)
    if movement is None:
        return 0, None
    return int(kept.sum()), movement.astype(np.float64)


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
