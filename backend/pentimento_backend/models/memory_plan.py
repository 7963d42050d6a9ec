"""Memory plans: from the fastest, which holds everything at once, to the most frugal.

A model engine tells what each stage of its work needs; `affordable` tells which plans fit a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .problem import MemoryShort

GB = 1_000_000_000

Item = TypeVar("Item")


@dataclass(frozen=True)
class MemoryPlan:
    """How an engine goes about with memory.

    `resident`: all parts of the model stay on the device, otherwise only that of the stage at work.
    `streamed`: even of a large part, each layer comes when its turn is there. `batched_guidance`:
    the branches with and without prompt go through the network together. `pictures_at_once` and
    `videos_at_once` go through a network together.
    """

    name: str
    resident: bool
    streamed: bool
    batched_guidance: bool
    pictures_at_once: int
    videos_at_once: int


RESIDENT = MemoryPlan("everything at hand", True, False, True, 8, 2)
BY_STAGE = MemoryPlan("stage by stage", False, False, True, 4, 1)
CAREFUL = MemoryPlan("careful", False, False, False, 1, 1)
STREAMED = MemoryPlan("layer by layer", False, True, False, 1, 1)

PLANS = (RESIDENT, BY_STAGE, CAREFUL, STREAMED)
"""From the fastest to the most frugal; all give the same frames up to rounding."""


@dataclass(frozen=True)
class Stage:
    """What one stage of an engine's work needs, in bytes.

    `weights` of the part that it uses, `streamed` of them when its layers come one by one (the
    same where that part always comes whole), and `working(plan)`: the most held besides.
    """

    weights: int
    streamed: int
    working: Callable[[MemoryPlan], int]


def peak_bytes(plan: MemoryPlan, stages: Sequence[Stage]) -> int:
    """Return the most memory that the stages take on the device under a plan."""
    if plan.resident:
        return sum(stage.weights for stage in stages) + max(stage.working(plan) for stage in stages)
    return max(
        (stage.streamed if plan.streamed else stage.weights) + stage.working(plan)
        for stage in stages
    )


def affordable(stages: Sequence[Stage], budget: int) -> tuple[MemoryPlan, ...]:
    """Return the plans that fit `budget` bytes, fastest first.

    Raises MemoryShort where not even the most frugal one does.
    """
    plans = tuple(plan for plan in PLANS if peak_bytes(plan, stages) <= budget)
    if not plans:
        least = peak_bytes(PLANS[-1], stages)
        raise MemoryShort(
            f"This takes at least {in_gb(least)} of memory, and {in_gb(budget)} may be used: close "
            "other programs, raise the memory budget, or choose another engine."
        )
    return plans


def in_parts(work: Sequence[Item], at_once: int) -> Iterator[Sequence[Item]]:
    """Yield the work in order, `at_once` items at a time."""
    for start in range(0, len(work), at_once):
        yield work[start : start + at_once]


def in_gb(count: int) -> str:
    """Return a number of bytes as GB, for people."""
    return f"{count / GB:.1f} GB"
