"""Plans one painting process: looks at the canvas, weighs the stages, plans each when it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...imaging.colour import Pixels, premultiplied
from ..interface import Canvas, OptionValue, ProcessRequest, Studio
from .areas import Areas
from .coats import differing, plan_flats, plan_tones
from .details import detail_patches, plan_details
from .drawing import Drawing, find_lines
from .layers import stacking
from .marks import Mark
from .modelling import plan_modelling
from .pause import Pause
from .regions import Regions, find_regions
from .schedule import Stage
from .sketching import plan_line, plan_sketch
from .study import Study, study_canvas
from .tones import colours_of, tone_labels

Ground = tuple[int, int, int, int]

_GROUNDS: dict[str, Ground] = {
    "white": (255, 255, 255, 255),
    "toned": (196, 178, 152, 255),
    "transparent": (0, 0, 0, 0),
}


@dataclass(frozen=True, eq=False)
class Process:
    """Everything that is known about the canvas before the first stroke."""

    canvas: Canvas
    study: Study
    regions: Regions
    drawing: Drawing
    ground: Ground
    unit: float
    seed: int
    pause: Pause

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the canvas."""
        return self.canvas.shape[1], self.canvas.shape[0]

    def stages(self) -> list[Stage]:
        """The stages that this picture has work for, each with its share of the time."""
        colours = colours_of(self.study, self.regions.labels)
        flat_work = float(differing(colours, self._ground_pixel())[self.regions.labels].mean())
        after_flats = self._flat_picture(colours)
        off = np.abs(self.study.premultiplied - after_flats).max(axis=2)
        visible = max(float(self.study.visible.mean()), 1e-3)
        drawn = sum(len(path) for path in self.drawing.paths) / (4.0 * self.study.long_side)
        line_art = self.drawing.line_art
        return [
            Stage("sketch", "sketching", 0.17 * _worth(drawn), self._sketch),
            Stage("line", "drawing lines", (0.4 if line_art else 0.13) * _worth(drawn), self._line),
            Stage(
                "flats",
                "laying in flat colours",
                0.0 if line_art else 0.26 * _worth(flat_work / visible / 0.4),
                self._flats,
            ),
            Stage(
                "shading",
                "shading",
                0.0 if line_art else 0.22 * _worth(float((off > 8).mean()) / visible / 0.2),
                self._shading,
            ),
            Stage(
                "details",
                "painting details",
                0.24 * max(0.05, _worth(float((off > 2).mean()) / visible / 0.1)),
                self._details,
            ),
        ]

    def _rng(self, stage: int) -> np.random.Generator:
        return np.random.default_rng([self.seed, stage])

    def _ground_pixel(self) -> Pixels:
        return np.array(self.ground, np.uint8)

    def _flat_picture(self, colours: Pixels) -> Pixels:
        worth = differing(colours, self._ground_pixel())
        return np.where(worth[:, None], colours, self._ground_pixel())[self.regions.labels]

    def _sketch(self) -> list[Mark]:
        return plan_sketch(self.study, self.regions, self.drawing, self._rng(1), self.pause)

    def _line(self) -> list[Mark]:
        return plan_line(self.study, self.regions, self.drawing, self.ground, self.pause)

    def _flats(self) -> list[Mark]:
        return plan_flats(
            self.study,
            self.regions,
            Areas(self.regions.labels, *self.size),
            self.ground,
            self.drawing.ink,
            self.unit,
            self._rng(3),
            self.pause,
        )

    def _shading(self) -> list[Mark]:
        labels = tone_labels(self.study, self.regions)
        self.pause()
        areas = Areas(labels, *self.size)
        ink, rng = self.drawing.ink, self._rng(4)
        marks = plan_tones(self.study, self.regions, areas, ink, self.unit, rng, self.pause)
        toned = colours_of(self.study, labels)[labels]
        void = self.regions.labels == 0
        toned[void] = self._ground_pixel()
        whole = Areas(self.regions.labels, *self.size)
        return marks + plan_modelling(
            self.study, self.regions, whole, toned, ink, self.unit, rng, self.pause
        )

    def _details(self) -> list[Mark]:
        rng = self._rng(5)
        labels, order = detail_patches(self.regions, self.study.long_side, rng)
        self.pause()
        return plan_details(
            self.study,
            Areas(labels, *self.size),
            order,
            premultiplied(self.canvas),
            self.study.fine,
            self.unit,
            rng,
            self.pause,
        )


def begin(
    canvas: Canvas, request: ProcessRequest, options: Mapping[str, OptionValue], studio: Studio
) -> Process:
    """Study a canvas (RGBA uint8) for a request; `options` are complete and valid."""
    rng = np.random.default_rng([request.seed, 0])
    hand_angle = float(rng.uniform(-1.1, -0.4))
    study = study_canvas(canvas, hand_angle)
    studio.check_cancelled()
    evidence = stacking(
        request.layers, (request.width, request.height), (study.width, study.height)
    )
    regions = find_regions(study, evidence, rng, studio.check_cancelled)
    studio.check_cancelled()
    drawing = find_lines(canvas, study, regions, hand_angle, studio.check_cancelled)
    studio.check_cancelled()
    return Process(
        canvas=canvas,
        study=study,
        regions=regions,
        drawing=drawing,
        ground=_ground(str(options["ground"]), canvas),
        unit=study.long_side / 640.0 * float(options["stroke_size"]),
        seed=request.seed,
        pause=studio.check_cancelled,
    )


def _ground(choice: str, canvas: Canvas) -> Ground:
    if choice == "auto":
        cut_out = float((canvas[::4, ::4, 3] < 128).mean()) > 0.02
        return _GROUNDS["transparent" if cut_out else "white"]
    return _GROUNDS[choice]


def _worth(work: float) -> float:
    """Share of its usual time that a stage gets for this amount of work (1 = a full stage)."""
    if work <= 0.002:
        return 0.0
    return min(1.0, max(0.15, work))
