"""Threads for work that may wait for the disk, so that the server's loop never does."""

from __future__ import annotations

import collections
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import zmq

ResultType = TypeVar("ResultType")


class Background:
    """Single threads by name; what they finish is handed back to the server's loop.

    The loop polls `socket` and calls `deliver` when it is readable. Work given to one name runs in
    the order given.
    """

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]], names: tuple[str, ...]) -> None:
        self._threads = {name: ThreadPoolExecutor(1, thread_name_prefix=name) for name in names}
        self._finished: collections.deque[Callable[[], None]] = collections.deque()
        self._context = context
        self._address = f"inproc://background-{id(self)}"
        self.socket: zmq.Socket[bytes] = context.socket(zmq.PULL)
        self.socket.bind(self._address)
        self._bells: dict[str, zmq.Socket[bytes]] = {}
        for name in names:
            self._threads[name].submit(self._connect_bell, name).result()

    def run(
        self,
        name: str,
        work: Callable[[], ResultType],
        then: Callable[[ResultType], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `work` in the thread `name`; later, in the loop, call `then` or `failed`."""

        def work_and_ring() -> None:
            try:
                result = work()
            except Exception as error:
                self._finished.append(partial(failed, error))
            else:
                self._finished.append(partial(then, result))
            self._bells[name].send(b"")

        self._threads[name].submit(work_and_ring)

    def call(self, name: str, work: Callable[[], ResultType]) -> ResultType:
        """Do `work` in the thread `name` and wait for it; for other background threads."""
        return self._threads[name].submit(work).result()

    def deliver(self) -> None:
        """Hand over all that has been finished."""
        while self.socket.poll(0):
            self.socket.recv(zmq.NOBLOCK)
        while self._finished:
            self._finished.popleft()()

    def close(self) -> None:
        """Finish what was given and end the threads; nothing is handed over any more.

        Threads end in the reverse order of their names, so that later ones may lean on earlier.
        """
        for name, thread in reversed(self._threads.items()):
            thread.submit(self._close_bell, name)
            thread.shutdown(wait=True)
        self.socket.close(linger=0)

    def _connect_bell(self, name: str) -> None:
        bell: zmq.Socket[bytes] = self._context.socket(zmq.PUSH)
        bell.connect(self._address)
        self._bells[name] = bell

    def _close_bell(self, name: str) -> None:
        self._bells[name].close(linger=0)
