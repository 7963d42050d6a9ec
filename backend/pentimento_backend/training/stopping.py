"""Stopping a training from outside so that it keeps what it has learnt."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """A wish to stop, which a training looks at after every step."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def wish(self) -> None:
        """Stop at the next opportunity."""
        self._event.set()

    @property
    def is_wished(self) -> bool:
        """Whether to stop."""
        return self._event.is_set()


@contextmanager
def stopped_by_signals(stop: Stop) -> Iterator[Stop]:
    """Let Ctrl-C and SIGTERM wish a stop, while this lasts; a second one ends at once."""

    def on_signal(number: int, _frame: FrameType | None) -> None:
        stop.wish()
        signal.signal(number, earlier[signal.Signals(number)])

    earlier = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in earlier:
        signal.signal(number, on_signal)
    try:
        yield stop
    finally:
        for number, handler in earlier.items():
            signal.signal(number, handler)
