"""How samplers tell of their steps, and are told to stop."""

from __future__ import annotations

from collections.abc import Callable

OnStep = Callable[[int, int], None]
"""Told (steps done, steps in all); raises to cancel. On a GPU steps may still be under way."""


def ignore_step(_done: int, _total: int) -> None:
    """Take no notice of a step."""
