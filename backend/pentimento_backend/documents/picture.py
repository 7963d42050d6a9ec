"""Reads flat pictures (png, jpg, webp) of any mode into RGBA canvases."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

import numpy as np
from PIL import Image, ImageOps

from ..engines.interface import Canvas
from .artwork import Flaw, check_size
from .colour_profile import in_srgb
from .placing import Placed

_FORMATS = ("PNG", "JPEG", "WEBP")

_DAMAGE = (
    OSError,
    SyntaxError,  # Pillow's word for a broken PNG
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    AttributeError,
    struct.error,
    zlib.error,
)


def read_picture(source: IO[bytes] | bytes) -> Canvas:
    """Decode a png, jpg or webp picture: upright, in sRGB, uint8, height x width x 4.

    Camera orientation is applied, an embedded colour profile converted, 16 bits become 8;
    of an animation the first picture is read. Raises Flaw; the size is checked before decoding.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    with _decoded(stream, check_size) as image:
        return canvas_of(image)


def read_layer(source: bytes, check: Callable[[int, int], None]) -> Placed:
    """Decode a picture as `read_picture` does, but return only its content, placed in the picture.

    What is fully transparent around the content is cut off before colours are converted, so that
    large layers with little on them cost little. `check` is called with width and height before
    anything is decoded. Raises Flaw, and what `check` raises.
    """
    with _decoded(io.BytesIO(source), check) as image:
        content = image.getbbox(alpha_only=True) if has_alpha(image) else (0, 0, *image.size)
        if content is None:
            return Placed()
        return Placed(content[0], content[1], canvas_of(image.crop(content)))


@contextmanager
def _decoded(stream: IO[bytes], check: Callable[[int, int], None]) -> Iterator[Image.Image]:
    """Give the picture upright, in its own colours; Flaw for whatever goes wrong with it."""
    try:
        with warnings.catch_warnings():
            # Pillow's own size check would print a warning; ours refuses in a sentence
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(stream, formats=_FORMATS) as image:
                check(*image.size)
                image.load()
                ImageOps.exif_transpose(image, in_place=True)
                yield image
    except Image.DecompressionBombError:
        raise Flaw("it claims more pixels than Pentimento takes") from None
    except _DAMAGE:
        raise Flaw("it is cut short or damaged") from None


def canvas_of(image: Image.Image) -> Canvas:
    """Convert a decoded picture of any mode to an sRGB canvas, using its embedded profile."""
    profile = image.info.get("icc_profile")
    image = _eight_bit(image)
    if "transparency" in image.info or image.mode in ("P", "PA", "La", "RGBa"):
        image = image.convert("RGBA")
    alpha = image.getchannel("A") if has_alpha(image) else None
    colours = in_srgb(_without_alpha(image), profile)
    canvas = np.empty((image.height, image.width, 4), np.uint8)
    canvas[..., :3] = np.asarray(colours)
    canvas[..., 3] = 255 if alpha is None else np.asarray(alpha)
    return canvas


def has_alpha(image: Image.Image) -> bool:
    """Return whether a picture has alpha; Lab has a band of that name, too."""
    return image.mode != "LAB" and "A" in image.getbands()


def _eight_bit(image: Image.Image) -> Image.Image:
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I"):
        values = np.asarray(image).astype(np.uint32)
        return Image.fromarray(((values + 128) // 257).clip(0, 255).astype(np.uint8))
    return image


def _without_alpha(image: Image.Image) -> Image.Image:
    if image.mode == "LA":
        return image.getchannel("L")
    if image.mode == "RGBA":
        return image.convert("RGB")
    return image
