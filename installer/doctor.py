"""`python3 -m installer --doctor`: each piece of the installation, a line each."""

from __future__ import annotations

import filecmp
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import kritarc
from .clone import PLUGIN_SOURCE
from .environment import Environment
from .krita_homes import KritaHome
from .krita_pyzmq import krita_pythons, this_platform
from .messages import Problem, say
from .own_package import painters_folder
from .plugin import BACKEND, COMMON, DESKTOP, NAME
from .record import read_record
from .running import try_quietly
from .torch_build import has_nvidia_gpu

AGAIN = "run `python3 -m installer`"


@dataclass(frozen=True)
class Finding:
    """One piece: whether it is in order, and a sentence (with what to do where it is not)."""

    in_order: bool
    sentence: str


def examine(homes: Sequence[KritaHome]) -> bool:
    """Say how each piece is; return whether all are in order."""
    findings = [*_backend(), *(finding for home in homes for finding in _plugin(home))]
    for finding in findings:
        say(f"{'ok      ' if finding.in_order else 'PROBLEM '} {finding.sentence}")
    return all(finding.in_order for finding in findings)


def _backend() -> Iterator[Finding]:
    yield Finding(True, f"Python {sys.version.split()[0]} runs the installer")
    record = read_record()
    if record is None:
        yield Finding(False, f"The backend is not installed: {AGAIN}")
        return
    environment = Environment(record.environment)
    answer = try_quietly([environment.program("pentimento"), "--version"])
    if answer.returncode != 0:
        yield Finding(False, f"The backend in {environment.folder} does not start: {AGAIN}")
        return
    yield Finding(True, f"The backend runs: {answer.stdout.strip()} in {environment.folder}")
    yield _torch(environment)
    yield _writable(painters_folder())


def _torch(environment: Environment) -> Finding:
    ask = "import torch; print(torch.__version__, torch.cuda.is_available())"
    answer = try_quietly([environment.python, "-c", ask])
    if answer.returncode != 0:
        return Finding(
            False, f"torch is missing; engines with models need it (the built-in one not): {AGAIN}"
        )
    version, _, cuda = answer.stdout.strip().partition(" ")
    if has_nvidia_gpu() and cuda != "True":
        return Finding(
            False, f"torch {version} does not use the NVIDIA GPU: renew its driver, then {AGAIN}"
        )
    return Finding(True, f"torch {version}, on the {'GPU' if cuda == 'True' else 'CPU'}")


def _writable(folder: Path) -> Finding:
    probe = folder / ".doctor"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding(False, f"{folder} cannot be written ({error.strerror}): make it writable")
    return Finding(True, f"Frames, keys and settings are kept in {folder}")


def _plugin(home: KritaHome) -> Iterator[Finding]:
    plugin = home.plugins / NAME
    if not (plugin / "__init__.py").exists() or not (home.plugins / DESKTOP).exists():
        yield Finding(False, f"The plugin is not in {home.plugins}: {AGAIN}")
        return
    if _differs(PLUGIN_SOURCE / NAME, plugin):
        yield Finding(False, f"The plugin in {home.plugins} is not this clone's: {AGAIN}")
    else:
        yield Finding(True, f"The plugin is in {home.plugins}")
    yield _bundled(plugin)
    yield _command(plugin)
    yield _enabled(home)


def _differs(source: Path, installed: Path) -> bool:
    names = [path.relative_to(source).as_posix() for path in source.rglob("*.py")]
    _, different, missing = filecmp.cmpfiles(source, installed, names, shallow=False)
    return bool(different or missing)


def _bundled(plugin: Path) -> Finding:
    try:
        platform_name = this_platform()
    except Problem as problem:
        return Finding(False, str(problem))
    wanted = [f"{python.folder}-{platform_name}/zmq" for python in krita_pythons(platform_name)]
    wanted.append(f"{COMMON.name}/pentimento_protocol")
    missing = [name for name in wanted if not (plugin / "vendor" / name).is_dir()]
    if missing:
        return Finding(False, f"The plugin lacks {', '.join(missing)}: {AGAIN}")
    return Finding(True, "The plugin has pyzmq for every Python that Krita brings")


def _command(plugin: Path) -> Finding:
    try:
        program = json.loads((plugin / BACKEND).read_text(encoding="utf-8"))["command"][0]
    except (OSError, ValueError, LookupError, TypeError):
        return Finding(False, f"The plugin does not know where the backend is: {AGAIN}")
    if not Path(program).exists():
        return Finding(False, f"The plugin looks for the backend at {program}: {AGAIN}")
    return Finding(True, f"The plugin starts {program}")


def _enabled(home: KritaHome) -> Finding:
    try:
        enabled = kritarc.is_enabled(home.kritarc.read_bytes())
    except OSError:
        enabled = False
    if not enabled:
        return Finding(
            False,
            f"The plugin is not enabled in {home.kritarc}: close Krita and {AGAIN}, or enable it "
            "under Settings > Configure Krita > Python Plugin Manager",
        )
    return Finding(True, f"The plugin is enabled in {home.kritarc}")
