"""The storyboard of a Paints-UNDO process: keys in time, evenly spaced frames, falling steps."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from pentimento_backend.engines.interface import Given, ProcessRequest, UnpaintableRequest
from pentimento_backend.engines.paints_undo.settings import read_steps, settings_of
from pentimento_backend.engines.paints_undo.storyboard import (
    WAY,
    keyframes_alone,
    keys_of,
    storyboard,
)


def _request(task, steps, frames, **options):
    canvas = np.full((8, 8, 4), 255, np.uint8)
    givens = tuple(Given(step, canvas) for step in steps)
    return ProcessRequest(task, 8, 8, givens, frames, seed=1, options=options)


def _board(request):
    return storyboard(keys_of(request, settings_of(request)), request.frames)


@pytest.mark.parametrize("frames", [1, 2, 3, 24, 105, 106, 300, 999, 1000])
def test_a_reconstruction_falls_from_999_to_0_through_all_its_frames(frames):
    board = _board(_request("reconstruct", [0], frames))
    steps = [shot.step for shot in board.shots]
    assert [shot.index for shot in board.shots] == list(range(frames))
    assert steps[-1] == 0 and (frames == 1 or steps[0] == 999)
    assert all(earlier > later for earlier, later in itertools.pairwise(steps))
    assert board.shots[-1].frame == WAY


def test_105_frames_are_the_published_film():
    """All 16 frames of the seven pairs but the one beside the blank sheet's side of each."""
    board = _board(_request("reconstruct", [0], 105))
    assert board.divisions == 1
    assert [(shot.pair, shot.frame) for shot in board.shots] == [
        (pair, frame) for pair in range(7) for frame in range(1, 16)
    ]


def test_keys_of_a_reconstruction_lead_from_paper_to_the_finish():
    request = _request("reconstruct", [0], 24)
    keys = keys_of(request, settings_of(request))
    assert [key.origin for key in keys] == ["paper", *["keyframe"] * 6, "given"]
    assert [key.operation_step for key in keys] == [999, 999, 950, 900, 800, 600, 400, 0]
    # the model's first marks lie after the blank sheet, which is our 999
    assert [key.step for key in keys[:3]] == [999, 974, 950]


@pytest.mark.parametrize("frames", [3, 10, 31, 60, 400])
def test_every_given_of_an_inbetween_has_its_own_frame(frames):
    board = _board(_request("inbetween", [600, 250, 0], frames))
    steps = [shot.step for shot in board.shots]
    assert len(steps) == frames
    assert {600, 250, 0} <= set(steps) and steps[0] == 600 and steps[-1] == 0
    assert all(earlier > later for earlier, later in itertools.pairwise(steps))
    middle = board.shots[steps.index(250)]
    assert (middle.pair, middle.frame) == (board.divisions - 1, WAY)


def test_more_frames_than_steps_are_refused():
    with pytest.raises(UnpaintableRequest, match=r"no room for 11 frames"):
        _board(_request("inbetween", [10, 0], 12))


def test_keyframes_alone_give_every_frame_a_key():
    keys = keyframes_alone(_request("reconstruct", [0], 5))
    assert [key.operation_step for key in keys] == [999, 749, 500, 250, 0]
    assert [key.origin for key in keys] == [*["keyframe"] * 4, "given"]


def test_keyframe_steps_are_read_generously():
    assert read_steps("999; 400,600  400") == (999, 600, 400)


@pytest.mark.parametrize("text", ["", "0", "1000", "4oo", "12.5", "-3", "99999999999999999999"])
def test_other_keyframe_steps_are_refused_in_a_sentence(text):
    with pytest.raises(UnpaintableRequest, match="whole numbers from 1 to 999"):
        read_steps(text)
