"""Givens come back bit-exact; small frames come back at canvas size with the given's own pixels."""

from __future__ import annotations

import numpy as np
import pytest

from pentimento_backend.imaging.pin import pin
from pentimento_backend.imaging.project import project
from pentimento_backend.imaging.resize import scaled


def noise(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), dtype=np.uint8)


def test_a_whole_given_replaces_the_frame():
    frame, given = noise(6, 5, 1), noise(6, 5, 2)
    pinned = pin(frame, given)
    assert np.array_equal(pinned, given)
    assert pinned is not given


def test_a_masked_given_replaces_its_area_only():
    frame, given = noise(6, 5, 1), noise(6, 5, 2)
    mask = np.zeros((6, 5), np.uint8)
    mask[:3] = 255
    mask[3] = 254
    pinned = pin(frame, given, mask)
    assert np.array_equal(pinned[:3], given[:3])
    assert np.array_equal(pinned[3:], frame[3:])


def test_a_given_of_another_size_is_refused():
    with pytest.raises(ValueError, match="3 x 2"):
        pin(noise(4, 4), noise(2, 3))


def test_projecting_an_agreeing_frame_gives_the_given_itself():
    given = noise(64, 48)
    assert np.array_equal(project(scaled(given, 12, 16), given), given)


def test_where_frame_and_given_differ_the_frame_shows():
    given = np.full((64, 64, 4), (200, 200, 200, 255), np.uint8)
    given[::2] = (190, 190, 190, 255)
    frame = scaled(given, 16, 16)
    frame[:, 8:] = (20, 40, 60, 255)
    result = project(frame, given)
    assert np.array_equal(result[:, :20], given[:, :20])
    assert np.abs(result[:, 44:].astype(int) - (20, 40, 60, 255)).max() <= 2
    assert result.shape == given.shape


def test_projecting_keeps_transparency():
    given = noise(32, 32)
    given[:16, :, 3] = 0
    frame = scaled(given, 8, 8)
    frame[6:] = (0, 0, 0, 0)
    result = project(frame, given)
    assert np.array_equal(result[:12], given[:12])
    assert result[30:, :, 3].max() == 0
