"""Large amounts of bytes, worked on a portion at a time.

Joining the pieces of a whole page (35 MB), as zlib does with what it inflates in one call, keeps
Python's lock for 40 ms, and Krita's window stands still for so long, whichever thread does it. So
pages are put together by portions, in memory that the system hands out page by page.
"""

from __future__ import annotations

import mmap
import zlib
from typing import Iterable, Iterator, Union

Bytes = Union[bytes, memoryview]

_PORTION = 1 << 18
_READ = 1 << 16


def gathered(portions: Iterable[Bytes], size: int) -> memoryview:
    """Return portions, `size` bytes in all, one after the other, in memory that is not written to.

    Raises ValueError where they are more or fewer.
    """
    memory = mmap.mmap(-1, size)
    filled = 0
    for portion in portions:
        end = filled + len(portion)
        if end > size:
            raise ValueError("there is too much of it")
        memory[filled:end] = portion
        filled = end
    if filled < size:
        raise ValueError("there is too little of it")
    return memoryview(memory).toreadonly()


def inflated(data: Bytes, size: int) -> memoryview:
    """Return the `size` bytes of a zlib stream that ends with `data`.

    Raises ValueError for anything else; never inflates more than a byte beyond `size`.
    """
    return gathered(_inflated(memoryview(data), size), size)


def _inflated(data: memoryview, size: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    left = size
    for start in range(0, len(data), _READ):
        rest: Bytes = data[start : start + _READ]
        full = True
        while rest or full:  # a full portion may have left something inside the inflater
            most = min(_PORTION, left + 1)
            try:
                portion = inflater.decompress(rest, most)
            except zlib.error:
                raise ValueError("it is no zlib stream") from None
            left -= len(portion)
            yield portion
            full = len(portion) == most
            rest = inflater.unconsumed_tail
        if inflater.eof:
            if inflater.unused_data or start + _READ < len(data):
                raise ValueError("something follows it")
            return
    raise ValueError("it is broken off")
