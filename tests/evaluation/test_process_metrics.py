"""Process metrics of processes whose values are known by construction."""

from __future__ import annotations

import numpy as np
import pytest

from pentimento_backend.evaluation.process_metrics import (
    evenness,
    largest_jump,
    measure_process,
    monotone_share,
)

from .processes import blank, coarse_to_fine, column_by_column, fine_to_coarse, opaque, scene


def test_an_ideal_process_from_coarse_to_fine():
    finish = scene()
    metrics = measure_process(coarse_to_fine(finish), finish)
    assert metrics.exactness == 0
    assert metrics.monotone_share == 1
    assert metrics.stage_order is not None
    assert metrics.stage_order > 0.9
    assert metrics.idle_steps == metrics.still_steps == 0
    assert metrics.distances[-1] == pytest.approx(0, abs=1e-5)
    assert len(metrics.distances) == 13


def test_details_before_masses_have_a_negative_stage_order():
    finish = scene()
    metrics = measure_process(fine_to_coarse(finish), finish)
    assert metrics.stage_order is not None
    assert metrics.stage_order < -0.5


def test_exactness_is_the_largest_difference_of_any_channel():
    finish = scene()
    last = finish.copy()
    last[50, 60, 3] = 251
    last[10, 10, 0] ^= 2
    assert measure_process([blank(finish), last], finish).exactness == 4


def test_a_still_frame_is_idle_and_does_not_break_monotony():
    finish = scene()
    process = coarse_to_fine(finish)
    process.insert(5, process[5].copy())
    metrics = measure_process(process, finish)
    assert metrics.still_steps == 1
    assert metrics.idle_steps == 1
    assert metrics.monotone_share == 1


@pytest.mark.parametrize(("side", "idle"), [(40, 1), (60, 0)])
def test_a_step_in_under_five_percent_of_the_canvas_is_idle_but_not_still(side, idle):
    before = np.full((200, 200, 4), 255, np.uint8)
    after = before.copy()
    after[:side, :side, :3] = 0
    metrics = measure_process([before, after], after)
    assert (metrics.idle_steps, metrics.still_steps) == (idle, 0)


def test_a_step_back_lowers_the_monotone_share():
    finish = scene()
    process = coarse_to_fine(finish)
    process.insert(6, process[2])
    metrics = measure_process(process, finish)
    assert metrics.monotone_share == pytest.approx(12 / 13)


def test_even_steps_and_one_jump():
    even = [1.0, 0.75, 0.5, 0.25, 0.0]
    jumping = [1.0, 0.95, 0.15, 0.1, 0.0]
    assert evenness(even) == pytest.approx(0)
    assert largest_jump(even) == pytest.approx(0.25)
    assert largest_jump(jumping) == pytest.approx(0.8)
    assert evenness(jumping) == pytest.approx(np.std([0.05, 0.8, 0.05, 0.1]) / 0.25)


def test_a_jump_away_from_the_finish_is_a_jump():
    assert largest_jump([2.0, 1.0, 1.9, 0.0]) == pytest.approx(0.95)
    assert largest_jump([2.0, 1.0, 2.6, 1.5]) == pytest.approx(0.8)


def test_one_jump_in_a_process():
    finish = scene()
    metrics = measure_process([blank(finish), blank(finish), finish, finish], finish)
    assert metrics.largest_jump == pytest.approx(1, abs=1e-3)


def test_what_has_no_meaning_is_none():
    finish = scene()
    metrics = measure_process([finish, finish], finish)
    assert metrics.evenness is None
    assert metrics.largest_jump is None
    assert metrics.stage_order is None
    assert metrics.back_to_front is None
    assert monotone_share([0.4]) is None


def test_the_blank_canvas_is_the_first_state_where_it_is_known():
    finish = scene()
    process = coarse_to_fine(finish)
    with_start = measure_process(process[1:], finish, start=process[0])
    assert with_start == measure_process(process, finish)
    assert with_start.largest_jump != measure_process(process[1:], finish).largest_jump


