"""Starts the real Krita under its own Xvfb and has it play a file of scenarios.

Each run has its own HOME, copied from a template that Krita has warmed up once (its first start
builds a resource database for half a minute), with the plugin installed and enabled in it, and
nothing of the developer's own settings. The template is kept in the temporary folder between runs.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import installer.plugin
import pytest
from filelock import FileLock
from installer.krita_homes import KritaHome

REPOSITORY = Path(__file__).parents[2]
ART = REPOSITORY.parent / "shared" / "art"
ARTIFACTS = Path(os.environ.get("PENTIMENTO_TEST_OUTPUT", REPOSITORY / "test_output")) / "plugin"
"""Where screenshots and logs go; two runs at a time need a folder each."""
PLAYER = Path(__file__).parent / "scenario_player"

TEMPLATE_SECONDS = 180
"""A first start of Krita takes half a minute on two cores."""


@dataclass(frozen=True)
class Outcome:
    """How one scenario went; `error` tells why it has failed or was skipped."""

    scenario: str
    outcome: str
    error: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class KritaRun:
    """One life of Krita: how its process ended and what became of each scenario."""

    exit_code: int | None
    outcomes: dict[str, Outcome]
    log: str
    artifacts: Path

    @property
    def ending(self) -> str:
        """Say in words how the process ended."""
        if self.exit_code is None:
            return "Krita hung and was killed"
        if self.exit_code < 0:
            return f"Krita died of {signal.Signals(-self.exit_code).name}"
        return f"Krita ended with exit code {self.exit_code}"

    def check(self, scenario: str) -> Outcome:
        """Return the outcome of a scenario that has passed; AssertionError for one that has not.

        A scenario whose art is not here skips the test.
        """
        outcome = self.outcomes.get(scenario)
        assert outcome is not None, f"{scenario} was not reached. {self._post_mortem()}"
        assert outcome.outcome != "started", f"{scenario} did not end. {self._post_mortem()}"
        if outcome.outcome == "skipped":
            pytest.skip(outcome.error.strip())
        assert outcome.outcome == "passed", outcome.error
        return outcome

    def check_clean_end(self) -> None:
        """Raise AssertionError unless Krita quit by itself with exit code 0."""
        assert self.exit_code == 0, self._post_mortem()

    def _post_mortem(self) -> str:
        crash = self.artifacts / "crash.txt"
        trace = crash.read_text(encoding="utf-8") if crash.exists() else ""
        return f"{self.ending}.\n{trace}\nLast lines of Krita's output:\n{self.log[-3000:]}"


def missing_programs() -> str | None:
    """Say what the tests in Krita lack on this machine, or None."""
    missing = [program for program in ("krita", "Xvfb") if shutil.which(program) is None]
    if not missing:
        return None
    return f"{' and '.join(missing)} not installed (apt-get install krita xvfb)"


def install_plugin(home: Path) -> None:
    """Have the project's own installer put the plugin into the resource folder below `home`.

    Without vendored pyzmq: the distribution's own is there. The backend is this environment's.
    """
    command = [str(Path(sys.executable).with_name("pentimento")), "serve"]
    krita = KritaHome(home / ".local/share/krita", home / ".config/kritarc")
    installer.plugin.install_plugin(krita, command, pyzmq=None)


_NO_CACHE = shutil.ignore_patterns("__pycache__")


def play(
    scenarios: Path,
    *,
    only: str = "",
    environment: dict[str, str] | None = None,
    seconds: float = 240.0,
    keep_home: Path | None = None,
    alter_home: Callable[[Path], None] | None = None,
) -> KritaRun:
    """Play the scenarios of one file in a fresh Krita and return what came of them.

    `only` names some of them, separated by commas. `keep_home` is a HOME to go on with, from an
    earlier run; a fresh one otherwise, deleted afterwards. `alter_home` may change a fresh one, the
    plugin in it included, before Krita starts. Krita is killed after `seconds`.
    """
    artifacts = ARTIFACTS / scenarios.stem
    shutil.rmtree(artifacts, ignore_errors=True)
    artifacts.mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        if keep_home is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pentimento-krita-"))
            home = Path(folder) / "home"
        else:
            home = keep_home
        if not home.exists():
            shutil.copytree(_template_home(), home, symlinks=True)
            install_plugin(home)
            _enable(home, "pentimento", "pentimento_scenarios")
            if alter_home is not None:
                alter_home(home)
        told = {
            "PENTIMENTO_SCENARIOS": str(scenarios),
            "PENTIMENTO_ONLY": only,
            "PENTIMENTO_OUTCOMES": str(artifacts / "outcomes.jsonl"),
            "PENTIMENTO_ARTIFACTS": str(artifacts),
            "PENTIMENTO_ART": str(ART),
            **(environment or {}),
        }
        exit_code, log = _krita(home, told, seconds)
    (artifacts / "krita.log").write_text(log, encoding="utf-8")
    return KritaRun(exit_code, _read_outcomes(artifacts / "outcomes.jsonl"), log, artifacts)


def _read_outcomes(path: Path) -> dict[str, Outcome]:
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    outcomes = [Outcome(**json.loads(line)) for line in lines]
    return {outcome.scenario: outcome for outcome in outcomes}


def _template_home() -> Path:
    version = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", "krita"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    cache = Path(tempfile.gettempdir()) / f"pentimento-krita-template-{os.getuid()}"
    cache.mkdir(mode=0o700, exist_ok=True)
    # Krita puts the folder on Python's path, where a colon would end it.
    template = cache / re.sub(r"\W+", "-", f"home {version}")
    with FileLock(str(template) + ".lock"):
        if not template.exists():
            _warm_up(template)
    return template


def _warm_up(template: Path) -> None:
    """Let Krita start once in an empty HOME; it builds its resource database there."""
    growing = template.with_name(template.name + "-growing")
    shutil.rmtree(growing, ignore_errors=True)
    pykrita = growing / ".local/share/krita/pykrita"
    shutil.copytree(PLAYER, pykrita, ignore=_NO_CACHE)
    _enable(growing, "pentimento_scenarios")
    empty = growing / "no_scenarios.py"
    empty.write_text("", encoding="utf-8")
    told = {
        "PENTIMENTO_SCENARIOS": str(empty),
        "PENTIMENTO_OUTCOMES": str(growing / "outcomes.jsonl"),
        "PENTIMENTO_ARTIFACTS": str(growing),
    }
    exit_code, log = _krita(growing, told, TEMPLATE_SECONDS)
    if exit_code != 0:
        raise RuntimeError(f"Krita's first start failed with exit code {exit_code}:\n{log[-3000:]}")
    shutil.rmtree(pykrita)
    growing.rename(template)


def _enable(home: Path, *plugins: str) -> None:
    config = home / ".config" / "kritarc"
    config.parent.mkdir(parents=True, exist_ok=True)
    before = config.read_text(encoding="utf-8") if config.exists() else ""
    lines = [line for line in before.splitlines() if not line.startswith("enable_")]
    if "[python]" not in lines:
        lines.append("[python]")
    at = lines.index("[python]") + 1
    lines[at:at] = [f"enable_{plugin}=true" for plugin in plugins]
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _krita(home: Path, told: dict[str, str], seconds: float) -> tuple[int | None, str]:
    """Run Krita in `home` until it quits; exit code None where it had to be killed."""
    pykrita = home / ".local/share/krita/pykrita"
    shutil.copytree(PLAYER, pykrita, dirs_exist_ok=True, ignore=_NO_CACHE)
    with _xvfb() as display, tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            ["krita", "--nosplash"],
            env=_environment(home, display) | told,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            exit_code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            exit_code = None
        finally:
            # Whatever Krita has started belongs to its session and ends with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        output.seek(0)
        return exit_code, output.read().decode("utf-8", "replace")


def _environment(home: Path, display: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("TMPDIR", "USER") if name in os.environ}
    runtime = home / ".runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    return kept | {
        # The Python inside Krita takes the first python3 in PATH for its own, libraries and all.
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PENTIMENTO_HOME": str(home / "pentimento"),
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "KDE_DEBUG": "1",  # no crash handler dialog: a crash must end the process
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@contextlib.contextmanager
def _xvfb() -> Iterator[str]:
    """Run an X server on a free display number; yields ":N"."""
    reader, writer = os.pipe()
    # Krita connects and disconnects a few times while it tries what OpenGL there is: without
    # -noreset the server starts anew each time, and now and then turns Krita away.
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writer), "-noreset"),
            *("-screen", "0", "1600x1000x24", "-nolisten", "tcp"),
        ],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
