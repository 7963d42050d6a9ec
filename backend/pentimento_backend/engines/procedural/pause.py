"""The moment in which long work may be called off."""

from __future__ import annotations

from collections.abc import Callable

Pause = Callable[[], None]
"""Called now and then during long work; raises where the work is no longer wanted."""
