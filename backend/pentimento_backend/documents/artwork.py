"""What a painter's file holds, and the one way in which reading it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pentimento_protocol import limits

from ..engines.interface import Canvas, Layer

SourceFormat = Literal["png", "jpeg", "webp", "openraster", "krita", "photoshop"]


@dataclass(frozen=True)
class Artwork:
    """A painter's file: the finished canvas, and its layers where the format has them.

    `canvas` is uint8, height x width x 4, sRGB with straight alpha. `layers` has lower layers
    before higher ones and a group before what it encloses; kinds and blending modes carry Krita's
    own names ("paintlayer", "grouplayer", ...; "normal", "multiply", ...). A layer's image is
    clipped to the canvas and cropped to its content; it is None where the layer is empty, has no
    pixels of its own or holds them in a colour space that is not read. `name` is the file's name.
    """

    canvas: Canvas
    layers: tuple[Layer, ...]
    source_format: SourceFormat
    name: str


class UnreadableArtwork(Exception):
    """A file cannot be read as artwork; the text is one sentence for the painter."""


class Flaw(Exception):
    """Why a file cannot be read: a clause that completes "painting.kra cannot be read: ..."."""


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn whatever is wrong with a file that is read inside into UnreadableArtwork."""
    try:
        yield
    except Flaw as flaw:
        raise UnreadableArtwork(f"{path.name or path} cannot be read: {flaw}.") from None
    except OSError as error:
        reason = error.strerror or "its disk does not answer"
        raise UnreadableArtwork(f"{path.name} cannot be read: {reason}.") from error
    except MemoryError:
        raise UnreadableArtwork(
            f"{path.name} cannot be read: there is not enough memory for it; "
            "scale a copy down and try again."
        ) from None


def check_size(width: int, height: int) -> None:
    """Raise Flaw for a picture without pixels or beyond the limits; call before decoding."""
    if width < 1 or height < 1:
        raise Flaw("it is a picture without pixels")
    largest = limits.MAX_IMAGE_PIXELS // 1_000_000
    if max(width, height) > limits.MAX_IMAGE_SIDE or width * height > limits.MAX_IMAGE_PIXELS:
        raise Flaw(
            f"it claims {width} x {height} pixels, and Pentimento takes up to {largest} megapixels "
            f"and {limits.MAX_IMAGE_SIDE} a side; scale a copy down and try again"
        )
