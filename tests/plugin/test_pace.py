"""How long something takes yet, judged by how it has gone on; needs no Krita."""

from __future__ import annotations

import pytest
from krita_plugin.pentimento.link.pace import Pace


def test_nothing_is_said_before_enough_has_been_seen() -> None:
    pace = Pace()
    assert pace.seconds_left(0.0) is None
    pace.note(0.0, 0.0)
    pace.note(1.0, 0.3)
    assert pace.seconds_left(1.0) is None, "one second tells nothing"
    slow = Pace()
    slow.note(0.0, 0.0)
    slow.note(10.0, 0.01)
    assert slow.seconds_left(10.0) is None, "a hundredth tells nothing"


def test_an_even_pace_goes_on() -> None:
    pace = Pace()
    for second in range(11):
        pace.note(float(second), second / 40)
    assert pace.seconds_left(10.0) == pytest.approx(30.0)
    assert pace.seconds_left(15.0) == pytest.approx(25.0), "the clock goes on between messages"
    assert pace.seconds_left(100.0) == 0.0


def test_what_came_long_ago_does_not_count() -> None:
    pace = Pace()
    pace.note(0.0, 0.0)
    for second in range(1000, 1061):
        pace.note(float(second), 0.1 + (second - 1000) / 100)
    assert pace.seconds_left(1060.0) == pytest.approx(30.0)


def test_a_fresh_start_is_judged_afresh() -> None:
    pace = Pace()
    pace.note(0.0, 0.0)
    pace.note(10.0, 0.9)
    pace.note(11.0, 0.0)
    assert pace.seconds_left(11.0) is None
    pace.note(21.0, 0.5)
    assert pace.seconds_left(21.0) == pytest.approx(10.0)
