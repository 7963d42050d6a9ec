"""The published styles, and which of their files a process needs."""

from __future__ import annotations

from dataclasses import dataclass

MOTION_FOLDER = "Motion_with_LoRA"
REFERENCE_FOLDER = "ReferenceNet"


@dataclass(frozen=True)
class Style:
    """A style of painting: files of the model `model` of the catalogue, by their names.

    `motion` paints from words, `guided_motion` from given canvases, beside the reference network
    `reference`, where there is one. `adapted`: the domain adapter takes part from words alone too.
    """

    model: str
    motion: str
    guided_motion: str
    reference: str | None
    adapted: bool


def _style(
    name: str, guided: str = "", *, has_reference: bool = True, adapted: bool = False
) -> Style:
    return Style(
        model=f"process-painter-{name}",
        motion=f"{MOTION_FOLDER}/{name}.ckpt",
        guided_motion=f"{MOTION_FOLDER}/{guided or name}.ckpt",
        reference=f"{REFERENCE_FOLDER}/{name}.ckpt" if has_reference else None,
        adapted=adapted,
    )


STYLES = {
    "character": _style("character", adapted=True),
    "speedpainting": _style("speedpainting"),
    "style1": _style("style1"),
    "style2": _style("style2", "style2-cn"),
    "style3": _style("style3", has_reference=False),
    "style4": _style("style4", has_reference=False),
}
"""As in the published configurations."""

OWN_STYLE = "own"
"""The choice of the painter's own files."""
