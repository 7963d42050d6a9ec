"""The painter's choices for one process, read from a request's options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..interface import ProcessRequest
from .info import INFO, SHARES


@dataclass(frozen=True)
class Settings:
    """Options of the engine (see `info`), complete; `shares` by group of stages."""

    seed: int
    medium: str
    ground: str
    stroke_size: float
    shares: Mapping[str, float]
    layers: bool
    keep_strokes: bool


def settings_of(request: ProcessRequest) -> Settings:
    """Read a request's options; what is not said takes its default."""
    value = INFO.values(request.options)
    return Settings(
        seed=request.seed,
        medium=str(value["medium"]),
        ground=str(value["ground"]),
        stroke_size=float(value["stroke_size"]),
        shares={group: float(value[f"share_{group}"]) for group in SHARES},
        layers=bool(value["layers"]),
        keep_strokes=bool(value["keep_strokes"]),
    )
