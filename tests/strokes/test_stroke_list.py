"""A process as its strokes: any step rendered from the list, JSON and SVG."""

from __future__ import annotations

import numpy as np
import pytest
from defusedxml import ElementTree

from pentimento_backend.engines.interface import Given, ProcessRequest
from pentimento_backend.engines.registry import load_engine
from pentimento_backend.strokes import stroke_list
from pentimento_backend.strokes.reading import read_strokes
from pentimento_backend.strokes.ribbons import outlines, path_of
from pentimento_backend.strokes.svg import write_svg

SIDE = 120


class Studio:
    """Keeps what the engine gives it."""

    device = "cpu"

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def keep(self, name: str, content: bytes) -> None:
        self.kept[name] = content

    def progress(self, done: float, total: float, note: str) -> None: ...

    def preview(self, image: np.ndarray) -> None: ...

    def check_cancelled(self) -> None: ...


@pytest.fixture(scope="module")
def canvas() -> np.ndarray:
    row, column = np.indices((SIDE, SIDE))
    canvas = np.full((SIDE, SIDE, 4), (90, 140, 220, 255), np.uint8)
    canvas[..., 1] += (row // 4).astype(np.uint8)
    canvas[(row - 60) ** 2 + (column - 60) ** 2 < 900] = (230, 120, 30, 255)
    return canvas


@pytest.fixture(scope="module")
def process(canvas):
    studio = Studio()
    request = ProcessRequest(
        "reconstruct", SIDE, SIDE, (Given(0, canvas),), 12, 1, options={"keep_strokes": True}
    )
    frames = list(load_engine("procedural").paint(request, studio))
    return frames, studio.kept["strokes.json.gz"]


def test_the_list_gives_the_frames_at_their_steps(process):
    frames, packed = process
    strokes = read_strokes(packed)
    for frame in frames:
        apart = np.abs(strokes.picture(frame.step).astype(int) - frame.image).max(axis=2)
        assert (apart > 3).mean() < 0.01, f"step {frame.step}"
    assert np.array_equal(strokes.picture(0), frames[-1].image)


def test_steps_in_any_order_are_the_same(process):
    _, packed = process
    forth, back = read_strokes(packed), read_strokes(packed)
    steps = [999, 700, 650, 300, 20, 0]
    shown = {step: forth.picture(step) for step in steps}
    for step in reversed(steps):
        assert np.array_equal(back.picture(step), shown[step])


def test_step_999_is_the_first_mark(process):
    _, packed = process
    strokes = read_strokes(packed)
    ground = np.median(strokes.picture(999), axis=(0, 1))
    assert (np.abs(strokes.picture(999) - ground).max(axis=2) > 4).mean() < 0.1


def test_svg_has_a_path_for_each_stroke_by_stage(process):
    _, packed = process
    strokes = read_strokes(packed)
    root = ElementTree.fromstring(write_svg(strokes))
    space = "{http://www.w3.org/2000/svg}"
    groups = root.findall(f"{space}g")
    assert {group.get("data-stage") for group in groups} == {s.stage for s in strokes.strokes}
    assert sum(len(group) for group in groups) == len(strokes.strokes)


@pytest.mark.parametrize("step", [-1, 1000])
def test_a_step_outside_the_axis_is_refused(process, step):
    with pytest.raises(ValueError, match="between 0 and 999"):
        read_strokes(process[1]).picture(step)


def test_a_stroke_outline_tells_its_path():
    path = np.array([[[0, 0], [5, 1], [10, 4], [14, 9]]], np.float32)
    half = np.array([[1.0, 2.0, 2.5, 0.5]], np.float32)
    outline = outlines(path, half, np.array([1.2], np.float32))[0]
    found, width, tip = path_of(outline)
    assert np.allclose(found, path[0], atol=1e-4)
    assert np.allclose(width, half[0], atol=1e-4)
    assert tip == pytest.approx(1.2, abs=1e-4)


def test_large_canvases_remember_fewer_states(process, monkeypatch):
    """What is remembered on the way stays within its memory, and changes nothing."""
    strokes = read_strokes(process[1])
    shown = strokes.picture(0)
    assert len(strokes._states) > 8
    monkeypatch.setattr(stroke_list, "_CHECKPOINT_BYTES", 3 * shown.nbytes)
    sparing = read_strokes(process[1])
    assert np.array_equal(sparing.picture(0), shown)
    assert len(sparing._states) <= 4
