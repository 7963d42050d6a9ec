"""Synthetic processes whose metrics are known by construction."""

from __future__ import annotations

import cv2
import numpy as np

SIGMAS = (24.0, 16.0, 11.0, 8.0, 5.5, 4.0, 2.8, 2.0, 1.4, 1.0, 0.7)
"""Blurs of a process from coarse to fine, in pixels of a picture 256 px long."""


def opaque(rgb: np.ndarray) -> np.ndarray:
    """RGB of any number type as an opaque RGBA canvas."""
    clipped = np.clip(np.rint(rgb), 0, 255).astype(np.uint8)
    return np.dstack([clipped, np.full(clipped.shape[:2], 255, np.uint8)])


def scene() -> np.ndarray:
    """Dark blobs with grain of all frequencies, 256 x 192."""
    random = np.random.default_rng(5)
    picture = np.full((192, 256, 3), 110.0)
    for octave, strength in ((6, 70), (24, 25), (48, 25), (96, 25), (192, 20)):
        noise = random.uniform(-strength, strength, (octave, octave * 4 // 3, 3))
        picture += cv2.resize(noise, (256, 192), interpolation=cv2.INTER_CUBIC)
    return opaque(picture)


def blank(canvas: np.ndarray) -> np.ndarray:
    """White paper of this size."""
    return np.full_like(canvas, 255)


def coarse_to_fine(finish: np.ndarray) -> list[np.ndarray]:
    """White paper, then ever less blurred finishes."""
    return [blank(finish), *(cv2.GaussianBlur(finish, (0, 0), s) for s in SIGMAS), finish]


def fine_to_coarse(finish: np.ndarray) -> list[np.ndarray]:
    """White paper with ever more of the finish's structure, its masses of colour last."""
    colour = finish[..., :3].astype(float)
    structures = (colour - cv2.GaussianBlur(colour, (0, 0), s) for s in SIGMAS[::-1])
    paper = blank(finish)
    return [paper, *(opaque(170 + structure) for structure in structures), finish]


def disc_on_ground() -> np.ndarray:
    """A blue ground with an orange disc on it, 256 x 192."""
    row, column = np.indices((192, 256))
    canvas = np.full((192, 256, 3), (70, 110, 190))
    canvas[(row - 96) ** 2 + (column - 128) ** 2 < 55**2] = (230, 120, 30)
    return opaque(canvas)


def column_by_column(finish: np.ndarray, steps: int) -> list[np.ndarray]:
    """White paper that is replaced by the finish from left to right, the same area each step."""
    edges = np.linspace(0, finish.shape[1], steps + 1).astype(int)
    states = []
    for edge in edges:
        state = blank(finish)
        state[:, :edge] = finish[:, :edge]
        states.append(state)
    return states
