"""What runs inside Krita parses as Python 3.8, and its messages are read by one."""

from __future__ import annotations

import ast
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "shared").rglob("*.py"), *(ROOT / "krita_plugin").rglob("*.py")])

READ_ALL_MESSAGES = """
import importlib, pkgutil, sys, typing
sys.path.insert(0, sys.argv[1])
import pentimento_protocol
for module in pkgutil.iter_modules(pentimento_protocol.__path__):
    try:
        importlib.import_module("pentimento_protocol." + module.name)
    except ModuleNotFoundError as missing:
        if missing.name != "zmq":  # of which Krita's Python has its own
            raise
from pentimento_protocol.wire import Message
for message in Message.__subclasses__():
    typing.get_type_hints(message)
print(len(Message.__subclasses__()))
"""
"""Annotations are values here: the protocol checks headers by them."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_source_is_python_38(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_python_38_reads_the_messages() -> None:
    probe = ["python3.8", "-c", ""]
    if not shutil.which("python3.8") or subprocess.run(probe, check=False).returncode != 0:
        pytest.skip("no Python 3.8 here")
    done = subprocess.run(
        ["python3.8", "-c", READ_ALL_MESSAGES, str(ROOT / "shared")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30
