"""The small model of our own in the engine: a real process, painted by learnt networks.

It lies in tests/own_model; docs/own-model.md is its card. The canvas is one that it has never seen.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pentimento_backend.engines.interface import Frame, Given, ProcessRequest
from pentimento_backend.engines.process_painter.engine import ProcessPainterEngine
from pentimento_backend.engines.process_painter.info import BASE_MODEL

from ..atelier import Atelier

MODEL = Path(__file__).parents[2] / "own_model"
SIDE = 64
FRAMES = 8


@pytest.fixture(scope="module")
def process() -> list[Frame]:
    """Eight frames that lead to a red and a green field on blue."""
    return _painted(_canvas())


def _painted(canvas: np.ndarray) -> list[Frame]:
    request = ProcessRequest(
        task="reconstruct",
        width=SIDE,
        height=SIDE,
        givens=(Given(0, canvas),),
        frames=FRAMES,
        seed=1,
        options={
            "style": "own",
            "motion_module": str(MODEL / "motion.safetensors"),
            "reference_network": str(MODEL / "reference.safetensors"),
            "size": SIDE,
            "sampling_steps": 12,
            "inversion_steps": 12,
            "guidance": 1.0,
            "adapter_strength": 0.0,
        },
    )
    return list(ProcessPainterEngine().paint(request, Atelier({BASE_MODEL: MODEL})))


def _canvas() -> np.ndarray:
    canvas = np.full((SIDE, SIDE, 4), (40, 60, 140, 255), np.uint8)
    canvas[8:40, 8:30, :3] = (200, 40, 30)
    canvas[30:60, 36:60, :3] = (40, 150, 60)
    return canvas


def _errors(process: list[Frame], canvas: np.ndarray) -> list[float]:
    """Return the mean difference of each frame to a canvas, in levels of 0..255."""
    finish = canvas[..., :3].astype(float)
    return [float(np.abs(frame.image[..., :3] - finish).mean()) for frame in process]


def test_it_ends_on_the_canvas(process):
    assert len(process) == FRAMES
    assert np.array_equal(process[-1].image, _canvas())


def test_it_begins_on_white_paper_and_goes_towards_the_canvas(process):
    errors = _errors(process, _canvas())
    assert process[0].image[..., :3].mean() > 230
    assert errors == sorted(errors, reverse=True)
    assert errors[-2] < 0.6 * errors[0]


def test_it_lays_the_canvas_s_colours_where_they_are(process):
    red, _, blue = np.moveaxis(process[-2].image[12:36, 12:26, :3].astype(float), -1, 0)
    assert (red - blue).mean() > 60
    red, _, blue = np.moveaxis(process[-2].image[8:26, 34:60, :3].astype(float), -1, 0)
    assert (blue - red).mean() > 20


def test_it_follows_the_canvas_that_it_is_given(process):
    canvas, other = _canvas(), np.ascontiguousarray(np.rot90(_canvas()))
    to_other = _painted(other)
    assert _errors(process, canvas)[-2] < 0.9 * _errors(process, other)[-2]
    assert _errors(to_other, other)[-2] < 0.9 * _errors(to_other, canvas)[-2]


def test_it_is_small():
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 60_000_000
