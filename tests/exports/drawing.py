"""Frames to export: a few strokes more on each, soft edges, part of the canvas left blank."""

from __future__ import annotations

import cv2
import numpy as np

from pentimento_backend.engines.interface import Frame
from pentimento_backend.exports import Provenance

PROVENANCE = Provenance("procedural", "1.2", 7, options={"detail": 0.5}, source="Frühling 桜.png")

STAGES = ("sketch", "line", "flats", "shading", "details")


def frames(count: int = 6, width: int = 200, height: int = 150) -> list[Frame]:
    """Return a process; its last frame is given, the artist's own."""
    canvas = np.zeros((height, width, 4), np.uint8)
    process = []
    for number in range(count):
        colour = (40 * number % 256, 90, 200 - 20 * number % 200, 255)
        y = (number + 1) * height // (count + 2)
        thickness = max(1, height // 20)
        cv2.line(canvas, (width // 8, y), (width * 7 // 8, y + 5), colour, thickness, cv2.LINE_AA)
        canvas[height // 3, ::3, 3] = 40 + number
        step = round(999 * (count - 1 - number) / max(1, count - 1))
        stage = STAGES[number * len(STAGES) // count]
        origin = "given" if number == count - 1 else "generated"
        process.append(Frame(step, canvas.copy(), stage, origin))
    return process
