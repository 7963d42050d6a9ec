"""Messages from any thread of the worker to the thread that owns the socket to the server."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import zmq

from pentimento_protocol.wire import Message, encode


class Outbox:
    """Takes messages in any thread; the socket's thread forwards what `inlet` receives."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]]) -> None:
        self._context = context
        self._local = threading.local()
        self.inlet: zmq.Socket[bytes] = context.socket(zmq.PULL)
        self.inlet.bind("inproc://outbox")

    def send(self, message: Message, payloads: Sequence[bytes] = ()) -> None:
        """Queue a message for the server; each thread's messages keep their order."""
        outlet: zmq.Socket[bytes] | None = getattr(self._local, "outlet", None)
        if outlet is None:
            outlet = self._context.socket(zmq.PUSH)
            outlet.connect("inproc://outbox")
            self._local.outlet = outlet
        outlet.send_multipart(encode(message, payloads))
