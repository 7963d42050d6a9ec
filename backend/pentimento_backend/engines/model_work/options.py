"""What the infos of all engines with models declare alike; importing this loads no library."""

from __future__ import annotations

from ..interface import Option

DEVICES = ("cuda", "mps", "cpu")
"""Kinds of devices that models work on, the best first."""

LONGEST_PROMPT = 1000
"""Characters; the models see the first 77 tokens, some 300 characters."""

MEMORY_BUDGET = Option(
    name="memory_budget",
    title="Memory to use",
    description="Memory of the device that may be used, in GB; 0 for what is free",
    kind="float",
    default=0.0,
    minimum=0.0,
    maximum=1000.0,
)


def prompt_option(name: str, title: str, description: str, default: str = "") -> Option:
    """Return an option that takes words for a model."""
    return Option(
        name=name,
        title=title,
        description=description,
        kind="text",
        default=default,
        maximum=LONGEST_PROMPT,
    )
