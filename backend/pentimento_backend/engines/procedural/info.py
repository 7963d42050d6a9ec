"""What the procedural engine declares about itself; importing this loads no image library."""

from __future__ import annotations

from ..interface import EngineInfo, Option

INFO = EngineInfo(
    name="procedural",
    title="Procedural painter (no model needed)",
    version="1",
    licence="GPL-3.0-or-later",
    tasks=("reconstruct",),
    options=(
        Option(
            name="ground",
            description="What the painting starts on; auto takes white, or nothing for a cut-out",
            kind="choice",
            default="auto",
            choices=("auto", "white", "toned", "transparent"),
        ),
        Option(
            name="stroke_size",
            description="Width of the brushes, relative to the usual",
            kind="float",
            default=1.0,
            minimum=0.5,
            maximum=2.0,
        ),
    ),
    memory_bytes_per_pixel=40,
)
