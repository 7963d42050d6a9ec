"""Finds what the plugin brings along: the protocol package, and pyzmq for Krita's own Python.

Krita embeds another Python every few releases, and Krita's packages come without pyzmq. The
plugin's folder therefore holds unpacked wheels side by side, one folder for each Python::

    pentimento/vendor/
        common/pentimento_protocol/         the same for all
        cp38-windows-amd64/                 zmq/ and pyzmq.libs/, as the wheel unpacks
        cp310-windows-amd64/
        cp311-windows-amd64/
        cp312-abi3-windows-amd64/           Python 3.12 and newer

The name's last part is linux-x86_64, linux-aarch64, macos-universal2, windows-amd64 or
windows-arm64. A folder is never overwritten while Krita has its libraries loaded: a new Krita picks
another one. Where the system's own Python has pyzmq (Linux distributions), that is taken.
"""

from __future__ import annotations

import importlib
import platform
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"

_FIRST_STABLE_ABI = (3, 12)


def make_importable() -> None:
    """Make `pentimento_protocol` and `zmq` importable.

    Raises ImportError, with a sentence for the painter, where one of them is not there.
    """
    _add_to_path(VENDOR / "common")
    try:
        importlib.import_module("zmq")
    except ImportError:
        _add_to_path(VENDOR / vendor_tag())
        importlib.invalidate_caches()
        _import_bundled_zmq()


def vendor_tag() -> str:
    """Return the name of the folder with the pyzmq for the running Python and platform."""
    version = sys.version_info[:2]
    python = "cp312-abi3" if version >= _FIRST_STABLE_ABI else f"cp{version[0]}{version[1]}"
    return f"{python}-{_platform_tag()}"


def _platform_tag() -> str:
    machine = platform.machine().lower()
    if sys.platform == "darwin":
        return "macos-universal2"
    if sys.platform == "win32":
        return f"windows-{machine}"
    return f"linux-{machine}"


def _add_to_path(folder: Path) -> None:
    # At the end: other plugins share this path, and must not get our copies instead of theirs.
    if folder.is_dir() and str(folder) not in sys.path:
        sys.path.append(str(folder))


def _import_bundled_zmq() -> None:
    for name in [name for name in sys.modules if name == "zmq" or name.startswith("zmq.")]:
        del sys.modules[name]  # what is left of an import that has failed half way
    try:
        importlib.import_module("zmq")
    except ImportError as error:
        raise ImportError(
            f"pyzmq for this Krita's Python ({vendor_tag()}) is missing or does not load ({error})"
        ) from error
