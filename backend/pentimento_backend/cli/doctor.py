"""`pentimento doctor`: one line for each part, and what to do where it is not well."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from pentimento_protocol import PRODUCT_VERSION, PROTOCOL_VERSION, places

from .backend_link import connect, running_backend
from .failure import JOB_FAILED, Failure


@dataclass(frozen=True)
class Finding:
    """One part: whether it is well, and a sentence."""

    well: bool
    sentence: str


def doctor() -> None:
    """Check the installation: a line for each part.

    The exit code is 1 where something needs attention.
    """
    findings = list(_examine())
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.well else 'FIX '} {finding.sentence}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(JOB_FAILED)


def _examine() -> Iterator[Finding]:
    version = ".".join(map(str, PROTOCOL_VERSION))
    yield Finding(True, f"Pentimento {PRODUCT_VERSION}, protocol {version}")
    yield Finding(True, f"Python {platform.python_version()} at {sys.executable}")
    yield _data_folder(places.data_folder())
    yield from _libraries()
    yield from _devices()
    yield _backend()


def _data_folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        advice = "make it writable, or set PENTIMENTO_HOME to another folder"
        return Finding(False, f"{folder} cannot be written ({error.strerror}): {advice}")
    free = shutil.disk_usage(folder).free / 1e9
    return Finding(free > 1, f"Frames are kept in {folder}; {free:.1f} GB are free there")


def _libraries() -> Iterator[Finding]:
    for name in ("pyzmq", "opencv-python-headless", "scikit-image", "Pillow", "av"):
        try:
            yield Finding(True, f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            yield Finding(False, f"{name} is missing: run `python3 -m installer` again")


def _devices() -> Iterator[Finding]:
    from ..server.devices import find_devices

    for device in find_devices():
        yield Finding(True, f"Device {device.name}: {device.title}")
    try:
        yield Finding(True, f"torch {importlib.metadata.version('torch')} for model engines")
    except importlib.metadata.PackageNotFoundError:
        yield Finding(True, "torch is not installed; engines without models need none")


def _backend() -> Finding:
    connection = running_backend()
    if connection is None:
        return Finding(True, "No backend is running; one is started when it is needed")
    try:
        client = connect(connection)
    except Failure as problem:
        return Finding(False, str(problem))
    welcome = client.welcome
    client.close()
    names = ", ".join(engine.name for engine in welcome.engines) if welcome else ""
    return Finding(True, f"Backend at {connection.address} answers; engines: {names}")
