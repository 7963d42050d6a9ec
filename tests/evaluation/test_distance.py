"""The default distance: zero for equals, larger for what looks more different, blind to size."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pentimento_backend.evaluation.distance import distance, view


def scene(height: int = 192, width: int = 256) -> np.ndarray:
    """Blobs of colour with fine grain on them, opaque RGBA."""
    random = np.random.default_rng(3)
    coarse = random.integers(0, 255, (6, 8, 3)).astype(np.uint8)
    picture = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC).astype(int)
    picture += random.integers(-25, 26, (height, width, 1))
    opaque = np.full((height, width), 255)
    return np.dstack([np.clip(picture, 0, 255), opaque]).astype(np.uint8)


def test_equal_pictures_have_no_distance():
    assert distance(scene(), scene()) == pytest.approx(0, abs=1e-5)


def test_white_and_black_are_about_one_apart():
    white = np.full((100, 100, 3), 255, np.uint8)
    assert distance(white, np.zeros_like(white)) == pytest.approx(1, abs=0.05)


def test_it_is_symmetric():
    other = scene()[::-1].copy()
    assert distance(scene(), other) == pytest.approx(distance(other, scene()))


def test_the_more_a_picture_is_finished_the_nearer_it_is():
    finish = scene()
    blank = np.full_like(finish, 255)
    masses = cv2.GaussianBlur(finish, (0, 0), 12)
    forms = cv2.GaussianBlur(finish, (0, 0), 3)
    apart = [distance(state, finish) for state in (blank, masses, forms, finish)]
    assert np.all(np.diff(apart) < -0.02), apart


def test_both_structure_and_colour_count():
    finish = scene()
    shifted = finish.copy()
    shifted[..., :3] = np.clip(finish[..., :3] + np.array([0, 0, 40]), 0, 255)
    smooth = cv2.GaussianBlur(finish, (0, 0), 2)
    assert distance(shifted, finish) > 0.02
    assert distance(smooth, finish) > 0.02


def test_it_does_not_depend_on_the_canvas_size():
    small = scene()
    big = cv2.resize(small, None, fx=4, fy=4, interpolation=cv2.INTER_NEAREST)
    blank_small, blank_big = np.full_like(small, 255), np.full_like(big, 255)
    apart = distance(big, blank_big)
    assert apart == pytest.approx(distance(small, blank_small), rel=0.02)
    assert view(big).lab.shape == (192, 256, 3)


def test_colour_under_full_transparency_is_not_seen():
    a, b = np.zeros((64, 64, 4), np.uint8), np.zeros((64, 64, 4), np.uint8)
    a[..., 0] = 255
    assert distance(a, b) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("paint", [0, 255])
def test_black_and_white_paint_stand_out_from_transparency(paint):
    nothing = np.zeros((64, 64, 4), np.uint8)
    painted = nothing.copy()
    painted[16:48, 16:48] = (paint, paint, paint, 255)
    assert distance(nothing, painted) > 0.1


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (12, 12), (2000, 5)])
def test_small_and_thin_pictures_can_be_compared(size):
    white = np.full((*size, 3), 255, np.uint8)
    assert distance(white, white) == pytest.approx(0, abs=1e-5)
    assert distance(white, np.zeros_like(white)) > 0.5


def test_pictures_of_different_size_are_refused():
    with pytest.raises(ValueError, match="one size"):
        distance(scene(), scene(100, 256))


@pytest.mark.parametrize(
    "image", [np.zeros((8, 8), np.uint8), np.zeros((8, 8, 3)), np.zeros((0, 8, 3), np.uint8)]
)
def test_what_is_no_picture_is_refused(image):
    with pytest.raises(ValueError, match="A picture must"):
        view(image)
