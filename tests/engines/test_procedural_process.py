"""The process looks like painting: stages, order of regions, strokes instead of a dissolve."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest

from pentimento_backend.engines.interface import Layer

from .conftest import disc_on_sky, picture


def changed(before: np.ndarray, after: np.ndarray, least: int = 8) -> np.ndarray:
    return np.abs(before.astype(int) - after.astype(int)).max(axis=2) > least


def first_touch(frames, where: np.ndarray, stage: str) -> float:
    """Index of the frame in which half of `where` has changed since the frames of `stage` began."""
    begin = next(i for i, f in enumerate(frames) if f.stage == stage)
    # the last sketching falls into the first frame of the stage
    start = frames[begin].image
    for index in range(begin, len(frames)):
        if changed(start, frames[index].image, 20)[where].mean() > 0.5:
            return index
    return len(frames)


def distance(image: np.ndarray, canvas: np.ndarray) -> float:
    apart = image.astype(np.float32) - canvas.astype(np.float32)
    return float(np.abs(cv2.GaussianBlur(apart, (0, 0), image.shape[0] / 100)).mean())


def test_a_painting_goes_through_all_stages(paint):
    frames = list(paint(picture("p05", 384), frames=24))
    stages = [frame.stage for frame in frames]
    assert list(dict.fromkeys(stages)) == [
        "sketch",
        "line",
        "flats",
        "shading",
        "details",
        "finish",
    ]


def test_line_art_is_drawn_and_not_coloured(paint):
    canvas = picture("p04", 384)
    frames = list(paint(canvas, frames=16))
    stages = [frame.stage for frame in frames]
    assert set(stages) == {"sketch", "line", "finish"}
    inked = frames[max(i for i, stage in enumerate(stages) if stage == "line")].image
    dark = canvas[..., :3].max(axis=2) < 60
    assert (inked[..., :3].max(axis=2) < 140)[dark].mean() > 0.4
    assert (inked[..., :3].min(axis=2) > 200)[~dark].mean() > 0.85


def test_the_sketch_is_coloured_pencil_on_paper(paint):
    frames = list(paint(picture("p05", 384), frames=24))
    sketch = [f.image for f in frames if f.stage == "sketch"][-1][..., :3].astype(int)
    drawn = sketch.min(axis=2) < 225
    # the sides of the pencils mass in all that is not light
    assert 0.01 < drawn.mean() < 0.8
    colourful = (sketch.max(axis=2) - sketch.min(axis=2) > 15)[drawn]
    assert colourful.mean() > 0.8


@pytest.mark.parametrize("name", ["p02", "p06", "p07"])
def test_strokes_and_not_a_dissolve(paint, name):
    frames = list(paint(picture(name, 384), frames=24))
    for before, after in itertools.pairwise(frames):
        still = (before.image == after.image).all(axis=2).mean()
        assert still > 0.4, f"step {after.step} ({after.stage}) touches {1 - still:.0%} at once"
        moved = changed(before.image, after.image)
        if after.stage != "block-in" or before.stage != "block-in":
            continue
        _, _, stats, _ = cv2.connectedComponentsWithStats(moved.astype(np.uint8))
        area = np.sort(stats[1:, cv2.CC_STAT_AREA])[::-1]
        assert area[:12].sum() > 0.6 * area.sum(), f"step {after.step} changes scattered specks"


def test_flats_stand_on_thin_masses_and_not_on_a_faded_finish(paint):
    """While flats are laid in, what they have not reached is nearer to the ground than the finish.

    Its masses are broad: of the finish's fine forms nothing is seen in them.
    """
    canvas = picture("p02", 384)
    frames = list(paint(canvas, frames=24))
    ground = np.median(frames[0].image, axis=(0, 1))
    block_in = [f for f in frames if f.stage == "block-in"][1].image
    apart = [np.abs(block_in - goal.astype(float)).max(axis=2) for goal in (ground, canvas)]
    bare = (apart[0] < 0.5 * apart[1]) & (apart[1] > 30)
    assert 0.2 < bare.mean() < 0.95
    fine, finest = (
        picture[..., 1].astype(np.float32) - cv2.GaussianBlur(picture[..., 1], (0, 0), 4)
        for picture in (block_in, canvas)
    )
    assert abs(np.corrcoef(fine[bare], finest[bare])[0, 1]) < 0.3


@pytest.mark.parametrize("name", ["p01", "p05", "p10"])
def test_most_steps_come_nearer_to_the_finish(paint, name):
    canvas = picture(name, 384)
    apart = [distance(frame.image, canvas) for frame in paint(canvas, frames=24)]
    nearer = np.mean(np.diff(apart) <= 0)
    assert nearer >= 0.8
    assert -np.diff(apart).min() < 0.35 * apart[0]


def test_background_before_subject(paint):
    canvas = disc_on_sky()
    # not on the sky itself, which a painter would prime the canvas with
    frames = list(paint(canvas, frames=30, options={"ground": "white"}))
    disc = (canvas == (230, 120, 30, 255)).all(axis=2)
    assert first_touch(frames, ~disc, "flats") < first_touch(frames, disc, "flats")


@pytest.mark.parametrize("left_below", [True, False])
def test_lower_layers_are_painted_earlier(paint, left_below):
    canvas = np.full((160, 200, 4), (60, 120, 80, 255), np.uint8)
    canvas[:, 100:] = (170, 90, 60, 255)
    halves = [
        Layer("left", "paintlayer", True, 1.0, "normal", 0, 0, None, canvas[:, :100].copy()),
        Layer("right", "paintlayer", True, 1.0, "normal", 100, 0, None, canvas[:, 100:].copy()),
    ]
    stack = tuple(halves if left_below else halves[::-1])
    frames = list(paint(canvas, frames=24, layers=stack))
    left = np.zeros(canvas.shape[:2], bool)
    left[:, :100] = True
    is_left_first = first_touch(frames, left, "flats") < first_touch(frames, ~left, "flats")
    assert is_left_first == left_below


def test_the_ground_is_the_one_chosen(paint):
    canvas = disc_on_sky()
    corner = {}
    for ground in ("white", "toned", "transparent"):
        first = next(paint(canvas, frames=30, options={"ground": ground}))
        corner[ground] = tuple(int(c) for c in np.median(first.image[:20, :20], axis=(0, 1)))
    assert corner["white"] == (255, 255, 255, 255)
    assert corner["transparent"][3] == 0
    assert corner["toned"][3] == 255
    assert corner["toned"][0] < 240


def test_stroke_size_changes_the_brush(paint):
    canvas = picture("p06", 256)
    fine, broad = (
        list(paint(canvas, frames=12, options={"stroke_size": size})) for size in (0.5, 2.0)
    )
    assert not np.array_equal(fine[6].image, broad[6].image)
    assert np.array_equal(fine[-1].image, broad[-1].image)
