"""pyzmq for every Python that Krita embeds: pinned wheels, unpacked side by side.

Which Krita a painter opens next week is not known today (the distribution's, an AppImage, a newer
release with another Python), so that all of them are always put in; a few MB. The layout is the one
that the plugin's `bundled.py` describes.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .environment import Environment
from .locks import KRITA_PYZMQ, KRITA_PYZMQ_OLD, Lock
from .messages import Problem
from .running import run_quietly


@dataclass(frozen=True)
class KritaPython:
    """A Python that some Krita embeds: pip's names for it and the lock with its pyzmq."""

    version: str
    abi: str
    folder: str
    lock: Lock


PYTHONS = (
    KritaPython("3.8", "cp38", "cp38", KRITA_PYZMQ_OLD),
    KritaPython("3.10", "cp310", "cp310", KRITA_PYZMQ),
    KritaPython("3.11", "cp311", "cp311", KRITA_PYZMQ),
    KritaPython("3.12", "abi3", "cp312-abi3", KRITA_PYZMQ),
)
ONLY_ON_MACOS = KritaPython("3.9", "cp39", "cp39", KRITA_PYZMQ_OLD)

PLATFORMS = {
    "linux-x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64"),
    "linux-aarch64": ("manylinux_2_28_aarch64", "manylinux_2_17_aarch64"),
    "macos-universal2": ("macosx_10_15_universal2",),
    "windows-amd64": ("win_amd64",),
}
"""The platforms that Krita is made for, and pip's names of what runs there."""


def this_platform() -> str:
    """Return the name of this machine's platform; raises Problem where Krita has none."""
    machine = platform.machine().lower()
    name = {"darwin": "macos-universal2", "win32": f"windows-{machine}"}.get(
        sys.platform, f"{sys.platform}-{machine}"
    )
    if name not in PLATFORMS:
        known = ", ".join(PLATFORMS)
        raise Problem(f"There is no pyzmq for Krita on {name}, only on {known}.")
    return name


def krita_pythons(platform_name: str) -> tuple[KritaPython, ...]:
    """Return the Pythons that Krita embeds on a platform."""
    return (*PYTHONS, ONLY_ON_MACOS) if platform_name.startswith("macos") else PYTHONS


def unpack_pyzmq(environment: Environment, platform_name: str, vendor: Path) -> None:
    """Download the wheels for a platform and unpack them below `vendor`; raises Problem."""
    with tempfile.TemporaryDirectory() as folder:
        for python in krita_pythons(platform_name):
            wheels = Path(folder) / python.folder
            _download(environment, python, platform_name, wheels)
            (wheel,) = wheels.glob("*.whl")
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(vendor / f"{python.folder}-{platform_name}")


def _download(
    environment: Environment, python: KritaPython, platform_name: str, target: Path
) -> None:
    command: list[str | Path] = [environment.python, "-m", "pip", "download", "--quiet"]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", "--dest", target]
    command += ["--implementation", "cp", "--python-version", python.version, "--abi", python.abi]
    for tag in PLATFORMS[platform_name]:
        command += ["--platform", tag]
    run_quietly(
        [*command, "--requirement", python.lock.path],
        f"pyzmq for Krita's Python {python.version} could not be downloaded",
        "See that this machine reaches its Python package index, then run this again.",
    )
