"""Which pyzmq the plugin takes, checked without Krita in interpreters of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from .krita_harness import REPOSITORY

ASK = """
import sys
sys.path.insert(0, sys.argv[1])
from pentimento import bundled
bundled.make_importable()
import pentimento_protocol, zmq
print(zmq.__file__)
print(sys.path[-2:])
"""

TAG = """
import sys
sys.path.insert(0, sys.argv[1])
from pentimento import bundled
print(bundled.vendor_tag())
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """The plugin as the installer lays it out, without any pyzmq."""
    shutil.copytree(REPOSITORY / "krita_plugin" / "pentimento", tmp_path / "pentimento")
    common = tmp_path / "pentimento" / "vendor" / "common"
    protocol = REPOSITORY / "shared" / "pentimento_protocol"
    shutil.copytree(protocol, common / "pentimento_protocol")
    return tmp_path


def _ask(plugin: Path, question: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-c", question, str(plugin)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_pyzmq_of_the_system_comes_first(plugin: Path) -> None:
    answer = _ask(plugin, ASK)
    assert answer.returncode == 0, answer.stderr
    assert str(plugin) not in answer.stdout.splitlines()[0]


def test_bundled_pyzmq_is_taken_where_there_is_no_other(plugin: Path) -> None:
    tag = _ask(plugin, TAG).stdout.strip()
    spec = find_spec("zmq")
    assert spec is not None
    assert spec.origin is not None
    wheel = plugin / "pentimento" / "vendor" / tag
    package = Path(spec.origin).parent
    shutil.copytree(package, wheel / "zmq")
    shutil.copytree(package.with_name("pyzmq.libs"), wheel / "pyzmq.libs")
    answer = _ask(plugin, ASK, "-I", "-S")  # an interpreter without its packages, as Krita's is
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines()[0].startswith(str(wheel))
    assert answer.stdout.splitlines()[1].count(str(plugin)) == 2, "not at the end of the path"


def test_missing_pyzmq_is_a_sentence_that_names_the_folder(plugin: Path) -> None:
    tag = _ask(plugin, TAG).stdout.strip()
    answer = _ask(plugin, ASK, "-I", "-S")
    assert answer.returncode != 0
    assert f"pyzmq for this Krita's Python ({tag}) is missing" in answer.stderr


def test_tag_names_python_and_platform(plugin: Path) -> None:
    tag = _ask(plugin, TAG).stdout.strip()
    python, _, platform = tag.partition("-")
    assert python == f"cp{sys.version_info[0]}{min(sys.version_info[1], 12)}"
    assert platform.split("-")[-2] in {"linux", "macos", "windows"}
