"""Messages from any thread of the worker to the thread that owns the socket to the server."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import zmq

from pentimento_protocol.wire import Message, encode


class Outbox:
    """Takes messages in any thread; the socket's thread forwards what `inlet` receives."""

    def __init__(self, context: zmq.Context[zmq.Socket[bytes]]) -> None:
        self._lock = threading.Lock()
        self.inlet: zmq.Socket[bytes] = context.socket(zmq.PULL)
        self._outlet: zmq.Socket[bytes] = context.socket(zmq.PUSH)
        for socket in (self.inlet, self._outlet):
            # the thread that empties the inlet sends as well: it must never wait for itself
            socket.set_hwm(0)
        self.inlet.bind("inproc://outbox")
        self._outlet.connect("inproc://outbox")

    def send(self, message: Message, payloads: Sequence[bytes] = ()) -> None:
        """Queue a message for the server; messages keep their order, whichever thread sends.

        One socket for all threads: over one for each, the end of a job could overtake its last
        frame.
        """
        with self._lock:
            self._outlet.send_multipart(encode(message, payloads))
