"""A studio whose models lie where a test says, and that notes all that it is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento_backend.engines.interface import Cancelled
from pentimento_backend.models.problem import ModelProblem


class Atelier:
    """Takes models from `folders`; with a `patience`, cancels at the check of that number."""

    device = "cpu"

    def __init__(self, folders: dict[str, Path]) -> None:
        self.folders = folders
        self.notes: list[str] = []
        self.kept: dict[str, bytes] = {}
        self.previews: list[NDArray[Any]] = []
        self.patience = -1

    def progress(self, done: float, total: float, note: str) -> None:
        assert 0 <= done <= total * 1.001
        self.notes.append(note)

    def preview(self, image: NDArray[Any]) -> None:
        assert image.dtype == np.uint8 and image.shape[2] == 3
        self.previews.append(image)

    def keep(self, name: str, content: bytes) -> None:
        self.kept[name] = content

    def model(self, name: str) -> Path:
        if name not in self.folders:
            raise ModelProblem(f"The model {name} is not here.")
        return self.folders[name]

    def check_cancelled(self) -> None:
        self.patience -= 1
        if self.patience == 0:
            raise Cancelled
