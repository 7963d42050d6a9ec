"""What a painting starts on: white, paper, a toned ground, or nothing."""

from __future__ import annotations

import numpy as np

from ...imaging.colour import Plane, lab_to_rgb
from ...strokes.stroke import PremultipliedColour
from ..interface import Canvas
from .study import Study

_WHITE = (255, 255, 255, 255)
_PAPER = (249, 245, 236, 255)
_NOTHING = (0, 0, 0, 0)


def ground_for(
    choice: str, canvas: Canvas, study: Study, line_art: bool, painterly: bool
) -> PremultipliedColour:
    """The ground a painter chose, or the one that suits the picture."""
    if choice == "auto":
        if float((canvas[::4, ::4, 3] < 128).mean()) > 0.02:
            choice = "transparent"
        elif line_art:
            choice = "paper"
        else:
            choice = "toned" if painterly else "white"
    if choice == "toned":
        return _tone_of(study)
    return {"white": _WHITE, "paper": _PAPER, "transparent": _NOTHING}[choice]


def _tone_of(study: Study) -> PremultipliedColour:
    """A warm, quiet relative of the picture's mean colour."""
    mean = study.lab[study.visible].mean(axis=0) if study.visible.any() else np.zeros(3)
    lightness = np.clip(mean[0] + 4.0, 35.0, 82.0)
    # earth colours, drawn a little towards the picture
    tone: Plane = np.array([[[lightness, 5.0 + 0.3 * mean[1], 13.0 + 0.3 * mean[2]]]], np.float32)
    red, green, blue = lab_to_rgb(tone)[0, 0].tolist()
    return red, green, blue, 255
