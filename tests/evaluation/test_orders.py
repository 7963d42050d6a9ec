"""Stage order and back-to-front, and the rank correlation beneath them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import kendalltau

from pentimento_backend.evaluation.depth import Depth, depth_of
from pentimento_backend.evaluation.depth_order import back_to_front, first_touches
from pentimento_backend.evaluation.distance import view
from pentimento_backend.evaluation.process_metrics import measure_process
from pentimento_backend.evaluation.rank_order import partial_order_tau
from pentimento_backend.evaluation.stage_order import band_errors, settling_times, stage_order

from .processes import SIGMAS, blank, disc_on_ground, scene


@pytest.mark.parametrize("times", [[1, 2, 3, 4], [4, 3, 2, 1], [1, 3, 2, 2, 5], [2, 2, 1, 2]])
def test_with_all_pairs_ordered_it_is_kendalls_tau_b(times):
    first, later = np.array(list(combinations(times, 2))).T
    expected = kendalltau(range(len(times)), times).statistic
    assert partial_order_tau(first, later) == pytest.approx(expected)


def test_simultaneous_pairs_are_no_order_and_no_pairs_are_undefined():
    assert partial_order_tau(np.array([3, 3]), np.array([3, 3])) == 0
    assert partial_order_tau(np.array([]), np.array([])) is None


def test_an_error_settles_when_it_stays_below_half():
    falls_for_good = [10, 8, 5, 3, 1, 0]
    rises_again = [10, 2, 7, 3, 1, 0]
    never = [10, 9, 8, 7, 6, 6]
    at_once = [0, 0, 0, 0, 0, 0]
    errors = np.array([falls_for_good, rises_again, never, at_once], float).T
    assert settling_times(errors).tolist() == [2, 3, 6, 0]


@pytest.mark.parametrize("period", [128, 24, 12, 4])
def test_bands_tell_coarse_from_fine(period):
    column = np.indices((128, 256))[1]
    wave = np.zeros((128, 256, 3), np.float32)
    wave[..., 0] = 20 * np.sin(2 * np.pi * column / period)
    power = band_errors(wave, np.zeros_like(wave)).mean(axis=(1, 2))
    assert int(power.argmax()) == [128, 24, 12, 4].index(period)


def test_a_process_that_shows_all_at_once_has_no_stage_order():
    finish = scene()
    metrics = measure_process([blank(finish), blank(finish), finish], finish)
    assert metrics.stage_order == 0


def test_places_may_be_painted_one_after_the_other():
    """Each half from coarse to fine, the left before the right: still a perfect stage order."""
    import cv2

    finish = view(scene()).lab
    states = [np.full_like(finish, (100, 0, 0))]
    for half in (slice(0, 128), slice(128, 256)):
        for sigma in (*SIGMAS, 0):
            state = states[-1].copy()
            source = cv2.GaussianBlur(finish, (0, 0), sigma) if sigma else finish
            state[:, half] = source[:, half]
            states.append(state)
    order = stage_order(np.stack([band_errors(state, finish) for state in states]))
    assert order is not None
    assert order > 0.85


def test_what_is_joined_to_the_border_is_far():
    finish = disc_on_ground()
    depth = depth_of(view(finish).lab)
    is_disc = depth.share(finish[..., 0] > 200) > 0.5
    assert 0.1 < is_disc.mean() < 0.5
    assert depth.nearness[is_disc].min() > 0.9
    assert depth.nearness[~is_disc].max() < 0.1


def test_a_piece_of_ground_cut_off_at_the_border_is_ground():
    """As sky between two branches: it touches little border, but looks like what touches much."""
    finish = disc_on_ground()
    finish[136:, 96:160] = (230, 120, 30, 255)
    finish[152:, 112:144] = (70, 110, 190, 255)
    depth = depth_of(view(finish).lab)
    cut_off = np.zeros(finish.shape[:2], bool)
    cut_off[154:, 114:142] = True
    assert depth.nearness[depth.share(cut_off) > 0.5].max() < 0.1


def test_uneven_ground_is_ground():
    """Small differences between neighbours, however many on the way to the border, are no edge."""
    tiles = np.random.default_rng(2).uniform(42, 58, (12, 16, 3)).astype(np.float32)
    nearness = depth_of(tiles.repeat(16, 0).repeat(16, 1)).nearness
    assert np.percentile(nearness, 90) < 0.1


def painted_in_order(finish: np.ndarray, disc_first: bool) -> list[np.ndarray]:
    """White paper on which the disc and the halves of the ground appear one after the other."""
    disc = finish[..., 0] > 200
    left = np.indices(disc.shape)[1] < 128
    parts = [~disc & left, ~disc & ~left]
    parts = [disc, *parts] if disc_first else [*parts, disc]
    states = [blank(finish)]
    for part in parts:
        state = states[-1].copy()
        state[part] = finish[part]
        states.append(state)
    return states


@pytest.mark.parametrize(("disc_first", "expected"), [(False, 1), (True, -1)])
def test_ground_before_subject(disc_first, expected):
    finish = disc_on_ground()
    metrics = measure_process(painted_in_order(finish, disc_first), finish)
    assert metrics.back_to_front == pytest.approx(expected, abs=0.02)


def test_bare_ground_is_not_waited_for():
    """A figure on white paper: there is no painted ground that could come first."""
    finish = disc_on_ground()
    finish[finish[..., 0] < 200] = 255
    finish[180:, 60:196] = (60, 40, 30, 255)
    metrics = measure_process([blank(finish), blank(finish), finish], finish)
    assert metrics.back_to_front is None


def test_an_area_is_touched_when_over_half_of_it_is():
    shares = np.array([[0.0, 0.0], [0.3, 0.0], [0.6, 0.4], [0.2, 0.4]])
    assert first_touches(shares).tolist() == [2, 4]


def test_a_shaded_sketch_of_the_subject_does_not_touch_it():
    finish = disc_on_ground()
    ground_first = painted_in_order(finish, disc_first=False)
    sketch = blank(finish)
    sketch[finish[..., 0] > 200] = (235, 228, 220, 255)
    metrics = measure_process([ground_first[0], sketch, *ground_first[1:]], finish)
    assert metrics.back_to_front == pytest.approx(1, abs=0.02)


def test_an_underpainting_in_another_colour_touches():
    finish = disc_on_ground()
    disc_first = painted_in_order(finish, disc_first=True)
    disc_first[1][disc_first[1][..., 2] < 100] = (40, 120, 60, 255)
    metrics = measure_process(disc_first, finish)
    assert metrics.back_to_front == pytest.approx(-1, abs=0.02)


@pytest.mark.parametrize(("near", "expected"), [(1, None), (10, 1.0)])
def test_a_picture_without_subject_has_no_back_to_front(near, expected):
    nearness = np.zeros(200)
    nearness[:near] = 1
    depth = Depth(np.arange(200).reshape(10, 20), nearness, np.ones(200, int))
    ground_only = np.where(nearness > 0, 0.0, 1.0)
    touched = np.stack([np.zeros(200), ground_only, np.ones(200)])
    assert back_to_front(touched, depth) == expected
