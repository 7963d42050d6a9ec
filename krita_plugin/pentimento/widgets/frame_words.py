"""What a frame is called: by its operation step, its stage, its place in the process."""

from __future__ import annotations

from ..frame_label import FrameLabel
from ..words import tr


def step_words(step: int) -> str:
    """Return an operation step in a painter's words: how many undos lead back to it."""
    return tr("undo {step}").format(step=step) if step > 0 else tr("finished")


def stage_words(stage: str) -> str:
    """Return a stage as a title, in the painter's language where the engine's words are known."""
    words = tr(stage)
    return words[:1].upper() + words[1:]


def frame_title(index: int, label: FrameLabel) -> str:
    """Return what a frame is called where there is room; `index` 0 is the first."""
    return tr("Frame {number}: {stage}, {step}").format(
        number=index + 1, stage=stage_words(label.stage), step=step_words(label.step)
    )
