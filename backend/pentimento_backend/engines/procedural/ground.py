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
_SHOWS = 0.1
"""Share of white from which the paper may show."""
_SAME = 3.0
"""Difference (Lab units) up to which a background counts as plain."""


def ground_for(
    choice: str, canvas: Canvas, study: Study, line_art: bool, lined: bool, painterly: bool
) -> PremultipliedColour:
    """The ground a painter chose, or the one that suits the picture."""
    if choice == "auto":
        if float((canvas[::4, ::4, 3] < 128).mean()) > 0.02:
            return _NOTHING
        plain = _background(study)
        if line_art and (plain is None or min(plain) > 235):
            return _PAPER
        if plain is not None:
            return plain
        # white paper is for what leaves some of it to be seen, or lets lines stand on it
        bare = float((study.lab[..., 0] > 92.0).mean())
        choice = "toned" if painterly or not (lined or bare > _SHOWS) else "white"
    if choice == "toned":
        return _tone_of(study)
    return {"white": _WHITE, "paper": _PAPER, "transparent": _NOTHING}[choice]


def _background(study: Study) -> PremultipliedColour | None:
    """The plain colour that a picture lies on, which a painter would prime the canvas with."""
    lab = study.lab
    frame = np.concatenate([lab[0], lab[-1], lab[1:-1, 0], lab[1:-1, -1]])
    colour = np.median(frame, axis=0)
    around = (np.linalg.norm(frame - colour, axis=1) < _SAME).mean()
    same = np.linalg.norm(lab - colour, axis=2) < _SAME
    if around < 0.75 or not 0.2 < same.mean() < 0.98:
        return None
    red, green, blue = np.median(study.rgb[same], axis=0).astype(int).tolist()
    return red, green, blue, 255


def _tone_of(study: Study) -> PremultipliedColour:
    """A warm, quiet relative of the picture's mean colour."""
    mean = study.lab[study.visible].mean(axis=0) if study.visible.any() else np.zeros(3)
    lightness = np.clip(mean[0] + 4.0, 30.0, 82.0)
    # earth colours, drawn a little towards the picture
    tone: Plane = np.array([[[lightness, 5.0 + 0.3 * mean[1], 13.0 + 0.3 * mean[2]]]], np.float32)
    red, green, blue = lab_to_rgb(tone)[0, 0].tolist()
    return red, green, blue, 255
