"""`python3 -m installer demo`: the main job for real, on a sample painting."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from .clone import CLONE, DEMO_OUTPUT, DEVELOPMENT_ENVIRONMENT, EXAMPLES
from .contents import furnish_for_development
from .environment import Environment
from .messages import Problem, say
from .running import clean_environment, run_openly

SAMPLE = EXAMPLES / "landscape_mountains.png"
FRAMES = 24
START_SECONDS = 60
STOP_SECONDS = 20
LAST_LINES = 12


def demonstrate() -> None:
    """Set up the clone's environment and reconstruct a sample painting through the backend."""
    environment = Environment(DEVELOPMENT_ENVIRONMENT)
    furnish_for_development(environment)
    _clear_output()
    command = environment.program("pentimento")
    # A data folder of its own: the painter's own backend, if one runs, is not disturbed.
    with tempfile.TemporaryDirectory(
        prefix="pentimento-demo-", ignore_cleanup_errors=True
    ) as folder:
        variables = {"PENTIMENTO_HOME": folder}
        say("\nStarting the backend ...")
        with _backend(command, Path(folder), variables):
            say(f"Asking it how {SAMPLE.relative_to(CLONE)} could have been painted ...")
            if run_openly([command, *_job()], CLONE, variables) != 0:
                raise Problem("The demo did not come to its end; the sentence above says why.")
    say(_closing_words())


def _job() -> list[str | Path]:
    return [
        *("reconstruct", SAMPLE, "--frames", str(FRAMES)),
        *("--out", DEMO_OUTPUT / "frames"),
        *("--contact-sheet", DEMO_OUTPUT / "contact_sheet.png"),
        *("--video", DEMO_OUTPUT / "process.mp4"),
        *("--kra", DEMO_OUTPUT / "process.kra"),
    ]


def _clear_output() -> None:
    try:
        shutil.rmtree(DEMO_OUTPUT)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Problem(
            f"{DEMO_OUTPUT} holds an earlier demo and cannot be cleared ({error.strerror}): close "
            "what has its files open, or delete the folder."
        ) from None
    DEMO_OUTPUT.mkdir()


@contextlib.contextmanager
def _backend(command: Path, folder: Path, variables: dict[str, str]) -> Iterator[None]:
    """Run `pentimento serve` in the data folder `folder`, from when it listens to the end."""
    log = folder / "demo-backend.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(command), "serve"],
            env=clean_environment() | variables,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_listens(process, folder / "connection.json", log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_it_listens(process: subprocess.Popen[bytes], connection: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if _listens(connection):
            return
        time.sleep(0.05)
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-LAST_LINES:]
    raise Problem("\n".join(["The backend did not start. Its last lines:", *last]))


def _listens(connection: Path) -> bool:
    try:
        where = urlsplit(json.loads(connection.read_text(encoding="utf-8"))["address"])
        socket.create_connection((where.hostname or "", where.port or 0), timeout=1).close()
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return True


def _closing_words() -> str:
    output = DEMO_OUTPUT.relative_to(CLONE)
    lines = [
        "",
        "Done. This is how the painting could have been made:",
        f"  {output / 'contact_sheet.png'}   all {FRAMES} frames in one picture: look here first",
        f"  {output / 'process.mp4'}         the process as a video",
        f"  {output / 'process.kra'}         open it in Krita: an animated layer to scrub on the "
        "timeline",
        f"  {output / 'frames'}{os.sep}             the single frames, and process.json about them",
        "The sample's author and licence are in examples/LICENCES.md. Try your own painting:",
        f"  {Path('.venv') / _script()} reconstruct YOUR_PAINTING.png",
        "To have Pentimento inside Krita, run `python3 -m installer`.",
    ]
    return "\n".join(lines)


def _script() -> Path:
    environment = Environment(DEVELOPMENT_ENVIRONMENT)
    return environment.program("pentimento").relative_to(DEVELOPMENT_ENVIRONMENT)
