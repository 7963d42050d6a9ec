"""A generated process beside a real one: numbers that are known by construction."""

from __future__ import annotations

import numpy as np
import pytest

from pentimento_backend.evaluation.comparison import (
    States,
    distance_curve_difference,
    distance_in_time,
    profile_distance,
    worked_masks,
    worked_region_iou,
)
from pentimento_backend.evaluation.distance import view
from pentimento_backend.evaluation.perception import WeightFree

from .processes import blank, column_by_column, disc_on_ground


def _states(pictures: list[np.ndarray]) -> States:
    perception = WeightFree()
    return States(
        np.linspace(0, 1, len(pictures)),
        [perception.features(picture) for picture in pictures],
        [view(picture) for picture in pictures],
    )


@pytest.fixture(scope="module")
def columns() -> list[np.ndarray]:
    return column_by_column(disc_on_ground(), 8)


def test_a_process_is_no_way_from_itself(columns):
    states = _states(columns)
    assert distance_in_time(states, states, WeightFree()) == 0
    assert worked_region_iou(states, states) == 1


def test_the_nearest_state_in_time_is_compared(columns):
    perception = WeightFree()
    halves = _states(columns[::4])
    whole = _states(columns)
    expected = [
        perception.distance(halves.features[nearest], features)
        for nearest, features in zip([0, 0, 0, 1, 1, 1, 1, 2, 2], whole.features, strict=True)
    ]
    # state 2 and state 6 lie half-way: the earlier one counts
    assert distance_in_time(halves, whole, perception) == pytest.approx(np.mean(expected))


def test_worked_regions_overlap_in_any_order(columns):
    finish = columns[-1]
    backwards = [blank(finish)]
    for done in columns[-2::-1]:
        state = finish.copy()
        state[done[..., :3].min(axis=2) == 255] = finish[done[..., :3].min(axis=2) == 255]
        kept = (done[..., :3] == 255).all(axis=2)
        state = np.where(kept[..., None], finish, 255).astype(np.uint8)
        backwards.append(state)
    assert worked_region_iou(_states(columns), _states(backwards)) == pytest.approx(1, abs=0.02)


def test_halves_worked_at_once_overlap_by_a_quarter(columns):
    # each generated step is an eighth of the canvas, each real one a half
    real = [columns[0], columns[4], columns[8]]
    assert worked_region_iou(_states(columns), _states(real)) == pytest.approx(0.25, abs=0.01)


def test_a_faint_change_is_not_worked_on(columns):
    darker = columns[0].copy()
    darker[:, :100, :3] -= 20  # eight levels of lightness, below a fifth of black against white
    assert not worked_masks([view(columns[0]), view(darker)])[0].any()
    assert worked_region_iou(_states([columns[0], darker]), _states(columns)) is None


def test_a_curve_that_dwells_is_warped_onto_the_other():
    curve = np.array([1.0, 0.6, 0.2, 0.0])
    dwelling = np.array([1.0, 1.0, 0.6, 0.6, 0.6, 0.2, 0.0, 0.0])
    assert distance_curve_difference(curve, dwelling) == 0
    assert distance_curve_difference(curve, curve + 0.1) == pytest.approx(0.1 * 4, abs=1e-9)


def test_profiles_are_compared_on_their_own_scale():
    progress = np.linspace(0, 1, 5)
    straight = (progress, 1 - progress)
    doubled = (progress, 2 - 2 * progress)
    assert profile_distance(straight, doubled) == pytest.approx(0)
    at_once = (np.array([0.0, 1e-9, 1.0]), np.array([1.0, 0.0, 0.0]))
    # the area under a straight line from 1 to 0
    assert profile_distance(straight, at_once) == pytest.approx(0.5, abs=0.02)


def test_a_process_that_begins_on_its_finish_has_no_profile():
    progress = np.linspace(0, 1, 3)
    assert profile_distance((progress, np.zeros(3)), (progress, 1 - progress)) is None
