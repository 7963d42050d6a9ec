"""What Krita's process has freed, given back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back_freed_memory() -> None:
    """Give freed memory back where the C library would keep it; for a thread.

    After a hundred pages have come over the socket, glibc keeps 600 MB of what they were received
    in. Other systems' libraries give it back by themselves.
    """
    if not sys.platform.startswith("linux"):
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
    if trim is not None:
        trim(0)
