"""The lock files: every dependency pinned with its hashes, for all systems and Pythons at once.

`python3 -m installer lock` makes them from pyproject.toml and the small `.in` files; they name no
package index, so that pip's own settings decide where packages come from.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from .clone import CLONE, LOCKS
from .environment import Environment
from .messages import say
from .running import run_quietly

OLDEST_PYTHON = "3.10"


@dataclass(frozen=True)
class Lock:
    """One lock file: what uv makes it from, and the locks that it must agree with."""

    name: str
    source: tuple[str, ...]
    agrees_with: tuple[str, ...] = ()
    oldest_python: str = OLDEST_PYTHON
    options: tuple[str, ...] = field(default=())

    @property
    def path(self) -> Path:
        """The lock file."""
        return LOCKS / f"{self.name}.lock"

    def digest(self) -> str:
        """Return the SHA-256 of the lock file."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def _own_source(name: str) -> tuple[str, ...]:
    return (f"installer/locks/{name}.in",)


TOOLS = Lock("tools", _own_source("tools"))
UV = Lock("uv", _own_source("uv"))
RUNTIME = Lock("runtime", ("pyproject.toml",), agrees_with=("tools",))
TORCH_NEEDS = Lock("torch-needs", _own_source("torch-needs"), agrees_with=("tools", "runtime"))
MODELS = Lock(
    "models",
    ("--group", "pyproject.toml:models"),
    agrees_with=("tools", "runtime", "torch-needs"),
    options=("--overrides", "installer/locks/without-torch.in"),
)
DEVELOPMENT = Lock(
    "development",
    ("--group", "pyproject.toml:dev"),
    agrees_with=("tools", "runtime", "torch-needs", "models"),
)
KRITA_PYZMQ_OLD = Lock(
    "krita-pyzmq-old", _own_source("krita-pyzmq-old"), oldest_python="3.8", options=("--no-deps",)
)
KRITA_PYZMQ = Lock(
    "krita-pyzmq", _own_source("krita-pyzmq"), oldest_python="3.9", options=("--no-deps",)
)

ALL = (TOOLS, UV, RUNTIME, TORCH_NEEDS, MODELS, DEVELOPMENT, KRITA_PYZMQ_OLD, KRITA_PYZMQ)
"""In the order in which they are made: later ones agree with earlier ones."""


def install_lock(environment: Environment, lock: Lock, what: str) -> None:
    """Install what `lock` pins, unless that was done before; raises Problem."""
    digest = lock.digest()
    if environment.holds(lock.name, digest):
        return
    say(f"Installing {what} ...")
    # a lock is complete, so that pip need not look for what its packages depend on
    pip = [environment.python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    run_quietly(
        [*pip, "--requirement", lock.path],
        f"{what.capitalize()} could not be installed",
        "See that this machine reaches its Python package index, then run this again.",
    )
    environment.note(lock.name, digest)


def make_locks(environment: Environment, upgrade: bool) -> None:
    """Write all lock files; versions stay where they still fit, unless `upgrade`."""
    environment.make()
    install_lock(environment, UV, "uv")
    for lock in ALL:
        say(f"Locking {lock.path.relative_to(CLONE)} ...")
        _make(environment, lock, upgrade)


def _make(environment: Environment, lock: Lock, upgrade: bool) -> None:
    command: list[str | Path] = [environment.program("uv"), "pip", "compile", *lock.source]
    for other in lock.agrees_with:
        command += ["--constraint", f"installer/locks/{other}.lock"]
    command += ["--universal", "--python-version", lock.oldest_python, "--generate-hashes"]
    command += ["--custom-compile-command", "python3 -m installer lock", "--quiet"]
    command += ["--output-file", f"installer/locks/{lock.name}.lock", *lock.options]
    if upgrade:
        command.append("--upgrade")
    run_quietly(
        command,
        f"{lock.path.name} could not be made",
        "Correct what uv names above, then run this again.",
        folder=CLONE,
    )
