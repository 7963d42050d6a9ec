"""One passage of painting: from a start to a finish, in the stages this picture has work for."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.colour import Pixels, Plane, largest_difference, premultiplied
from ...imaging.resize import reduced
from ...strokes.areas import Areas, Labels
from ...strokes.brush import SPREAD
from ...strokes.materials import FINISH, INK, Materials
from ...strokes.stroke import PremultipliedColour, Stroke
from ..interface import Canvas
from .character import is_flat, is_grey, is_inked, is_line_art, medium_for
from .coats import Coat, differing, gain_of, plan_coat
from .details import detail_patches, plan_finish
from .drawing import (
    Drawing,
    construction_lines,
    contrasting_borders,
    find_lines,
    find_strokes_between,
)
from .focus import focus_map
from .ground import ground_for
from .highlights import Highlights, find_highlights, plan_highlights
from .medium import INK_AND_COLOUR, OIL, Medium
from .modelling import Model, Tool, plan_modelling
from .pause import Pause
from .regions import Regions
from .schedule import Stage, paced
from .settings import Settings
from .sketching import Colour, mass_in, pencils, plan_construction, plan_line, plan_sketch
from .study import Study
from .tones import DARK, LIGHT, MIDDLE, TONES, colours_of, tone_labels
from .workload import Workload, way_of_lines, workload

_BEFORE_HIGHLIGHTS = "before highlights"
_AGREES = 6
"""Largest channel difference (0..255) at which a place counts as finished."""
_LEAST_GAIN = 0.02
"""How much nearer to the finish (0..1, on average) a coat must bring an area to be worth laying."""
_OPENING = 0.05
"""Share of the time for the first strokes, which do not wait for the study of lines."""


@dataclass(frozen=True, eq=False)
class _Ahead:
    """What is studied while the first strokes are painted, in the order of its use."""

    drawing: Future[Drawing]
    highlights: Future[Highlights | None]
    tones: Future[Labels]
    thread: ThreadPoolExecutor


@dataclass(eq=False)
class Passage:
    """Plans the strokes that lead from `start` (None: a blank canvas) to `finish`, stage by stage.

    `finish` and `start` are canvases; `wish` (0..1, plan size) is the painter's own order.
    """

    finish: Canvas
    start: Canvas | None
    study: Study
    regions: Regions
    settings: Settings
    hand_angle: float
    wish: Plane | None
    pause: Pause
    drawn: bool = False
    """Whether only lines come onto the canvas: a sketch or a line layer."""
    materials: Materials = field(init=False)
    ground: PremultipliedColour = field(init=False)
    _ahead: _Ahead = field(init=False)

    def __post_init__(self) -> None:
        size = (self.finish.shape[1], self.finish.shape[0])
        self.materials = Materials(size, (self.study.width, self.study.height))
        self.materials.pictures[FINISH] = premultiplied(self.finish)
        if self.begun is not None:
            self.materials.kept = self._unfinished(self.begun)
        self.ground = ground_for(
            self.settings.ground, self.finish, self.study, self._line_art, self._medium.name == OIL
        )

    def stages(self) -> Iterator[Stage]:
        """The stages in order, with shares of the time that add up to one.

        While the first strokes are painted, a thread goes on studying the picture.
        """
        ahead = ThreadPoolExecutor(1, "study")
        self._ahead = _Ahead(
            drawing=ahead.submit(self._find_drawing),
            highlights=ahead.submit(self._find_highlights),
            tones=ahead.submit(tone_labels, self.study, self.regions),
            thread=ahead,
        )
        try:
            yield from self._stages()
        finally:
            ahead.shutdown(wait=False, cancel_futures=True)

    def _stages(self) -> Iterator[Stage]:
        begun = 0.0
        wanted = min(1.0, self.settings.shares["sketch"])
        if self.start is None and not self.drawn and wanted > 0.0:
            begun = wanted * (0.6 * _OPENING if self._medium.name == OIL else _OPENING)
            yield Stage("sketch", "construction lines", begun, self._construction)
        yield from paced(self._main_stages(), 1.0 - begun)

    @cached_property
    def begun(self) -> Pixels | None:
        """The start as premultiplied RGBA."""
        return None if self.start is None else premultiplied(self.start)

    def _unfinished(self, begun: Pixels) -> NDArray[np.uint8]:
        """0 where the start (premultiplied) is already as it should be, 255 elsewhere."""
        off = largest_difference(begun, self.materials.pictures[FINISH])
        return np.where(off > _AGREES, np.uint8(255), np.uint8(0))

    @property
    def unit(self) -> float:
        """Size of a brush of radius 1, in plan pixels."""
        return self.study.long_side / 640.0 * self.settings.stroke_size

    @property
    def _spread(self) -> float:
        """By how much the edges of strokes come out wider, in plan pixels."""
        return SPREAD * self.study.width / self.finish.shape[1]

    @cached_property
    def _drawing(self) -> Drawing:
        drawing = self._ahead.drawing.result()
        if self._draws_lines:
            self.materials.ink = drawing.ink
        return drawing

    def _find_drawing(self) -> Drawing:
        if self.drawn:
            return find_strokes_between(self._begun_small, self._finish_small, self.study)
        return find_lines(
            self.finish, self.study, self.regions, self._line_art, self.hand_angle, self.pause
        )

    @cached_property
    def _line_art(self) -> bool:
        return self.drawn or is_line_art(self.study)

    @cached_property
    def _flat(self) -> bool:
        return is_flat(self.study)

    @cached_property
    def _medium(self) -> Medium:
        return medium_for(self.settings.medium, self._inked, self._flat)

    @cached_property
    def _highlights(self) -> Highlights | None:
        found = self._ahead.highlights.result()
        if found is not None:
            self.materials.pictures[_BEFORE_HIGHLIGHTS] = found.before
        return found

    def _find_highlights(self) -> Highlights | None:
        if self._line_art or self.settings.shares["details"] == 0.0:
            return None
        picture = self.materials.pictures[FINISH]
        unfinished = self.materials.kept
        return find_highlights(picture, self.materials.plan_size, self.unit, unfinished)

    @cached_property
    def _flat_colours(self) -> Pixels:
        return colours_of(self.study, self.regions.labels)

    @cached_property
    def _finish_small(self) -> Pixels:
        return np.rint(self.study.premultiplied).astype(np.uint8)

    @cached_property
    def _inked(self) -> bool:
        return self._line_art or is_inked(self.study, contrasting_borders(self.regions))

    @property
    def _draws_lines(self) -> bool:
        return self._inked or self.settings.medium == INK_AND_COLOUR

    def _rng(self, stage: int) -> np.random.Generator:
        return np.random.default_rng([self.settings.seed, stage])

    def _main_stages(self) -> list[Stage]:
        labels = self.regions.labels
        worth, _ = self._worth_laying(labels, self._flat_colours, self._begun_small)
        flats = np.where(worth[labels][..., None], self._flat_colours[labels], self._begun_small)
        work = workload(
            self.study,
            self._drawing.paths,
            self._begun_small,
            flats,
            self._finish_small,
            self._plain,
        )
        return self._line_stages(work) if self._line_art else self._colour_stages(work)

    def _line_stages(self, work: Workload) -> list[Stage]:
        shares = self.settings.shares
        sketch = 0.0 if self.drawn else 0.26 * shares["sketch"] * work.lines
        line = 0.5 * shares["line"] * work.lines
        return [
            Stage("sketch", "sketching", sketch, self._sketch),
            Stage("line", "drawing lines", line, self._line, 0.9),
            Stage("finish", "cleaning up", 0.14, self._finishing),
        ]

    def _colour_stages(self, work: Workload) -> list[Stage]:
        shares = self.settings.shares
        inked = self._draws_lines
        sketch = 0.0 if self._has_been_drawn else 0.09 if inked else 0.02
        line = 0.08 * shares["line"] * work.lines if inked and not self._has_lines else 0.0
        colour = 0.0 if self._grey else 0.26 * shares["colour"] * work.flats
        shading = (0.4 if self._grey else 0.24) * shares["shading"] * work.shading
        way_of_tones = 0.7 * work.way_of_rest
        if self._grey:
            way_of_tones = work.way_of_flats * 0.8 + work.way_of_rest * 0.7
        details = shares["details"] * work.details
        lines_way = way_of_lines(self.materials.ink, self._begun_small, self._finish_small)
        # the side of the pencil brings the darks nearer
        way_of_sketch = 0.0 if self._medium.name == OIL or not sketch else 0.2
        block_in = "flats" if inked or self._flat else "block-in"
        return [
            Stage(
                "sketch",
                "sketching",
                sketch * shares["sketch"] * work.lines,
                self._sketch,
                way_of_sketch,
            ),
            Stage("line", "drawing lines", line, self._line, lines_way),
            Stage(block_in, "laying in the colours", colour, self._flats, work.way_of_flats),
            Stage("shading", "shading", shading, self._shading, way_of_tones),
            Stage("details", "painting details", 0.2 * details, self._details),
            Stage("finish", "finishing", 0.02 + 0.1 * work.details, self._finishing),
            Stage(
                "highlights",
                "setting highlights",
                0.025 * details if self._highlights else 0.0,
                self._accents,
            ),
        ]

    @cached_property
    def _has_been_drawn(self) -> bool:
        """Whether something stands on the canvas already, so that no sketch is needed."""
        if self.start is None:
            return False
        begun = self._begun_small
        ground = np.median(begun.reshape(-1, 4), axis=0)
        return bool((np.abs(begun - ground).max(axis=2) > 20.0).mean() > 0.01)

    @cached_property
    def _has_lines(self) -> bool:
        """Whether the canvas is already about as dark as the finish where its lines run."""
        ink = self.materials.ink
        if self.start is None or ink is None:
            return False
        size = (self.study.width, self.study.height)
        along = cv2.resize(ink.alpha, size, interpolation=cv2.INTER_AREA) > 100
        if not along.any():
            return True
        light, dark = (
            cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY)[along].astype(np.float32)
            for picture in (self._begun_small, self._finish_small)
        )
        return bool((light - dark < 50.0).mean() > 0.5)

    @cached_property
    def _grey(self) -> bool:
        return is_grey(self.study)

    @property
    def _plain(self) -> bool:
        return self._grey or self._line_art or self.settings.shares["colour"] == 0.0

    @cached_property
    def _begun_small(self) -> Pixels:
        """The canvas before the main stages, at plan size."""
        size = (self.study.width, self.study.height)
        if self.begun is not None:
            return reduced(self.begun, size)
        begun = np.empty((self.study.height, self.study.width, 4), np.uint8)
        begun[:] = self.ground
        return begun

    def _construction(self, _: Pixels) -> list[Stroke]:
        lines = construction_lines(self.study, self.regions)
        unit = self.study.long_side / 640.0
        return plan_construction(lines, self._pencils[0], unit, self._rng(1))

    def _sketch(self, _: Pixels) -> list[Stroke]:
        strokes = plan_sketch(
            self.study, self.regions, self._drawing, self._pencils, self._rng(2), self.pause
        )
        if self._medium.name == OIL:
            return strokes
        return mass_in(self.study, self._pencils[0], self._rng(10)) + strokes

    @property
    def _pencils(self) -> tuple[Colour, Colour]:
        """Coloured pencils, or a thin dark relative of the ground where the brush draws."""
        if self._medium.name != OIL:
            return pencils(self._rng(1))
        red, green, blue, _ = self.ground
        umber = (int(0.72 * red), int(0.66 * green), int(0.6 * blue))
        return umber, umber

    def _line(self, _: Pixels) -> list[Stroke]:
        picture = FINISH if self._line_art else INK
        return plan_line(self.study, self.regions, self._drawing, picture, self.pause)

    def _flats(self, now: Pixels) -> list[Stroke]:
        labels = self.regions.labels
        worth, gain = self._worth_laying(labels, self._flat_colours, now)
        coat = Coat(
            Areas(labels, *self.materials.canvas_size),
            [label for label in self.regions.order if worth[label]],
            self._flat_colours,
            gain,
            self._medium.coat,
            1.0,
            self._medium.closes,
        )
        return plan_coat(coat, self.study.broad, self.unit, self._rng(3), self.pause)

    def _shading(self, now: Pixels) -> list[Stroke]:
        rng = self._rng(4)
        labels = self._ahead.tones.result()
        # found while the shading is painted, not while colours wait to be laid in
        _ = self._patches_ahead
        colours = colours_of(self.study, labels)
        worth, gain = self._worth_laying(labels, colours, now)
        # specks are left to the modelling brush
        area = np.bincount(labels.ravel(), minlength=len(colours))
        worth &= area > max(4.0, 25.0 * self.unit**2)
        order = [
            region * TONES + tone
            for region in self.regions.order
            for tone in (DARK, LIGHT, MIDDLE)
            if region * TONES + tone < len(colours) and worth[region * TONES + tone]
        ]
        coat = Coat(
            Areas(labels, *self.materials.canvas_size),
            order,
            colours,
            gain,
            self._medium.tone,
            0.8,
            self._medium.closes,
        )
        strokes = plan_coat(coat, self.study.broad, self.unit, rng, self.pause)
        toned = np.where(worth[labels][..., None], colours[labels], now)
        return strokes + self._modelling(toned, rng)

    def _modelling(self, now: Pixels, rng: np.random.Generator) -> list[Stroke]:
        handling = self._medium.model
        tools = tuple(
            Tool(
                max(radius * self.unit, 1.2),
                8.5,
                handling.brush,
                handling.opacity,
                handling.dry,
                handling.spacing,
                handling.length,
            )
            for radius in (handling.widest, 0.5 * handling.widest)
        )
        model = Model(
            self.study.premultiplied,
            now.astype(np.float32),
            self.study.visible,
            self.study.fine,
            0.85,
            30.0,
            self._spread,
            self._beside_lines(),
        )
        areas = Areas(self.regions.labels, *self.materials.canvas_size)
        band = self.study.long_side / 9.0
        order = list(self.regions.order)
        return plan_modelling(model, tools, areas, order, True, band, rng, self.pause)

    def _beside_lines(self) -> Plane | None:
        ink = self.materials.ink
        if ink is None:
            return None
        size = (self.study.width, self.study.height)
        lined = cv2.resize(ink.alpha, size, interpolation=cv2.INTER_AREA)
        return np.maximum(1.0 - lined.astype(np.float32) / 128.0, 0.02)

    @cached_property
    def _patches_ahead(self) -> Future[tuple[Areas, list[int]]]:
        return self._ahead.thread.submit(self._find_patches)

    @property
    def _patches(self) -> tuple[Areas, list[int]]:
        return self._patches_ahead.result()

    def _find_patches(self) -> tuple[Areas, list[int]]:
        focus = focus_map(self.study, self.regions)
        labels, order = detail_patches(self.regions, focus, self.wish, self._rng(5))
        self.pause()
        return Areas(labels, *self.materials.canvas_size), order

    def _details(self, now: Pixels) -> list[Stroke]:
        areas, order = self._patches
        handling = self._medium.model
        tools = tuple(
            Tool(max(radius * self.unit, 0.6), off, handling.brush, 1.0, 0.0, spacing, (3.0, 8.0))
            for radius, off, spacing in ((3.2, 7.0, 1.9), (1.5, 10.0, 1.9), (0.9, 14.0, 1.9))
        )
        model = Model(
            self.study.premultiplied,
            now.astype(np.float32),
            self.study.visible,
            self.study.fine,
            0.0,
            26.0,
            self._spread,
        )
        band = self.study.long_side / 40.0
        return plan_modelling(model, tools, areas, order, False, band, self._rng(6), self.pause)

    def _finishing(self, now: Pixels) -> list[Stroke]:
        areas, order = self._patches
        picture = _BEFORE_HIGHLIGHTS if self._highlights else FINISH
        return plan_finish(
            areas,
            order,
            picture,
            now,
            self._finish_small,
            self.study.fine,
            self.unit,
            self._rng(8),
            self.pause,
        )

    def _accents(self, _: Pixels) -> list[Stroke]:
        if self._highlights is None:
            return []
        areas = Areas(self._highlights.spots, *self.materials.canvas_size)
        return plan_highlights(areas, FINISH, self.unit, self._rng(9))

    def _worth_laying(
        self, labels: Labels, colours: Pixels, now: Pixels
    ) -> tuple[NDArray[np.bool_], Plane]:
        """Which labels are worth a coat in their colour over what is there, and what each gains."""
        count = len(colours)
        flat = labels.ravel()
        off = differing(colours[labels], now).ravel()
        area = np.maximum(np.bincount(flat, minlength=count), 1)
        gain = gain_of(labels, colours, now, self._finish_small)
        return (np.bincount(flat, off, count) / area > 0.3) & (gain > _LEAST_GAIN), gain
