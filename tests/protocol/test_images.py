"""Image coding: lossless, and hard to deceive."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento_protocol import limits
from pentimento_protocol.images import (
    CODEC,
    ImageHeader,
    check_image_size,
    decode_image,
    encode_image,
    take_payload,
)
from pentimento_protocol.wire import ProtocolError


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_lossless(width: int, height: int, data: st.DataObject) -> None:
    pixels = data.draw(st.binary(min_size=width * height * 4, max_size=width * height * 4))
    header, coded = encode_image(pixels, width, height)
    assert decode_image(header, coded) == pixels


def forged(data: bytes, width: int = 2, height: int = 2) -> ImageHeader:
    return ImageHeader(CODEC, width, height, len(data), hashlib.sha256(data).hexdigest(), 0)


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a no deflate stream",
        zlib.compress(bytes(15)),
        zlib.compress(bytes(17)),
        zlib.compress(bytes(16)) + b"trailing",
        zlib.compress(bytes(16))[:-2],
        b"",
    ],
)
def test_payloads_that_are_no_such_image(data: bytes) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode_image(forged(data), data)
    assert caught.value.code == "bad-payload"


def test_bomb_is_not_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zlib.compress(bytes(200_000_000), 9)
    real, inflated = zlib.decompressobj, []

    class Counting:
        def __init__(self) -> None:
            self.inner = real()

        def decompress(self, data: bytes, most: int) -> bytes:
            inflated.append(len(pixels := self.inner.decompress(data, most)))
            return pixels

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

    monkeypatch.setattr("pentimento_protocol.images.zlib.decompressobj", Counting)
    with pytest.raises(ProtocolError):
        decode_image(forged(bomb), bomb)
    assert inflated == [17]


def test_damage_shows_in_the_checksum() -> None:
    header, data = encode_image(bytes(range(16)), 2, 2)
    for place in range(len(data)):
        damaged = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(ProtocolError):
            decode_image(header, damaged)


def test_payload_must_be_there_with_its_size() -> None:
    header, data = encode_image(bytes(16), 2, 2)
    assert take_payload(header, [data]) == data
    for payloads in ([], [data + b"x"]):
        with pytest.raises(ProtocolError):
            take_payload(header, payloads)
    with pytest.raises(ProtocolError):
        take_payload(replace(header, payload=1), [data])


@pytest.mark.parametrize(
    ("width", "height", "fine"),
    [
        (1, 1, True), (2480, 3508, True), (8000, 10_000, True), (8000, 10_001, False),
        (12_000, 12_000, False), (limits.MAX_IMAGE_SIDE + 1, 1, False), (0, 5, False),
    ],
)  # fmt: skip
def test_canvas_limits(width: int, height: int, fine: bool) -> None:
    if fine:
        check_image_size(width, height)
        return
    with pytest.raises(ProtocolError, match="canvas"):
        check_image_size(width, height)


def test_wrong_number_of_pixels_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no 2x2"):
        encode_image(bytes(15), 2, 2)
