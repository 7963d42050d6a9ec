"""What a picture is where models work."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Opaque: uint8, (height, width, 3), RGB."""
