"""The thread that takes things while the next ones are being made."""

import threading

import pytest

from pentimento_backend.taking_thread import MOST_WAITING, TakingThread


def test_everything_is_taken_in_order_before_stop_returns() -> None:
    taken: list[int] = []
    thread = TakingThread(taken.append, "taking")
    for number in range(20):
        thread.add(number)
    thread.stop()
    thread.check()
    assert taken == list(range(20))


def test_an_error_stops_the_taking_and_reaches_whoever_adds() -> None:
    taken: list[int] = []
    may_fail = threading.Event()

    def take(number: int) -> None:
        if number == 1:
            may_fail.wait(30)
            raise OSError("full")
        taken.append(number)

    thread = TakingThread(take, "taking")
    for number in range(3):
        thread.add(number)
    may_fail.set()
    thread.stop()
    with pytest.raises(OSError, match="full"):
        thread.add(9)
    with pytest.raises(OSError, match="full"):
        thread.check()
    assert taken == [0]


def test_adding_waits_while_too_many_wait() -> None:
    may_take = threading.Event()
    added: list[int] = []
    all_added = threading.Event()

    def take(_: int) -> None:
        may_take.wait(30)

    thread = TakingThread(take, "taking")

    def add_many() -> None:
        for number in range(MOST_WAITING + 4):
            thread.add(number)
            added.append(number)
        all_added.set()

    adding = threading.Thread(target=add_many, daemon=True)
    adding.start()
    assert not all_added.wait(0.3)
    assert len(added) <= MOST_WAITING + 1
    may_take.set()
    assert all_added.wait(30)
    thread.stop()
