"""What the Krita plugin and the backend say to each other.

Python 3.8+, standard library and pyzmq only: this package runs inside Krita.
"""

from __future__ import annotations

PROTOCOL_VERSION = (1, 5)
"""(major, minor): sides with the same major version understand each other."""

PRODUCT_VERSION = "0.1.0"
