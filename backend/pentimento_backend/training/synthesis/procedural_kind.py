"""The procedural engine's own processes: sketch, line, flats, shading, details."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...engines.interface import Given, ProcessRequest
from ...engines.procedural.engine import ProceduralEngine
from ...imaging.colour import WHITE, Pixels, over
from ...models.problem import ModelProblem

_MEDIA = ("auto", "auto", "ink and colour", "oil", "watercolour", "pencil")


def procedural(picture: Pixels, frames: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """RGB frames (frames, height, width, 3), the last `picture` itself; the medium is by lot."""
    height, width = picture.shape[:2]
    canvas = np.dstack([picture, np.full((height, width), 255, np.uint8)])
    request = ProcessRequest(
        task="reconstruct",
        width=width,
        height=height,
        givens=(Given(0, canvas),),
        frames=frames,
        seed=int(rng.integers(1 << 31)),
        options={"medium": str(rng.choice(_MEDIA)), "stroke_size": float(rng.uniform(0.7, 1.6))},
    )
    painted = ProceduralEngine().paint(request, _QuietStudio())
    return np.stack([over(frame.image, WHITE) for frame in painted])


class _QuietStudio:
    """Nobody watches, nobody cancels; see engines.interface.Studio."""

    device = "cpu"

    def progress(self, done: float, total: float, note: str) -> None:
        """Tell nobody."""

    def preview(self, image: NDArray[Any]) -> None:
        """Show nobody."""

    def keep(self, name: str, content: bytes) -> None:
        """By-products are not asked for."""

    def check_cancelled(self) -> None:
        """Whoever interrupts ends the process."""

    def model(self, name: str) -> Path:
        """The procedural engine has none."""
        raise ModelProblem(f"The procedural engine asks for the model {name!r}.")
