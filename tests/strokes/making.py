"""A small stroke list with one of everything: legs, brushes, clips, pictures, ink, mask."""

from __future__ import annotations

import gzip
import json
from typing import Any

import numpy as np

from pentimento_backend.strokes.areas import Areas
from pentimento_backend.strokes.materials import FINISH, INK, Ink, Materials
from pentimento_backend.strokes.ribbons import ribbons
from pentimento_backend.strokes.stroke import Clip, Paint, Stroke
from pentimento_backend.strokes.stroke_list import LegOfStrokes, StrokeList, TimedStroke

CANVAS = (24, 18)
PLAN = (12, 9)


def stroke(paint: Paint, path=((1, 4), (6, 5), (11, 4)), radius=2.0, **how) -> Stroke:
    """A stroke along `path` in plan pixels."""
    shape = ribbons(np.array([path], np.float32), np.array([radius], np.float32))
    return Stroke(shape.outlines[0], float(shape.angles[0]), radius, 1.0, paint, **how)


def small_list() -> StrokeList:
    """Six strokes from step 999 to 400, and two more from there to 0."""
    materials = Materials(CANVAS, PLAN)
    picture = np.random.default_rng(3).integers(0, 256, (CANVAS[1], CANVAS[0], 4), np.uint8)
    picture[..., 3] = 255
    materials.pictures[FINISH] = picture
    alpha = np.zeros((PLAN[1], PLAN[0]), np.uint8)
    alpha[4] = 255
    materials.ink = Ink(alpha, np.full((*alpha.shape, 4), (30, 20, 10, 255), np.uint8), CANVAS)
    materials.kept = np.full((CANVAS[1], CANVAS[0]), 255, np.uint8)
    labels = np.zeros((PLAN[1], PLAN[0]), np.int32)
    labels[:, 6:] = 1
    areas = Areas(labels, *CANVAS)
    red = Paint((200, 30, 20, 255), 0.5)
    laid = [
        ("sketch", stroke(Paint((60, 90, 160, 255)), brush="pencil", opacity=0.6, dry=0.6)),
        ("line", stroke(Paint(picture=INK), brush="pen", dry=0.0)),
        ("flats", stroke(red, clip=Clip(areas, 1))),
        ("shading", stroke(red, brush="wash", opacity=0.5, grain=77)),
        ("details", stroke(red, ((2, 2), (9, 7)), 0.5)),
        ("finish", stroke(Paint(picture=FINISH), dry=0.0, clip=Clip(areas, 0, True))),
    ]
    steps = np.linspace(999, 400, len(laid)).tolist()
    timed = [
        TimedStroke(step, stage, made) for step, (stage, made) in zip(steps, laid, strict=True)
    ]
    first = LegOfStrokes(materials, (255, 255, 255, 255), 999, timed)
    return StrokeList([first, _second_leg(picture)])


def _second_leg(start: np.ndarray) -> LegOfStrokes:
    materials = Materials(CANVAS, PLAN)
    materials.pictures[FINISH] = 255 - start
    materials.pictures[FINISH][..., 3] = 255
    last = [
        TimedStroke(200.0, "shading", stroke(Paint((9, 99, 9, 255)))),
        TimedStroke(0.0, "finish", stroke(Paint(picture=FINISH), radius=3.0, dry=0.0)),
    ]
    return LegOfStrokes(materials, start, 400, last)


def described() -> dict[str, Any]:
    """The small list as the values of its JSON."""
    return json.loads(gzip.decompress(small_list().to_bytes()))


def packed(values: Any) -> bytes:
    """JSON values as the bytes of a stroke list."""
    return gzip.compress(json.dumps(values).encode(), 1)
