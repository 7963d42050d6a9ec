"""Seeds, resuming, cancelling, progress, and requests that cannot be answered."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pentimento_backend.engines.interface import (
    Cancelled,
    Given,
    ProcessRequest,
    UnpaintableRequest,
)
from pentimento_backend.engines.registry import load_engine

from .conftest import RecordingStudio, disc_on_sky, picture

DIGEST = """
import hashlib, numpy as np
from pentimento_backend.engines.interface import Given, ProcessRequest
from pentimento_backend.engines.registry import load_engine
from engines.conftest import RecordingStudio, disc_on_sky
request = ProcessRequest("reconstruct", 80, 80, (Given(0, disc_on_sky(80)),), 6, 5)
digest = hashlib.sha256()
for frame in load_engine("procedural").paint(request, RecordingStudio()):
    digest.update(frame.image.tobytes())
print(digest.hexdigest())
"""


def digest(frames) -> str:
    return hashlib.sha256(b"".join(frame.image.tobytes() for frame in frames)).hexdigest()


def test_a_seed_is_a_process(paint):
    canvas = picture("p02", 200)
    assert digest(paint(canvas, seed=1)) == digest(paint(canvas, seed=1))
    assert digest(paint(canvas, seed=1)) != digest(paint(canvas, seed=2))


def test_a_seed_gives_the_same_process_in_another_interpreter(paint):
    root = Path(__file__).parents[2]
    path = os.pathsep.join([str(root / "tests"), str(root / "backend")])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "77"}
    told = subprocess.run(
        [sys.executable, "-c", DIGEST], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == digest(paint(disc_on_sky(80), frames=6, seed=5))


@pytest.mark.parametrize("first_frame", [1, 5, 10, 11])
def test_a_resumed_job_continues_with_the_same_frames(paint, first_frame):
    canvas = picture("p08", 200)
    whole = list(paint(canvas, frames=12))
    rest = list(paint(canvas, frames=12, first_frame=first_frame))
    assert [f.step for f in rest] == [f.step for f in whole[first_frame:]]
    assert [f.stage for f in rest] == [f.stage for f in whole[first_frame:]]
    assert digest(rest) == digest(whole[first_frame:])


def test_frames_handed_out_are_the_receivers_own(paint):
    canvas = picture("p06", 160)
    wanted = digest(paint(canvas, frames=10))
    kept = list(paint(canvas, frames=10))
    assert digest(kept) == wanted, "a frame changed after it was handed out"
    seen = hashlib.sha256()
    for frame in paint(canvas, frames=10):
        seen.update(frame.image.tobytes())
        frame.image[:] = 0
    assert seen.hexdigest() == wanted, "the engine paints on in a frame that it handed out"


@pytest.mark.parametrize("check", [1, 4, 60, 200])
def test_cancelling_ends_the_work(paint, check):
    studio = RecordingStudio(cancel_at_check=check)
    with pytest.raises(Cancelled):
        list(paint(picture("p05", 256), frames=12, studio=studio))
    assert studio.checks <= check + 3, "painted on after the cancellation"


def test_cancelling_is_looked_for_all_the_time(paint):
    studio = RecordingStudio()
    checks = []
    for _ in paint(picture("p05", 384), frames=12, studio=studio):
        checks.append(studio.checks)
    assert checks[0] >= 5
    # all frames but the given last one
    assert np.diff(checks)[:-1].min() >= 3


def test_progress_rises_from_the_start_to_the_end(paint):
    studio = RecordingStudio()
    frames = paint(picture("p05", 256), frames=12, studio=studio)
    next(frames)
    assert studio.notes[0][:2] == (0, 12)
    list(frames)
    done = [note[0] for note in studio.notes]
    assert done == sorted(done)
    assert done[-1] == 12
    assert {note for _, _, note in studio.notes} >= {
        "laying in the colours",
        "modelling",
        "finished",
    }


def request_for(canvas: np.ndarray) -> ProcessRequest:
    height, width = canvas.shape[:2]
    return ProcessRequest("reconstruct", width, height, (Given(0, canvas),), 4, 1)


def test_unanswerable_requests_get_a_sentence():
    engine = load_engine("procedural")
    canvas = disc_on_sky(20)
    good = request_for(canvas)
    mask = np.full((20, 20), 255, np.uint8)
    for bad, told in (
        (replace(good, task="imagine"), "imagine"),
        (replace(good, givens=()), "exactly one"),
        (replace(good, givens=(Given(500, canvas),)), "step 0"),
        (replace(good, givens=(Given(0, canvas, mask),)), "whole canvas"),
        (replace(good, width=21), "21 x 20"),
        (replace(good, givens=(Given(0, canvas.astype(np.float32)),)), "8 bits"),  # type: ignore
        (replace(good, first_frame=4), "frame 4"),
    ):
        with pytest.raises(UnpaintableRequest, match=told):
            engine.paint(bad, RecordingStudio())
