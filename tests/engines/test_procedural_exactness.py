"""The last frame is the canvas, whatever the canvas is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from pentimento_backend.engines.interface import Given, ProcessRequest
from pentimento_backend.engines.procedural.preparation import prepare, read_legs
from pentimento_backend.engines.procedural.sitting import Sitting
from pentimento_backend.imaging.colour import premultiplied

from .conftest import PICTURES, RecordingStudio, disc_on_sky, picture

STAGES = ["sketch", "line", "flats", "block-in", "shading", "details", "finish", "highlights"]


def random_canvas(height: int, width: int) -> np.ndarray:
    return np.random.default_rng(7).integers(0, 256, (height, width, 4), dtype=np.uint8)


@pytest.mark.parametrize("name", [path.stem for path in PICTURES] or ["absent"])
def test_every_picture_ends_on_the_canvas(paint, name):
    canvas = picture(name, 256)
    untouched = canvas.copy()
    frames = list(paint(canvas, frames=12))
    assert np.array_equal(frames[-1].image, untouched)
    assert np.array_equal(canvas, untouched), "the given canvas was painted on"
    assert [frame.step for frame in frames] == sorted({f.step for f in frames}, reverse=True)
    assert (frames[0].step, frames[-1].step) == (999, 0)
    assert [f.origin for f in frames] == ["generated"] * 11 + ["given"]
    order = [STAGES.index(frame.stage) for frame in frames]
    assert order == sorted(order)
    for before, after in itertools.pairwise(frames):
        assert not np.array_equal(before.image, after.image)


@pytest.mark.parametrize("ground", ["auto", "white", "paper", "toned", "transparent"])
@pytest.mark.parametrize("name", ["p05", "p08"])
def test_strokes_alone_lead_to_the_canvas(name, ground):
    canvas = picture(name, 200)
    height, width = canvas.shape[:2]
    request = ProcessRequest(
        "reconstruct", width, height, (Given(0, canvas),), 8, 3, options={"ground": ground}
    )
    (leg,) = read_legs(request)
    easel = Sitting(prepare(leg, request, RecordingStudio()), 999, 0, lambda done, note: None)
    easel.paint_until(0)
    assert np.array_equal(premultiplied(easel.picture())[..., 3], canvas[..., 3])
    visible = canvas[..., 3] == 255
    assert np.array_equal(easel.picture()[visible], canvas[visible])


def test_alpha_and_colour_under_it_survive(paint):
    canvas = disc_on_sky(96)
    canvas[:40, :, 3] = 0
    canvas[40:60, :, 3] = 77
    frames = list(paint(canvas, frames=6))
    assert np.array_equal(frames[-1].image, canvas)
    assert not frames[0].image[:, :, 3].all(), "a cut-out starts on nothing"


@pytest.mark.parametrize(
    "shape", [(1, 1), (2, 3), (1, 300), (2000, 1), (2, 2), (7, 5), (33, 64)], ids=str
)
@pytest.mark.parametrize("kind", ["random", "one colour", "transparent", "white"])
def test_odd_canvases(paint, shape, kind):
    canvas = {
        "random": random_canvas(*shape),
        "one colour": np.full((*shape, 4), (200, 30, 30, 255), np.uint8),
        "transparent": random_canvas(*shape) * np.array([1, 1, 1, 0], np.uint8),
        "white": np.full((*shape, 4), 255, np.uint8),
    }[kind]
    frames = list(paint(canvas, frames=5))
    assert len(frames) == 5
    assert all(f.image.shape == canvas.shape and f.image.dtype == np.uint8 for f in frames)
    assert np.array_equal(frames[-1].image, canvas)


def test_one_colour_is_still_painted_stroke_by_stroke(paint):
    canvas = np.full((256, 256, 4), (40, 90, 60, 255), np.uint8)
    frames = list(paint(canvas, frames=12))
    covered = [(np.abs(f.image.astype(int) - canvas).max(axis=2) < 40).mean() for f in frames]
    assert covered[-1] == 1.0
    assert covered[0] < 0.1, "the first frame is the first mark"
    assert max(after - before for before, after in itertools.pairwise(covered)) < 0.3
    for before, after in itertools.pairwise(frames):
        assert not np.array_equal(before.image, after.image)


@pytest.mark.parametrize("frames", [1, 2, 3, 60])
def test_any_number_of_frames(paint, frames):
    canvas = picture("p06", 160)
    painted = list(paint(canvas, frames=frames))
    assert len(painted) == frames
    assert painted[-1].step == 0
    assert np.array_equal(painted[-1].image, canvas)
