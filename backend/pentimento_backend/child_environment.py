"""What processes that the backend starts are told by their environment."""

from __future__ import annotations

import os
import sys


def child_environment() -> dict[str, str]:
    """Return this process's environment with its import path, also when run from a source tree."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
