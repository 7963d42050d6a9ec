"""The demo for real, in the clone's own environment."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import cv2
import numpy as np
import pytest
from installer.clone import CLONE, DEMO_OUTPUT, DEVELOPMENT_ENVIRONMENT
from installer.demo import FRAMES, SAMPLE
from installer.environment import Environment
from installer.locks import RUNTIME


@pytest.fixture(scope="module")
def said() -> str:
    """What the demo says; it leaves its output behind."""
    if not Environment(DEVELOPMENT_ENVIRONMENT).holds(RUNTIME.name, RUNTIME.digest()):
        pytest.skip("the environment is not the installer's (`python3 -m installer test` makes it)")
    command = [sys.executable, "-m", "installer", "demo"]
    answer = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def test_it_says_what_lies_where(said):
    for name in ("contact_sheet.png", "process.mp4", "process.kra", "frames"):
        assert name in said
        assert (DEMO_OUTPUT / name).exists()


def test_the_last_frame_is_the_sample(said):
    frames = sorted((DEMO_OUTPUT / "frames").glob("frame_*.png"))
    assert len(frames) == FRAMES
    assert np.array_equal(cv2.imread(str(frames[-1])), cv2.imread(str(SAMPLE)))
    assert not np.array_equal(cv2.imread(str(frames[0])), cv2.imread(str(SAMPLE)))


def test_the_krita_document_is_animated(said):
    with zipfile.ZipFile(DEMO_OUTPUT / "process.kra") as document:
        assert document.read("mimetype") == b"application/x-krita"
        assert any(name.endswith(".keyframes.xml") for name in document.namelist())


def test_the_video_has_all_frames(said):
    video = cv2.VideoCapture(str(DEMO_OUTPUT / "process.mp4"))
    assert video.get(cv2.CAP_PROP_FRAME_COUNT) >= FRAMES
    video.release()
