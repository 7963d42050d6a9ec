"""What engine tests share: the public test art and a studio that records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pentimento_backend.engines.interface import Cancelled, Frame, Given, ProcessRequest
from pentimento_backend.engines.registry import load_engine

ART = Path(__file__).parents[2].parent / "shared" / "art" / "public"
PICTURES = sorted(ART.glob("*.png"))


class RecordingStudio:
    """Lets an engine paint, records what it tells, cancels at the check of that number."""

    device = "cpu"

    def __init__(self, cancel_at_check: int | None = None) -> None:
        self.notes: list[tuple[float, float, str]] = []
        self.kept: dict[str, bytes] = {}
        self.checks = 0
        self._cancel_at_check = cancel_at_check

    def progress(self, done: float, total: float, note: str) -> None:
        self.notes.append((done, total, note))

    def preview(self, image: np.ndarray) -> None:
        pass

    def keep(self, name: str, content: bytes) -> None:
        self.kept[name] = content

    def check_cancelled(self) -> None:
        self.checks += 1
        if self._cancel_at_check is not None and self.checks >= self._cancel_at_check:
            raise Cancelled


Paint = Callable[..., Iterator[Frame]]


@pytest.fixture(scope="session")
def paint() -> Paint:
    """Paint a canvas with the procedural engine; keyword arguments go into the request."""
    engine = load_engine("procedural")

    def paint_canvas(canvas, frames=8, seed=1, studio=None, **request) -> Iterator[Frame]:
        height, width = canvas.shape[:2]
        wanted = ProcessRequest(
            "reconstruct", width, height, (Given(0, canvas),), frames, seed, **request
        )
        return engine.paint(wanted, studio or RecordingStudio())

    return paint_canvas


def picture(name: str, long_side: int) -> np.ndarray:
    """One picture of the public art as RGBA, reduced to this long side; skips if it is absent."""
    found = [path for path in PICTURES if path.stem.startswith(name)]
    if not found:
        pytest.skip("The public test art is not beside this checkout.")
    image = Image.open(found[0]).convert("RGBA")
    image.thumbnail((long_side, long_side))
    return np.array(image)


def disc_on_sky(side: int = 200) -> np.ndarray:
    """A blue sky with an orange disc in its middle."""
    row, column = np.indices((side, side))
    canvas = np.full((side, side, 4), (90, 140, 220, 255), np.uint8)
    canvas[(row - side / 2) ** 2 + (column - side / 2) ** 2 < (side / 5) ** 2] = (230, 120, 30, 255)
    return canvas
