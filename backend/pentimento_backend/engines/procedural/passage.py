"""One passage of painting: from a start to a finish, in the stages this picture has work for."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ...imaging.colour import Pixels, Plane
from ...strokes.areas import Areas, Labels
from ...strokes.materials import FINISH, INK, Materials
from ...strokes.stroke import Paint, Stroke
from .coats import Coat, plan_coat, worth_laying
from .details import brought_out, detail_patches, detail_tools, plan_finish
from .drawing import Drawing, construction_lines, find_lines, find_strokes_between
from .focus import focus_map
from .highlights import Highlights, find_highlights, plan_highlights
from .interplay import pen_before_eraser, together
from .massing import Masses, find_masses, plan_massing
from .medium import OIL
from .modelling import Model, beside_lines, plan_modelling, shading_tools
from .motif import Motif
from .pause import Pause
from .schedule import Stage, paced
from .shares import Shares, shares_of_colour, shares_of_line_art
from .sketching import Colour, pencils, plan_construction, plan_line, plan_sketch
from .tones import DARK, LIGHT, MIDDLE, TONES, colours_of, tone_labels
from .workload import Workload, workload

_BEFORE_HIGHLIGHTS = "before highlights"
_DARK_GROUND = 90
"""Brightest channel (0..255) of a ground on which dark lines would not be seen."""
_OPENING = 0.03
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
    """Plans the strokes that lead from a motif's start to its finish, stage by stage.

    `hand_angle` (radians) is how the painter holds the brush; `wish` (0..1, plan size) the
    painter's own order.
    """

    motif: Motif
    hand_angle: float
    wish: Plane | None
    pause: Pause
    materials: Materials = field(init=False)
    _ahead: _Ahead = field(init=False)

    def __post_init__(self) -> None:
        motif = self.motif
        self.materials = Materials(motif.canvas_size, motif.plan_size, kept=motif.unfinished)
        self.materials.pictures[FINISH] = motif.picture

    def stages(self) -> Iterator[Stage]:
        """The stages in order, with shares of the time that add up to one.

        While the first strokes are painted, a thread goes on studying the picture.
        """
        ahead = ThreadPoolExecutor(1, "study")
        self._ahead = _Ahead(
            drawing=ahead.submit(self._find_drawing),
            highlights=ahead.submit(self._find_highlights),
            tones=ahead.submit(tone_labels, self.motif.study, self.motif.regions),
            thread=ahead,
        )
        try:
            yield from self._stages()
        finally:
            ahead.shutdown(wait=False, cancel_futures=True)

    def _stages(self) -> Iterator[Stage]:
        motif = self.motif
        begun = 0.0
        wanted = min(1.0, motif.settings.shares["sketch"])
        if motif.start is None and not motif.drawn and wanted > 0.0:
            begun = wanted * (0.6 * _OPENING if motif.medium.name == OIL else _OPENING)
            yield Stage("sketch", "construction lines", begun, self._construction)
        yield from paced(self._main_stages(self._shares()), 1.0 - begun)

    def _shares(self) -> Shares:
        motif = self.motif
        work = self._work()
        if motif.line_art:
            return shares_of_line_art(motif, work)
        ink, accented = self.materials.ink, self._highlights is not None
        return shares_of_colour(motif, work, ink, self._draws_lines, accented)

    def _work(self) -> Workload:
        motif = self.motif
        labels, colours, begun = motif.regions.labels, motif.flat_colours, motif.begun_small
        worth, _ = worth_laying(labels, colours, begun, motif.finish_small)
        flats = np.where(worth[labels][..., None], colours[labels], begun)
        return workload(
            motif.study,
            self._drawing.paths,
            begun,
            (begun, begun) if motif.has_been_drawn else self._masses.expected,
            flats,
            motif.finish_small,
            motif.plain,
        )

    @cached_property
    def _masses(self) -> Masses:
        motif = self.motif
        return find_masses(motif.study, motif.begun_small, motif.medium.mass)

    @cached_property
    def _draws_lines(self) -> bool:
        """Whether there is a stage of clean lines."""
        ink = self.materials.ink
        wanted = self.motif.settings.shares["line"] > 0.0
        return wanted and ink is not None and not self.motif.has_lines(ink)

    def _main_stages(self, shares: Shares) -> list[Stage]:
        motif = self.motif
        block_in = "flats" if motif.draws_lines or motif.flat else "block-in"
        cleaning = "cleaning up" if motif.line_art else "finishing"
        return [
            Stage(name, note, share.time, plan, share.way)
            for name, note, share, plan in (
                ("sketch", "laying in the masses", shares.masses, self._massing),
                ("sketch", "sketching", shares.sketch, self._sketch),
                ("line", "drawing lines", shares.line, self._line),
                (block_in, "laying in the colours", shares.colour, self._flats),
                ("shading", "laying in the tones", shares.tones, self._tones),
                ("shading", "modelling", shares.modelling, self._modelling),
                ("details", "painting details", shares.details, self._details),
                ("finish", cleaning, shares.finish, self._finishing),
                ("highlights", "setting highlights", shares.highlights, self._accents),
            )
        ]

    @cached_property
    def _drawing(self) -> Drawing:
        drawing = self._ahead.drawing.result()
        if self.motif.draws_lines:
            self.materials.ink = drawing.ink
        return drawing

    def _find_drawing(self) -> Drawing:
        motif = self.motif
        if motif.drawn:
            return find_strokes_between(motif.begun_small, motif.finish_small, motif.study)
        line_art = motif.line_art
        return find_lines(
            motif.finish, motif.study, motif.regions, line_art, self.hand_angle, self.pause
        )

    @cached_property
    def _highlights(self) -> Highlights | None:
        found = self._ahead.highlights.result()
        if found is not None:
            self.materials.pictures[_BEFORE_HIGHLIGHTS] = found.before
        return found

    def _find_highlights(self) -> Highlights | None:
        motif = self.motif
        if motif.line_art or motif.settings.shares["details"] == 0.0:
            return None
        return find_highlights(motif.picture, motif.plan_size, motif.unit, motif.unfinished)

    @cached_property
    def _patches_ahead(self) -> Future[tuple[Areas, list[int]]]:
        return self._ahead.thread.submit(self._find_patches)

    @property
    def _patches(self) -> tuple[Areas, list[int]]:
        return self._patches_ahead.result()

    def _find_patches(self) -> tuple[Areas, list[int]]:
        focus = focus_map(self.motif.study, self.motif.regions)
        labels, order = detail_patches(self.motif.regions, focus, self.wish, self._rng(5))
        self.pause()
        return Areas(labels, *self.motif.canvas_size), order

    def _rng(self, stage: int) -> np.random.Generator:
        return np.random.default_rng([self.motif.settings.seed, stage])

    @property
    def _pencils(self) -> tuple[Colour, Colour]:
        """Coloured pencils, or a thin dark relative of the ground where the brush draws; on a dark
        ground a lighter one."""
        if self.motif.medium.name != OIL:
            return pencils(self._rng(1))
        red, green, blue, _ = self.motif.ground
        umber = (int(0.72 * red), int(0.66 * green), int(0.6 * blue))
        if max(red, green, blue) < _DARK_GROUND:
            umber = (min(255, 30 + int(1.3 * red)), 25 + int(1.25 * green), 20 + int(1.2 * blue))
        return umber, umber

    def _construction(self, _: Pixels) -> list[Stroke]:
        study = self.motif.study
        lines = construction_lines(study, self.motif.regions)
        unit = study.long_side / 640.0
        return plan_construction(lines, self._pencils[0], unit, self._rng(1), self.pause)

    def _massing(self, _: Pixels) -> list[Stroke]:
        return self._masses_of(0, self._rng(10))

    def _masses_of(self, go: int, rng: np.random.Generator) -> list[Stroke]:
        motif = self.motif
        study, regions, handling = motif.study, motif.regions, motif.medium.mass
        return plan_massing(self._masses, go, study, regions, handling, motif.unit, rng)

    @cached_property
    def _second_masses(self) -> tuple[list[Stroke], list[Stroke]]:
        """The second go of the masses: what goes on beside the sketch, and beside the line."""
        motif = self.motif
        if motif.has_been_drawn or motif.settings.shares["sketch"] == 0.0:
            return [], []
        strokes = self._masses_of(1, self._rng(12))
        half = len(strokes) // 2 if self._draws_lines and not motif.line_art else len(strokes)
        return strokes[:half], strokes[half:]

    def _sketch(self, _: Pixels) -> list[Stroke]:
        study, regions = self.motif.study, self.motif.regions
        pencil, drawing = self._pencils, self._drawing
        lines = plan_sketch(study, regions, drawing, pencil, self._rng(2), self.pause)
        return together(lines, self._second_masses[0])

    def _line(self, now: Pixels) -> list[Stroke]:
        motif = self.motif
        picture = FINISH if motif.drawn else INK
        lines = plan_line(motif.study, motif.regions, self._drawing, picture, self.pause)
        if motif.line_art and not motif.drawn:
            return self._inking(lines, now)
        return together(lines, self._second_masses[1])

    def _inking(self, lines: list[Stroke], now: Pixels) -> list[Stroke]:
        """Patch by patch the pen; behind it, where the ink is dry, the paper is cleaned."""
        motif = self.motif
        areas, order = self._patches
        finish, flow = motif.finish_small, motif.study.fine
        cleaning = brought_out(
            areas.labels, Paint(picture=FINISH), now, finish, flow, motif.unit, self._rng(13), 0.6
        )
        return pen_before_eraser(lines, cleaning, areas.labels, order)

    def _flats(self, now: Pixels) -> list[Stroke]:
        motif = self.motif
        labels, colours = motif.regions.labels, motif.flat_colours
        worth, gain = worth_laying(labels, colours, now, motif.finish_small)
        coat = Coat(
            Areas(labels, *motif.canvas_size),
            [label for label in motif.regions.order if worth[label]],
            colours,
            gain,
            motif.medium.coat,
            1.0,
            motif.medium.closes,
        )
        return plan_coat(coat, motif.study.broad, motif.unit, self._rng(3), self.pause)

    def _tones(self, now: Pixels) -> list[Stroke]:
        motif = self.motif
        labels = self._ahead.tones.result()
        colours = colours_of(motif.study, labels)
        worth, gain = worth_laying(labels, colours, now, motif.finish_small)
        # specks are left to the modelling brush
        area = np.bincount(labels.ravel(), minlength=len(colours))
        worth &= area > max(4.0, 25.0 * motif.unit**2)
        order = [
            region * TONES + tone
            for region in motif.regions.order
            for tone in (DARK, LIGHT, MIDDLE)
            if region * TONES + tone < len(colours) and worth[region * TONES + tone]
        ]
        coat = Coat(
            Areas(labels, *motif.canvas_size),
            order,
            colours,
            gain,
            motif.medium.tone,
            0.8,
            motif.medium.closes,
        )
        self._toned = np.where(worth[labels][..., None], colours[labels], now)
        return plan_coat(coat, motif.study.broad, motif.unit, self._rng(4), self.pause)

    def _modelling(self, now: Pixels) -> list[Stroke]:
        motif = self.motif
        # found while the forms are modelled, not while colours wait to be laid in
        _ = self._patches_ahead
        model = Model(
            motif.study.premultiplied,
            self._toned.astype(np.float32),
            motif.study.visible,
            motif.study.fine,
            0.85,
            30.0,
            motif.spread,
            beside_lines(self.materials.ink, motif.plan_size),
        )
        areas = Areas(motif.regions.labels, *motif.canvas_size)
        tools = shading_tools(motif.medium.model, motif.unit)
        # a broad brush would blur the clean edges of plain colours
        tools = tools[1:] if motif.flat else tools
        band = motif.study.long_side / 9.0
        order = list(motif.regions.order)
        return plan_modelling(model, tools, areas, order, True, band, self._rng(7), self.pause)

    def _details(self, now: Pixels) -> list[Stroke]:
        motif = self.motif
        model = Model(
            motif.study.premultiplied,
            now.astype(np.float32),
            motif.study.visible,
            motif.study.fine,
            0.0,
            26.0,
            motif.spread,
        )
        areas, order = self._patches
        tools = detail_tools(motif.medium.model, motif.unit)
        band = motif.study.long_side / 40.0
        return plan_modelling(model, tools, areas, order, False, band, self._rng(6), self.pause)

    def _finishing(self, now: Pixels) -> list[Stroke]:
        motif = self.motif
        areas, order = self._patches
        picture = _BEFORE_HIGHLIGHTS if self._highlights else FINISH
        return plan_finish(
            areas,
            order,
            picture,
            now,
            motif.finish_small,
            motif.study.fine,
            motif.unit,
            self._rng(8),
            self.pause,
        )

    def _accents(self, _: Pixels) -> list[Stroke]:
        if self._highlights is None:
            return []
        areas = Areas(self._highlights.spots, *self.motif.canvas_size)
        return plan_highlights(areas, FINISH, self.motif.unit, self._rng(9))
