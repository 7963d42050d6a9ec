"""A link to the backend that carries only so many bytes a second."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from urllib.parse import urlsplit

FAST = 1e9


class SlowLink:
    """Passes on what comes, at `up` and `down` bytes a second, which may be changed meanwhile."""

    def __init__(self, address: str) -> None:
        self.up = self.down = FAST
        self._port = urlsplit(address).port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets = [self._listener]
        self.address = f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Cut all connections."""
        for end in self._sockets:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._port))
                self._sockets += [client, server]
                for ends in ((client, server, "up"), (server, client, "down")):
                    threading.Thread(target=self._pump, args=ends, daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, direction: str) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(1024):
                time.sleep(len(data) / getattr(self, direction))
                target.sendall(data)
