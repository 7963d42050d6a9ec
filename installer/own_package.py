"""What the installer reads from the product's own shared package, instead of saying it twice."""

from __future__ import annotations

import sys
from pathlib import Path

from .clone import SHARED_SOURCE

sys.path.append(str(SHARED_SOURCE))

from pentimento_protocol import PRODUCT_VERSION
from pentimento_protocol.places import data_folder


def product_version() -> str:
    """Return the version of this clone."""
    return PRODUCT_VERSION


def painters_folder() -> Path:
    """Return Pentimento's own folder, with the painter's frames, keys and settings."""
    return data_folder()
