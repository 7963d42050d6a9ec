"""Folders of pictures to learn from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from ..documents import UnreadableArtwork, read_artwork
from ..documents.naming import PICTURE_ENDINGS
from ..imaging.colour import WHITE, over
from .problem import TrainingProblem


def find_pictures(folder: Path) -> list[Path]:
    """Return the pictures in a folder and below, in order. Raises TrainingProblem for none."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_ENDINGS)
    if not paths:
        raise TrainingProblem(f"{folder} holds no pictures (png, jpg or webp): name another one.")
    return paths


def read_picture(path: Path, short_side: int) -> NDArray[np.uint8]:
    """Return a picture on white paper, (h, w, 3), its short side scaled to `short_side` pixels.

    Raises TrainingProblem where it cannot be read.
    """
    try:
        picture = Image.fromarray(over(read_artwork(path).canvas, WHITE))
    except UnreadableArtwork as problem:
        raise TrainingProblem(f"{problem} Remove it from {path.parent}.") from None
    scale = short_side / min(picture.size)
    width, height = (max(short_side, round(side * scale)) for side in picture.size)
    return np.asarray(picture.resize((width, height), Image.Resampling.LANCZOS))


def to_signal(pictures: NDArray[np.uint8]) -> torch.Tensor:
    """Return pictures (..., h, w, 3) as float32 (..., 3, h, w), -1..1."""
    return torch.from_numpy(pictures.copy()).movedim(-1, -3).float() / 127.5 - 1.0
