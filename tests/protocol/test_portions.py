"""Pages are put together by portions: whatever the lengths are, nothing is lost or doubled."""

from __future__ import annotations

import random
import zlib

import pytest

from pentimento_protocol.portions import gathered, inflated

SIZES = (1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3 << 18, 1_500_007)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", [0, 1, 9])
@pytest.mark.parametrize("alphabet", [1, 3, 256])
def test_streams_longer_than_a_portion_come_back(size: int, level: int, alphabet: int) -> None:
    content = bytes(random.Random(size).choices(range(alphabet), k=size))
    assert inflated(zlib.compress(content, level), size) == content


@pytest.mark.parametrize("wrong", [-1, 1])
def test_another_size_than_expected_is_an_error(wrong: int) -> None:
    with pytest.raises(ValueError, match="too"):
        inflated(zlib.compress(bytes(1 << 19)), (1 << 19) + wrong)


def test_what_follows_a_long_stream_is_an_error() -> None:
    stream = zlib.compress(random.Random(1).randbytes(1 << 17))
    for more in (b"x", bytes(1 << 17)):
        with pytest.raises(ValueError, match="follows"):
            inflated(stream + more, 1 << 17)


def test_portions_fill_the_memory_exactly() -> None:
    assert gathered([b"ab", memoryview(b"c")], 3) == b"abc"
    for portions in ([b"ab"], [b"ab", b"cd"]):
        with pytest.raises(ValueError, match="too"):
            gathered(portions, 3)
    with pytest.raises(TypeError):
        gathered([b"a"], 1)[0] = 0