def test_locality_is_the_worked_share_of_the_canvas():
    finish = scene()
    finish[..., :3] //= 2
    metrics = measure_process(column_by_column(finish, steps=8), finish)
    assert metrics.locality_mean == pytest.approx(1 / 8, abs=0.002)
    assert metrics.locality_max == pytest.approx(1 / 8, abs=0.002)
    assert metrics.untouched_flicker == 0


def test_flicker_is_the_mean_change_outside_the_worked_mask():
    finish = scene()
    finish[..., :3] //= 2
    quiet = column_by_column(finish, steps=8)
    flickering = [state.copy() for state in quiet]
    for state in flickering[1::2]:
        state[:, 224:, :3] -= np.uint8(2)
    measured = measure_process(flickering[:5], finish)
    # 32 of the 222 columns that lie outside the worked 32 and the 2 beside them
    expected = [2 * 32 / (256 - 34), *[2 * 32 / (256 - 36)] * 3]
    assert measured.untouched_flicker == pytest.approx(np.mean(expected), rel=0.01)


def test_the_faint_end_of_a_stroke_is_no_flicker_but_far_faint_change_is():
    before = np.full((200, 200, 4), 255, np.uint8)
    near, far, apart = before.copy(), before.copy(), before.copy()
    for state, faint in ((near, slice(60, 69)), (far, slice(60, 160)), (apart, slice(66, 69))):
        state[40:60, 40:60, :3] = 100
        state[40:60, faint, :3] = 254
    flicker = [measure_process([before, s], s).untouched_flicker for s in (near, far, apart)]
    assert flicker[0] == 0
    assert flicker[1] > 0
    assert flicker[2] > 0


def test_soft_edges_of_strokes_are_no_flicker():
    before = np.full((100, 100, 4), 255, np.uint8)
    after = before.copy()
    after[40:60, 40:60, :3] = 100
    after[39, 40:60, :3] = 253
    assert measure_process([before, after], after).untouched_flicker == 0


def test_colour_under_full_transparency_is_neither_work_nor_flicker():
    before, after = np.zeros((60, 60, 4), np.uint8), np.zeros((60, 60, 4), np.uint8)
    after[..., 0] = 200
    metrics = measure_process([before, after], after)
    assert metrics.locality_max == metrics.untouched_flicker == 0
    assert metrics.still_steps == 1


@pytest.mark.parametrize("paper", [(255, 255, 255), (236, 224, 200)])
def test_orders_of_a_line_drawing_are_undefined(paper):
    finish = np.full((192, 256, 3), 255)
    for column in range(6, 256, 14):
        finish[10:180, column : column + 2] = 0
    process = column_by_column(opaque(finish), steps=6)
    for state in process[:-1]:
        state[state[..., 0] == 255] = (*paper, 255)
    metrics = measure_process(process, opaque(finish))
    assert metrics.stage_order is None
    assert metrics.back_to_front is None
    assert metrics.monotone_share == 1


def test_it_takes_frames_one_by_one_and_rgb():
    finish = scene()
    frames = (state[..., :3] for state in coarse_to_fine(finish))
    assert measure_process(frames, finish) == measure_process(coarse_to_fine(finish), finish)


def test_the_numbers_can_be_written_as_json():
    import json
    from dataclasses import asdict

    finish = scene()
    metrics = measure_process(coarse_to_fine(finish), finish)
    assert json.loads(json.dumps(asdict(metrics)))["idle_steps"] == 0


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 200), (900, 5)])
def test_small_and_thin_processes_can_be_measured(size):
    finish = np.full((*size, 4), (30, 60, 90, 255), np.uint8)
    metrics = measure_process([blank(finish), finish], finish)
    assert metrics.monotone_share == 1
    assert metrics.largest_jump == pytest.approx(1, abs=1e-4)


def test_a_single_frame_is_no_process():
    with pytest.raises(ValueError, match="at least two states"):
        measure_process([scene()], scene())


def test_frames_of_another_size_are_refused():
    with pytest.raises(ValueError, match="size of its finish"):
        measure_process([scene()[:100], scene()], scene())
