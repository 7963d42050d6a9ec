"""Colour and scaling of canvases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pentimento_backend.imaging.colour import (
    lab_to_rgb,
    over,
    premultiplied,
    rgb_to_lab,
    straight,
)
from pentimento_backend.imaging.resize import fit, scaled


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 255), st.integers(0, 255))
def test_premultiplying_and_back(value, alpha):
    pixel = np.array([[[value, 0, 255, alpha]]], np.uint8)
    there = premultiplied(pixel)
    assert abs(int(there[0, 0, 0]) - value * alpha / 255) <= 0.5
    assert there[0, 0, 3] == alpha
    back = straight(there)
    if alpha == 255:
        assert np.array_equal(back, pixel)
    elif alpha == 0:
        assert not back.any()
    else:
        assert abs(int(back[0, 0, 0]) - value) <= 128 / alpha + 1


def test_opaque_canvases_pass_through_unchanged():
    canvas = noise(5, 6)
    canvas[..., 3] = 255
    assert np.array_equal(premultiplied(canvas), canvas)
    assert premultiplied(canvas) is not canvas


def test_compositing_on_a_ground():
    pixel = np.array([[[100, 100, 100, 0], [100, 0, 0, 255], [200, 0, 0, 128]]], np.uint8)
    on_white = over(pixel, (255, 255, 255))
    assert tuple(on_white[0, 0]) == (255, 255, 255)
    assert tuple(on_white[0, 1]) == (100, 0, 0)
    assert np.allclose(on_white[0, 2].astype(int), (227, 127, 127), atol=1)


def test_lab_of_known_colours_and_back():
    rgb = np.array([[[255, 255, 255], [0, 0, 0], [255, 0, 0]]], np.uint8)
    lab = rgb_to_lab(rgb)
    assert np.allclose(lab[0, 0], (100, 0, 0), atol=0.5)
    assert np.allclose(lab[0, 2], (53.2, 80.1, 67.2), atol=0.8)
    assert np.abs(lab_to_rgb(lab).astype(int) - rgb).max() <= 1


@pytest.mark.parametrize(
    ("size", "fitted"),
    [((2000, 1000), (500, 250)), ((100, 50), (100, 50)), ((4000, 1), (500, 8)), ((1, 1), (8, 8))],
)
def test_fit(size, fitted):
    assert fit(*size, 500, 8) == fitted


def test_colour_under_transparency_does_not_bleed():
    canvas = np.zeros((8, 8, 4), np.uint8)
    canvas[:, :4] = (255, 0, 0, 255)
    canvas[:, 4:] = (0, 255, 0, 0)
    small = scaled(canvas, 3, 3)
    assert small[..., 1].max() == 0
    assert small[0, 0, 0] == 255


@pytest.mark.parametrize("size", [(1, 1), (3, 9), (20, 20), (7, 2)])
def test_scaling_gives_the_size_asked_for(size):
    grown = scaled(noise(7, 9), *size)
    assert grown.shape == (size[1], size[0], 4)
    assert grown.dtype == np.uint8
    flat = np.full((7, 9, 4), (10, 200, 30, 90), np.uint8)
    assert np.abs(scaled(flat, *size).astype(int) - (10, 200, 30, 90)).max() <= 2
