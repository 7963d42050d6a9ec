"""How fast a process is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pentimento_backend.exports.pace import Timing, pace


def test_what_fits_is_shown_as_wanted():
    found = pace(24, Timing(6.0, 1.5), 15.0, 60.0)
    assert found.timing == Timing(6.0, 1.5)
    assert found.frames == tuple(range(24))


def test_a_long_process_runs_faster_with_all_its_frames():
    found = pace(200, Timing(6.0, 1.5), 15.0, 60.0)
    assert found.frames == tuple(range(200))
    assert found.timing.hold_last_seconds == 1.5
    assert abs(found.timing.seconds(200) - 15.0) < 0.1


def test_a_very_long_process_leaves_frames_out_evenly():
    found = pace(1000, Timing(6.0, 1.5), 5.0, 50.0)
    gaps = {b - a for a, b in zip(found.frames, found.frames[1:], strict=False)}
    assert found.timing.frames_per_second == 50.0
    assert max(gaps) - min(gaps) <= 1


@given(
    st.integers(1, 1000),
    st.floats(0.1, 60),
    st.floats(0, 60),
    st.floats(1, 3600),
    st.sampled_from([50.0, 60.0]),
)
def test_the_longest_time_is_kept_and_the_ends_are_shown(
    frames: int, rate: float, hold: float, longest: float, fastest: float
):
    found = pace(frames, Timing(rate, hold), longest, fastest)
    assert found.frames[0] == 0
    assert found.frames[-1] == frames - 1
    assert list(found.frames) == sorted(set(found.frames))
    assert found.timing.frames_per_second <= fastest
    assert found.timing.seconds(len(found.frames)) <= longest + 1e-6
