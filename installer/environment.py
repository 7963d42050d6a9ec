"""A virtual environment of our own, made where it is missing, and notes on its content."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from .debian import install_as_root, install_command, is_debian
from .messages import Problem, say
from .running import run_quietly, try_quietly

NOTES = "pentimento-installed.json"
_PROBE = "import sys; sys.exit(sys.version_info < (3, 10))"


@dataclass(frozen=True)
class Environment:
    """The virtual environment in `folder`."""

    folder: Path

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Return where a console script of the environment lies."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def is_usable(self) -> bool:
        """Return whether it was made for this folder, and its interpreter runs and is new enough.

        The scripts of an environment that was moved with its clone name the old place.
        """
        in_place = self._notes().get("folder", str(self.folder)) == str(self.folder)
        return in_place and try_quietly([self.python, "-c", _PROBE]).returncode == 0

    def make(self) -> None:
        """Make the environment unless a usable one is there; raises Problem."""
        if self.is_usable() and try_quietly([self.python, "-m", "pip", "-V"]).returncode == 0:
            return
        say(f"Making a virtual environment in {self.folder} ...")
        if _has_ensurepip() or _installed_ensurepip():
            self._create()
        elif importlib.util.find_spec("pip") is not None:
            self._create("--without-pip")
            self._lend_pip()
        else:
            raise Problem(_missing_venv_sentence())
        self.note("folder", str(self.folder))

    def holds(self, step: str, content: str) -> bool:
        """Return whether `step` was last carried out with this `content`."""
        return self._notes().get(step) == content

    def note(self, step: str, content: str) -> None:
        """Note that `step` was carried out with this `content` (a version or a digest)."""
        notes = self._notes() | {step: content}
        (self.folder / NOTES).write_text(json.dumps(notes, indent=1), encoding="utf-8")

    def _notes(self) -> dict[str, str]:
        try:
            notes = json.loads((self.folder / NOTES).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return notes if isinstance(notes, dict) else {}

    def _create(self, *options: str) -> None:
        run_quietly(
            [sys.executable, "-m", "venv", "--clear", *options, self.folder],
            f"A virtual environment in {self.folder} could not be made",
            "See that the folder can be written and the disk is not full, then run this again.",
        )

    def _lend_pip(self) -> None:
        run_quietly(
            [sys.executable, "-m", "pip", "--python", self.python, "install", "-q", "pip"],
            "pip could not be put into the virtual environment",
            _missing_venv_sentence(),
        )


def _has_ensurepip() -> bool:
    # Debian and Ubuntu take it out of Python, into a package of its own.
    return importlib.util.find_spec("ensurepip") is not None


def _installed_ensurepip() -> bool:
    return _is_system_python() and install_as_root([_venv_package()]) and _can_import_ensurepip()


def _is_system_python() -> bool:
    return Path(sys.base_prefix) == Path("/usr")


def _can_import_ensurepip() -> bool:
    return try_quietly([sys.executable, "-c", "import ensurepip"]).returncode == 0


def _venv_package() -> str:
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def _missing_venv_sentence() -> str:
    sentence = "This Python cannot make virtual environments with pip in them (no ensurepip). "
    if is_debian() and _is_system_python():
        return f"{sentence}Run `{install_command([_venv_package()])}`, then this again."
    return f"{sentence}Use a Python from python.org, or install your system's package for venv."
