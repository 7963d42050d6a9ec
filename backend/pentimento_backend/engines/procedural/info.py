"""What the procedural engine declares about itself; importing this loads no image library."""

from __future__ import annotations

from ..interface import EngineInfo, Option

SHARES = ("sketch", "line", "colour", "shading", "details")
"""Groups of stages whose share of the time the painter can set, as options `share_...`."""


def _share(group: str) -> Option:
    return Option(
        name=f"share_{group}",
        title=f"Time for {group}",
        description=f"Time for {group}, relative to the usual; 0 leaves it out",
        kind="float",
        default=1.0,
        minimum=0.0,
        maximum=4.0,
    )


INFO = EngineInfo(
    name="procedural",
    title="Procedural painter",
    version="5",
    licence="GPL-3.0-or-later",
    tasks=("reconstruct", "complete", "inbetween"),
    options=(
        Option(
            name="medium",
            title="Medium",
            description="What it is painted with; auto looks at the picture",
            kind="choice",
            default="auto",
            choices=("auto", "ink and colour", "oil", "watercolour", "pencil"),
        ),
        Option(
            name="ground",
            title="Ground",
            description="What the painting starts on; auto looks at picture and medium",
            kind="choice",
            default="auto",
            choices=("auto", "white", "paper", "toned", "transparent"),
        ),
        Option(
            name="stroke_size",
            title="Brush size",
            description="Width of the brushes, relative to the usual",
            kind="float",
            default=1.0,
            minimum=0.5,
            maximum=2.0,
        ),
        *(_share(group) for group in SHARES),
        Option(
            name="layers",
            title="Follow my layers",
            description="Paint the document's layers one by one where it has several",
            kind="bool",
            default=True,
        ),
        Option(
            name="keep_strokes",
            title="Keep the strokes",
            description="Keep the list of strokes, so that it can be exported",
            kind="bool",
            default=False,
        ),
    ),
)
