"""How much memory a device has, and how much of it is free, measured without loading torch."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass

import psutil

MIB = 1 << 20


@dataclass(frozen=True)
class DeviceMemory:
    """Bytes; None where not known."""

    free: int | None = None
    total: int | None = None


def memory_of(device: str) -> DeviceMemory:
    """Return the memory of a device by torch's name, as all programs together leave it.

    Of an NVIDIA GPU through its own tool, of the processor and of Apple's GPU, which share theirs,
    through psutil.
    """
    kind, _, number = device.partition(":")
    return _nvidia_memory(number or "0") if kind == "cuda" else _machine_memory()


def _nvidia_memory(number: str) -> DeviceMemory:
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return DeviceMemory()
    command = [tool, f"--id={number}", "--query-gpu=memory.free,memory.total"]
    command += ["--format=csv,noheader,nounits"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
        free, total = (int(word) * MIB for word in answer.stdout.split(","))
    except (OSError, subprocess.SubprocessError, ValueError):
        return DeviceMemory()
    return DeviceMemory(free, total)


def _machine_memory() -> DeviceMemory:
    memory = psutil.virtual_memory()
    return DeviceMemory(memory.available, memory.total)
