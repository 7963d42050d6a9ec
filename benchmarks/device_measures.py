"""Seconds and memory of work on a device, which may still be at it when the call returns."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
import torch


class Clock:
    """Tells seconds when the device has done all that it was asked for.

    On a processor they are those that this process has used, whatever else runs there.
    """

    def __init__(self, device: torch.device) -> None:
        self._device = device

    def now(self) -> float:
        if self._device.type == "cpu":
            return time.process_time()
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)
        return time.perf_counter()


class Memory:
    """Knows the largest use of memory since it was made."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        if device.type == "cuda":
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats(device)
        else:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
            self._before = psutil.Process().memory_info().rss

    def peak(self) -> tuple[int, int]:
        """Return the bytes in tensors and those held for them, the same on a processor."""
        if self._device.type == "cuda":
            return (
                torch.cuda.max_memory_allocated(self._device),
                torch.cuda.max_memory_reserved(self._device),
            )
        status = Path("/proc/self/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
        grown = int(line.split()[1]) * 1024 - self._before
        return grown, grown
