"""What is to be painted and from where: the finish, the start, and what kind of picture it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, largest_difference, premultiplied
from ...imaging.resize import reduced
from ...strokes.brush import SPREAD
from ...strokes.materials import Ink
from ...strokes.stroke import PremultipliedColour
from ..interface import Canvas
from .character import is_flat, is_grey, is_inked, is_line_art, medium_for
from .drawing import contrasting_borders
from .ground import ground_for
from .medium import INK_AND_COLOUR, OIL, Medium
from .regions import Regions
from .settings import Settings
from .study import Study
from .tones import colours_of

_AGREES = 6
"""Largest channel difference (0..255) at which a place counts as finished."""


@dataclass(frozen=True, eq=False)
class Motif:
    """The way from `start` (None: a blank canvas) to `finish`, both canvases, as a painter sees it.

    `drawn` says that only lines come onto the canvas: a sketch or a line layer.
    """

    finish: Canvas
    start: Canvas | None
    study: Study
    regions: Regions
    settings: Settings
    drawn: bool = False

    @property
    def canvas_size(self) -> tuple[int, int]:
        """Width and height of the canvas in pixels."""
        return self.finish.shape[1], self.finish.shape[0]

    @property
    def plan_size(self) -> tuple[int, int]:
        """Width and height at which strokes are planned."""
        return self.study.width, self.study.height

    @property
    def unit(self) -> float:
        """Size of a brush of radius 1, in plan pixels."""
        return self.study.long_side / 640.0 * self.settings.stroke_size

    @property
    def spread(self) -> float:
        """By how much the edges of strokes come out wider, in plan pixels."""
        return SPREAD * self.study.width / self.finish.shape[1]

    @cached_property
    def picture(self) -> Pixels:
        """The finish as premultiplied RGBA."""
        return premultiplied(self.finish)

    @cached_property
    def begun(self) -> Pixels | None:
        """The start as premultiplied RGBA."""
        return None if self.start is None else premultiplied(self.start)

    @cached_property
    def unfinished(self) -> NDArray[np.uint8] | None:
        """0 where the start is already as it should be, 255 elsewhere; None on a blank canvas."""
        if self.begun is None:
            return None
        off = largest_difference(self.begun, self.picture)
        return np.where(off > _AGREES, np.uint8(255), np.uint8(0))

    @cached_property
    def finish_small(self) -> Pixels:
        """The finish at plan size, premultiplied RGBA."""
        return np.rint(self.study.premultiplied).astype(np.uint8)

    @cached_property
    def begun_small(self) -> Pixels:
        """The canvas before the main stages, at plan size, premultiplied RGBA."""
        if self.begun is not None:
            return reduced(self.begun, self.plan_size)
        begun = np.empty((self.study.height, self.study.width, 4), np.uint8)
        begun[:] = self.ground
        return begun

    @cached_property
    def flat_colours(self) -> Pixels:
        """The colour of each region."""
        return colours_of(self.study, self.regions.labels)

    @cached_property
    def ground(self) -> PremultipliedColour:
        """What a blank canvas is prepared with."""
        return ground_for(
            self.settings.ground,
            self.finish,
            self.study,
            self.line_art,
            self.draws_lines,
            self.medium.name == OIL,
        )

    @cached_property
    def medium(self) -> Medium:
        """What it is painted with."""
        return medium_for(self.settings.medium, self._inked, self.flat)

    @cached_property
    def line_art(self) -> bool:
        """Whether there are lines and nothing else."""
        return self.drawn or is_line_art(self.study)

    @cached_property
    def flat(self) -> bool:
        """Whether most of it is plain colour."""
        return is_flat(self.study)

    @cached_property
    def grey(self) -> bool:
        """Whether it has no colour to speak of."""
        return is_grey(self.study)

    @property
    def draws_lines(self) -> bool:
        """Whether clean lines are drawn before the colours."""
        return self._inked or self.settings.medium == INK_AND_COLOUR

    @property
    def plain(self) -> bool:
        """Whether no flats are laid."""
        return self.grey or self.line_art or self.settings.shares["colour"] == 0.0

    @cached_property
    def has_been_drawn(self) -> bool:
        """Whether something stands on the canvas already, so that no sketch is needed."""
        if self.start is None:
            return False
        ground = np.median(self.begun_small.reshape(-1, 4), axis=0)
        return bool((np.abs(self.begun_small - ground).max(axis=2) > 20.0).mean() > 0.01)

    def has_lines(self, ink: Ink) -> bool:
        """Whether the canvas is already about as dark as the finish where the lines run."""
        if self.start is None:
            return False
        along = cv2.resize(ink.alpha, self.plan_size, interpolation=cv2.INTER_AREA) > 100
        if not along.any():
            return True
        light, dark = (
            cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY)[along].astype(np.float32)
            for picture in (self.begun_small, self.finish_small)
        )
        return bool((light - dark < 50.0).mean() > 0.5)

    @cached_property
    def _inked(self) -> bool:
        return self.line_art or is_inked(self.study, contrasting_borders(self.regions))
