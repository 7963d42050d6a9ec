"""Test-only plugin: plays scenarios inside Krita and writes down how they went.

A scenario is a generator function `scenario_NAME(stage)` in the file that PENTIMENTO_SCENARIOS
names. It yields pauses in milliseconds and asserts on what Krita says. The outcome of each goes as
one JSON line to PENTIMENTO_OUTCOMES as soon as it is known, so a crash is charged to the right one.
"""

import os

if "PENTIMENTO_SCENARIOS" in os.environ:
    from .player import play_when_ready

    play_when_ready()
