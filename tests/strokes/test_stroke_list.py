"""A process as its strokes: any step rendered from the list, JSON and SVG."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from defusedxml import ElementTree

from pentimento_backend.engines.interface import Frame, Given, Layer, ProcessRequest
from pentimento_backend.engines.registry import load_engine
from pentimento_backend.imaging.compositing import composite, stack_of
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


def painted(request: ProcessRequest) -> tuple[list[Frame], bytes]:
    """The frames of a request, and its strokes as they are kept."""
    studio = Studio()
    frames = list(load_engine("procedural").paint(request, studio))
    assert list(studio.kept) == ["strokes.json.gz"]
    return frames, studio.kept["strokes.json.gz"]


def asked(task: str, givens: dict[int, np.ndarray], **further: Any) -> ProcessRequest:
    return ProcessRequest(
        task,
        SIDE,
        SIDE,
        tuple(Given(step, image) for step, image in givens.items()),
        12,
        1,
        options={"keep_strokes": True},
        **further,
    )


@pytest.fixture(scope="module")
def process(canvas):
    return painted(asked("reconstruct", {0: canvas}))


@pytest.fixture(scope="module")
def between(canvas, process):
    """From the first layer of colour over a state that lacks one half to the canvas."""
    begun = process[0][4].image
    half = canvas.copy()
    half[:, SIDE // 2 :] = begun[:, SIDE // 2 :]
    return painted(asked("inbetween", {900: begun, 400: half, 0: canvas}))


@pytest.fixture(scope="module")
def layered(canvas):
    """The canvas as a document of three layers."""
    disc, line = np.zeros_like(canvas), np.zeros_like(canvas)
    row, column = np.indices((SIDE, SIDE))
    disc[(row - 80) ** 2 + (column - 70) ** 2 < 700] = (200, 60, 90, 255)
    line[40:44, 10:110] = (20, 20, 30, 255)
    sheets = {"background": canvas, "flats": disc, "line art": line}
    layers = tuple(
        Layer(name, "paintlayer", True, 1.0, "normal", 0, 0, None, image)
        for name, image in sheets.items()
    )
    return painted(
        asked("reconstruct", {0: composite(stack_of(layers), SIDE, SIDE)}, layers=layers)
    )


@pytest.mark.parametrize(("name", "legs"), [("process", 1), ("between", 2), ("layered", 3)])
def test_the_list_gives_the_frames_at_their_steps(name, legs, request):
    frames, packed = request.getfixturevalue(name)
    strokes = read_strokes(packed)
    assert len(strokes.legs) == legs
    for frame in frames:
        apart = np.abs(strokes.picture(frame.step).astype(int) - frame.image).max(axis=2)
        assert (apart > 3).mean() < (0.0001 if frame.origin == "given" else 0.002), frame.step


def test_before_its_first_leg_a_list_shows_the_start(between):
    frames, packed = between
    assert np.array_equal(read_strokes(packed).picture(999), frames[0].image)


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


def test_svg_has_a_path_for_each_stroke_by_leg_and_stage(between):
    _, packed = between
    strokes = read_strokes(packed)
    root = ElementTree.fromstring(write_svg(strokes))
    space = "{http://www.w3.org/2000/svg}"
    groups = root.findall(f"{space}g")
    assert [group.get("data-first") for group in groups] == ["900", "400"]
    for group, leg in zip(groups, strokes.legs, strict=True):
        stages = group.findall(f"{space}g")
        assert {stage.get("data-stage") for stage in stages} == {s.stage for s in leg.strokes}
        assert sum(len(stage) for stage in stages) == len(leg.strokes)


def test_svg_names_its_pictures_as_svg_1_1_does(between):
    root = ElementTree.fromstring(write_svg(read_strokes(between[1])))
    pictures = list(root.iter("{http://www.w3.org/2000/svg}image"))
    assert pictures
    for picture in pictures:
        reference = picture.get("{http://www.w3.org/1999/xlink}href", "")
        assert reference.startswith("data:image/png;base64,")


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
    assert len(strokes.legs[0]._states) > 8
    monkeypatch.setattr(stroke_list, "_CHECKPOINT_BYTES", 3 * shown.nbytes)
    sparing = read_strokes(process[1])
    assert np.array_equal(sparing.picture(0), shown)
    assert len(sparing.legs[0]._states) <= 4
