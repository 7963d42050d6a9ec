"""What the networks have to compute in a sampling step: the units in which progress is told."""

from __future__ import annotations

KEYFRAME_COST = 1.04
"""Of one keyframe in one step: 10^12 operations at 512 x 640 pixels, as is WINDOW_COST."""

WINDOW_COST = 12.6
"""Of the 16 frames between two keys in one step, at 320 x 512 pixels."""
