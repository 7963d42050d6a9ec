"""A layered document is painted layer by layer, and its hidden sketch comes first."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest

from pentimento_backend.engines.interface import Given, Layer, ProcessRequest
from pentimento_backend.engines.procedural.layered import states_of
from pentimento_backend.engines.procedural.preparation import prepare, read_legs
from pentimento_backend.engines.procedural.sitting import Sitting
from pentimento_backend.engines.registry import load_engine
from pentimento_backend.imaging.compositing import composite, stack_of

from .conftest import RecordingStudio

SIZE = (180, 140)
SKETCH = (40, 90, 220)


def sheet(name: str, draw, visible=True, mode="normal", opacity=1.0) -> Layer:
    image = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    draw(image)
    return Layer(name, "paintlayer", visible, opacity, mode, 0, 0, None, image)


def document() -> tuple[Layer, ...]:
    """A disc with a shadow on grey, its lines on top; the sketch is hidden under the paint."""
    middle = (90, 70)
    return (
        sheet("Hintergrund", lambda image: image.__setitem__(slice(None), (205, 210, 200, 255))),
        sheet(
            "Skizze",
            lambda image: cv2.circle(image, middle, 47, (*SKETCH, 255), 2),
            visible=False,
        ),
        sheet("下塗り", lambda image: cv2.circle(image, middle, 45, (230, 150, 60, 255), -1)),
        sheet(
            "Schatten",
            lambda image: cv2.ellipse(
                image, (100, 85), (26, 22), 0, 0, 360, (90, 90, 160, 255), -1
            ),
            mode="multiply",
        ),
        sheet("lineart", lambda image: cv2.circle(image, middle, 45, (20, 15, 30, 255), 2)),
    )


def paint(stack, frames=24, **options):
    canvas = composite(stack_of(stack), *SIZE)
    request = ProcessRequest(
        "reconstruct", *SIZE, (Given(0, canvas),), frames, 1, tuple(stack), options
    )
    return canvas, list(load_engine("procedural").paint(request, RecordingStudio()))


def bluish(image: np.ndarray) -> int:
    """How many pixels show the sketch's blue."""
    apart = np.abs(image[..., :3].astype(int) - SKETCH).max(axis=2)
    return int(((apart < 40) & (image[..., 3] > 200)).sum())


def test_names_and_stacking_tell_the_stages():
    canvas, frames = paint(document())
    assert np.array_equal(frames[-1].image, canvas)
    stages = [stage for stage, _ in itertools.groupby(frame.stage for frame in frames[:-1])]
    named = [stage for stage in stages if stage in ("line", "flats", "shading")]
    assert named.index("line") < named.index("flats") < named.index("shading")
    assert [frame.step for frame in frames] == sorted({f.step for f in frames}, reverse=True)


def test_the_hidden_sketch_shows_up_and_goes_under_the_paint():
    canvas, frames = paint(document())
    shown = [bluish(frame.image) for frame in frames]
    assert bluish(canvas) == 0
    assert max(shown[: len(shown) // 2]) > 150
    assert max(shown[-3:]) == 0


def test_layers_can_be_left_aside():
    _, layered = paint(document())
    _, plain = paint(document(), layers=False)
    assert max(bluish(frame.image) for frame in plain[-12:]) == 0
    assert [f.stage for f in layered] != [f.stage for f in plain]


def test_layers_that_do_not_give_the_canvas_are_not_trusted():
    layers = list(document())
    canvas = composite(stack_of(layers), *SIZE)
    canvas[..., :3] = 255 - canvas[..., :3]
    request = ProcessRequest("reconstruct", *SIZE, (Given(0, canvas),), 12, 1, tuple(layers))
    frames = list(load_engine("procedural").paint(request, RecordingStudio()))
    assert np.array_equal(frames[-1].image, canvas)


@pytest.mark.parametrize("corner", [0, 1])
def test_a_layer_named_order_tells_where_to_start(corner):
    halves = [(60, 120, 80), (170, 90, 60)]
    canvas = np.zeros((SIZE[1], SIZE[0], 4), np.uint8)
    canvas[:, :90], canvas[:, 90:] = (*halves[0], 255), (*halves[1], 255)
    wish = np.zeros_like(canvas)
    wish[:, 90 * corner : 90 * corner + 90] = 255
    layers = (Layer("order", "paintlayer", False, 1.0, "normal", 0, 0, None, wish),)
    request = ProcessRequest("reconstruct", *SIZE, (Given(0, canvas),), 24, 1, layers)
    frames = list(load_engine("procedural").paint(request, RecordingStudio()))
    done = []
    for half, colour in zip((slice(0, 90), slice(90, 180)), halves, strict=True):
        near = [
            (np.abs(f.image[:, half, :3].astype(int) - colour).max(axis=2) < 30).mean()
            for f in frames
        ]
        done.append(next(index for index, share in enumerate(near) if share > 0.7))
    assert done[corner] < done[1 - corner]


def test_the_first_layer_is_painted_to_its_end():
    """Its leg begins at step 999 and ends above 0: all of its strokes belong into that time."""
    canvas = composite(stack_of(document()), *SIZE)
    request = ProcessRequest(
        "reconstruct", *SIZE, (Given(0, canvas),), 24, 1, document(), {"keep_strokes": True}
    )
    first, *_, last = read_legs(request)
    assert (first.first_step, last.last_step) == (999, 0)
    assert first.last_step > 0
    sitting = Sitting(
        prepare(first, request, RecordingStudio()),
        first.first_step,
        first.last_step,
        lambda done, note: None,
    )
    sitting.paint_until(first.last_step)
    assert not sitting.paint_on(), "something is left to be painted after the leg's last step"
    assert np.array_equal(sitting.picture(), first.finish)
    assert sitting.laid[-1].step == first.last_step


def test_a_resumed_layered_process_continues_with_the_same_frames():
    canvas, whole = paint(document(), frames=12)
    request = ProcessRequest(
        "reconstruct", *SIZE, (Given(0, canvas),), 12, 1, document(), first_frame=7
    )
    rest = list(load_engine("procedural").paint(request, RecordingStudio()))
    assert [f.step for f in rest] == [f.step for f in whole[7:]]
    for before, after in zip(whole[7:], rest, strict=True):
        assert np.array_equal(before.image, after.image)


def test_frames_tell_the_layer_they_paint():
    stack = document()
    _, frames = paint(stack)
    order = [layer for layer, _ in itertools.groupby(frame.layer for frame in frames)]
    names = [stack[layer].name for layer in order if layer is not None]
    assert names == ["Skizze", "lineart", "Hintergrund", "下塗り", "Schatten"]
    assert {frame.layer for frame in paint(stack, layers=False)[1]} == {None}


def test_states_merged_into_one_belong_to_the_layer_that_brings_most():
    speck = sheet("glow", lambda image: cv2.circle(image, (90, 70), 2, (235, 155, 66, 255), -1))
    disc, ground = document()[2], document()[0]
    canvas = composite(stack_of((ground, disc, speck)), *SIZE)
    states = states_of((ground, disc, speck), canvas)
    assert [state.layer for state in states] == [0, 1]
    assert np.array_equal(states[-1].canvas, canvas)
