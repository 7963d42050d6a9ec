"""The procedural process by the measures of `evaluation`, on pictures that are hard for it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pentimento_backend.evaluation.process_metrics import ProcessMetrics, measure_process

from .conftest import picture

FRAMES = 24


@pytest.fixture(scope="module", params=["p04", "p05", "p09"], ids=["line art", "anime", "gray"])
def metrics(request: pytest.FixtureRequest, paint) -> ProcessMetrics:
    canvas = picture(request.param, 512)
    return measure_process([frame.image for frame in paint(canvas, frames=FRAMES)], canvas)


def test_every_step_does_something_to_be_seen(metrics: ProcessMetrics):
    assert metrics.idle_steps == 0


def test_the_steps_lead_to_the_finish_without_a_leap(metrics: ProcessMetrics):
    assert metrics.exactness == 0
    assert metrics.monotone_share is not None
    assert metrics.monotone_share > 0.9
    assert metrics.largest_jump is not None
    assert metrics.largest_jump < 0.13


def test_masses_come_before_details_and_ground_before_subject(metrics: ProcessMetrics):
    for order, least in ((metrics.stage_order, 0.7), (metrics.back_to_front, 0.6)):
        assert order is None or order > least


def test_nothing_changes_where_no_stroke_goes(metrics: ProcessMetrics):
    assert metrics.untouched_flicker < 0.005


def test_line_art_is_inked_on_the_paper_and_cleaned_behind_the_pen(paint):
    """Lines stand on the paper before it is whitened around them, a patch at a time."""
    canvas = picture("p04", 384)
    frames = [frame for frame in paint(canvas, frames=FRAMES) if frame.stage == "line"]
    paper = np.array((249, 245, 236))
    for place in (0.25, 0.5):
        state = frames[int(place * len(frames))].image[..., :3].astype(int)
        inked = (state.max(axis=2) < 90).astype(np.uint8)
        beside = (cv2.dilate(inked, np.ones((5, 5), np.uint8)) > 0) & (state.min(axis=2) > 200)
        is_paper = np.abs(state - paper).max(axis=2) < 8
        assert is_paper[beside].mean() > 0.1
        assert 0.1 < is_paper.mean() < 0.95
