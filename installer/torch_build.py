"""Installs torch, as CUDA build where there is an NVIDIA GPU, and what engines with models import.

Only engines with models need torch, so that a machine for which there is none still gets the rest.
"""

from __future__ import annotations

import json
import shutil
import sys

from .environment import Environment
from .locks import MODELS, TORCH_NEEDS, UV, install_lock
from .messages import Problem, say
from .running import run_openly, try_quietly

TORCH = "torch==2.13.0"


def install_torch(environment: Environment) -> None:
    """Install the build of torch that fits this machine, and the libraries that stand on it."""
    build = "cuda" if has_nvidia_gpu() else "cpu"
    content = f"{TORCH} {build} {TORCH_NEEDS.digest()}"
    if not environment.holds("torch", content):
        install_lock(environment, TORCH_NEEDS, "what torch needs")
        if _install_build(environment, build):
            environment.note("torch", content)
    if environment.holds("torch", content):
        install_lock(environment, MODELS, "the libraries of the model engines, about 100 MB")
    else:
        say(
            f"{TORCH} could not be installed, so that engines with models cannot be used; the "
            "built-in engine needs none. Run this again later, or on another Python version."
        )


def has_nvidia_gpu() -> bool:
    """Return whether an NVIDIA GPU and its driver answer."""
    answer = try_quietly(["nvidia-smi", "-L"]) if shutil.which("nvidia-smi") else None
    return answer is not None and answer.returncode == 0 and "GPU" in answer.stdout


def _install_build(environment: Environment, build: str) -> bool:
    if build == "cuda":
        say(f"An NVIDIA GPU is here: installing {TORCH} for CUDA, a few GB ...")
        return _install_by_uv(environment, "auto") or _install_by_pip(environment)
    say(f"Installing {TORCH} for the CPU, about 200 MB ...")
    if sys.platform != "linux" or _pip_takes_cpu_build(environment):
        return _install_by_pip(environment, "--no-deps")
    if _install_by_uv(environment, "cpu"):
        return True
    say("The CPU build cannot be reached; taking the larger build for CUDA, which runs here too.")
    return _install_by_pip(environment)


def _pip_takes_cpu_build(environment: Environment) -> bool:
    """Ask pip what it would install: on Linux usually CUDA, gigabytes that no CPU needs."""
    ask = ["--dry-run", "--ignore-installed", "--no-deps", "--quiet", "--report", "-"]
    answer = try_quietly([environment.python, "-m", "pip", "install", *ask, TORCH])
    try:
        install = json.loads(answer.stdout)["install"]
        return str(install[0]["metadata"]["version"]).endswith("+cpu")
    except (ValueError, LookupError, TypeError):
        return False


def _install_by_uv(environment: Environment, backend: str) -> bool:
    """Install torch by uv, which knows where its builds are kept."""
    try:
        install_lock(environment, UV, "uv")
    except Problem:
        return False
    uv = [environment.program("uv"), "pip", "install", "--python", environment.python]
    return run_openly([*uv, f"--torch-backend={backend}", TORCH]) == 0


def _install_by_pip(environment: Environment, *options: str) -> bool:
    return run_openly([environment.python, "-m", "pip", "install", *options, TORCH]) == 0
