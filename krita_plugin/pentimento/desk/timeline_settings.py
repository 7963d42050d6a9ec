"""How processes go onto the timeline, as the painter has set it."""

from __future__ import annotations

from dataclasses import dataclass

from ..document.timeline_plan import WIDEST_SPACING, Layout, Start

FASTEST = 60
"""Frames a second."""


@dataclass(frozen=True)
class TimelineSettings:
    """Values of Layout and Start, a keyframe every `spacing` frames, and the rate of the clip."""

    layout: str = Layout.ONE.value
    start: str = Start.BEGINNING.value
    spacing: int = 1
    frames_per_second: int = 6


def checked_timeline_settings(values: object) -> TimelineSettings:
    """Return the settings in `values`; whatever is missing or senseless there has its default."""
    default = TimelineSettings()
    if not isinstance(values, dict):
        return default
    layout, start = values.get("layout"), values.get("start")
    return TimelineSettings(
        layout=layout if layout in [one.value for one in Layout] else default.layout,
        start=start if start in [one.value for one in Start] else default.start,
        spacing=_number(values.get("spacing"), WIDEST_SPACING, default.spacing),
        frames_per_second=_number(
            values.get("frames_per_second"), FASTEST, default.frames_per_second
        ),
    )


def _number(value: object, most: int, default: int) -> int:
    return value if type(value) is int and 1 <= value <= most else default
