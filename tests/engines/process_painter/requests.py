"""Small requests to ProcessPainter, which reduced random models answer within seconds."""

from __future__ import annotations

import numpy as np

from pentimento_backend.engines.interface import Given, ProcessRequest

QUICK = {
    "size": 128,
    "sampling_steps": 1,
    "inversion_steps": 1,
    "window": 3,
    "guidance": 1.0,
    "prompt": "a red square",
}


def canvas(shade: int = 40) -> np.ndarray:
    canvas = np.full((90, 120, 4), 255, np.uint8)
    canvas[20:60, 30:90, :3] = (200, shade, 30)
    return canvas


def request_for(task: str, frames: int, *givens: Given, **options) -> ProcessRequest:
    return ProcessRequest(task, 120, 90, givens, frames, 7, options={**QUICK, **options})


def imagine(frames: int = 3, **options) -> ProcessRequest:
    return request_for("imagine", frames, **options)


def reconstruct(frames: int = 3, **options) -> ProcessRequest:
    return request_for("reconstruct", frames, Given(0, canvas()), **options)


def complete(frames: int = 4, **options) -> ProcessRequest:
    return request_for("complete", frames, Given(600, canvas(160)), **options)


def images_of(frames) -> np.ndarray:
    return np.stack([frame.image for frame in frames])


def steps_of(frames) -> list[int]:
    return [frame.step for frame in frames]
