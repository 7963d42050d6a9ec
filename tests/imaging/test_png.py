"""PNG there and back, and PNGs that lie or are broken."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from pentimento_backend.imaging.png import decode_png, encode_png

SIDES = st.integers(1, 9)
SHAPES = st.one_of(st.tuples(SIDES, SIDES), st.tuples(SIDES, SIDES, st.just(4)))


def claiming(width: int, height: int) -> bytes:
    """A PNG of few bytes that claims this size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    whole = encode_png(np.zeros((1, 1, 4), np.uint8))
    return whole[:12] + header + struct.pack(">I", zlib.crc32(header)) + whole[33:]


def saved(mode: str) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (3, 2)).save(stream, "PNG")
    return stream.getvalue()


@given(SHAPES.flatmap(lambda shape: arrays(np.uint8, shape)), st.booleans())
@settings(max_examples=150, deadline=None)
def test_there_and_back(image, opaque):
    if opaque and image.ndim == 3:
        image[..., 3] = 255
    assert np.array_equal(decode_png(encode_png(image), image.size), image)


def test_others_see_the_same_colours_and_texts():
    image = np.full((2, 3, 4), (200, 100, 50, 128), np.uint8)
    with Image.open(io.BytesIO(encode_png(image, {"Title": "Frühling 桜"}))) as seen:
        assert np.array_equal(np.asarray(seen), image)
        assert seen.info["Title"] == "Frühling 桜"


@pytest.mark.parametrize("size", [(60_000, 60_000), (4, 1), (0, 4), (2**31 - 1, 2**31 - 1)])
def test_a_size_beyond_the_limit_is_refused_before_decoding(size):
    with pytest.raises(ValueError, match="claims"):
        decode_png(claiming(*size), 3)


@pytest.mark.parametrize("mode", ["1", "P", "LA", "I;16"])
def test_other_kinds_are_refused(mode):
    with pytest.raises(ValueError, match="damaged"):
        decode_png(saved(mode), 6)


@given(st.integers(0, 400), st.integers(0, 255), st.booleans())
@settings(max_examples=200, deadline=None)
def test_broken_bytes_raise_nothing_but_the_declared_error(place, value, cut):
    whole = encode_png(np.arange(256, dtype=np.uint8).reshape(8, 8, 4))
    place %= len(whole)
    broken = whole[:place] if cut else whole[:place] + bytes([value]) + whole[place + 1 :]
    with contextlib.suppress(ValueError):
        assert decode_png(broken, 64).shape[:2] <= (64, 64)
