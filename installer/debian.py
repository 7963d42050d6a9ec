"""Packages of the system, on Debian and Ubuntu: installed by root, named to everybody else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

from .messages import say
from .running import run_openly

VARIABLES = {"DEBIAN_FRONTEND": "noninteractive"}


def is_debian() -> bool:
    """Return whether apt-get is at hand."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None


def install_command(packages: Sequence[str]) -> str:
    """Return the one line that would install the packages."""
    names = " ".join(packages)
    return f"sudo apt-get update && sudo apt-get install --no-install-recommends {names}"


def install_as_root(packages: Sequence[str]) -> bool:
    """Install the packages where this is root on Debian; return whether that was done."""
    if not is_debian() or os.geteuid() != 0:
        return False
    say(f"Installing from the distribution: {' '.join(packages)}")
    run_openly(["apt-get", "update", "-q", "-q"], variables=VARIABLES)
    install = ["apt-get", "install", "-q", "-q", "-y", "--no-install-recommends", *packages]
    return run_openly(install, variables=VARIABLES) == 0
