"""The pictures that a command is given."""

from __future__ import annotations

from pathlib import Path

from ..documents.artwork import Artwork, UnreadableArtwork
from ..documents.reading import read_artwork
from .failure import BAD_INPUT, Failure


def read_picture(path: Path) -> Artwork:
    """Return what a painter's file holds; raises Failure."""
    try:
        return read_artwork(path)
    except UnreadableArtwork as problem:
        raise Failure(str(problem), BAD_INPUT) from None


def check_same_size(picture: Artwork, canvas: Artwork) -> None:
    """Raise Failure for a picture of another size than the canvas."""
    height, width = picture.canvas.shape[:2]
    canvas_height, canvas_width = canvas.canvas.shape[:2]
    if (width, height) != (canvas_width, canvas_height):
        raise Failure(
            f"{picture.name} measures {width} x {height} pixels and {canvas.name} {canvas_width} x "
            f"{canvas_height}: bring them to one size and try again.",
            BAD_INPUT,
        )
