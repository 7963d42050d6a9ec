"""Which devices this machine has, found without loading torch."""

from __future__ import annotations

import platform
import shutil
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Device:
    """A device by the name torch uses ("cpu", "cuda:0") and by its title for people."""

    name: str
    title: str

    @property
    def kind(self) -> str:
        """The part of the name that engines declare: "cpu", "mps", "cuda"."""
        return self.name.split(":")[0]


def find_devices() -> list[Device]:
    """Return the processor, the GPU of an Apple chip, and the GPUs of NVIDIA's own tool."""
    return [Device("cpu", "Processor"), *_apple_gpu(), *_nvidia_gpus()]


def _apple_gpu() -> list[Device]:
    if platform.system() == "Darwin" and platform.machine() == "arm64":
        return [Device("mps", "Apple GPU")]
    return []


def _nvidia_gpus() -> list[Device]:
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return []
    command = [tool, "--query-gpu=index,name", "--format=csv,noheader"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    rows = (line.split(",", 1) for line in answer.stdout.splitlines() if "," in line)
    return [Device(f"cuda:{index.strip()}", title.strip()) for index, title in rows]
