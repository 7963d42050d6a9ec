"""Lets in only clients whose CURVE key is known (ZeroMQ's ZAP, RFC 27)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import zmq
from zmq.auth.thread import ThreadAuthenticator

from pentimento_protocol.keys import authorized_keys

log = logging.getLogger(__name__)

CLIENTS = b"clients"
WORKERS = b"workers"


class Doorkeeper:
    """Answers libzmq's question for each new connection of the two domains.

    `client_key` and `worker_key` are this user's own; further client keys are read from
    `keys_folder` whenever an unknown one knocks, so that adding one needs no restart.
    """

    def __init__(
        self,
        context: zmq.Context[zmq.Socket[bytes]],
        client_key: str,
        worker_key: str,
        keys_folder: Path,
    ) -> None:
        def knows_client(key: str) -> bool:
            return key == client_key or _is_authorized(key, keys_folder)

        def knows_worker(key: str) -> bool:
            return key == worker_key

        self._authenticator = ThreadAuthenticator(context)
        self._authenticator.start()
        for domain, knows in ((CLIENTS, knows_client), (WORKERS, knows_worker)):
            self._authenticator.configure_curve_callback(
                domain=domain.decode("ascii"), credentials_provider=Door(knows)
            )

    def close(self) -> None:
        """End the thread that answers."""
        self._authenticator.stop()


def _is_authorized(key: str, folder: Path) -> bool:
    try:
        return key in authorized_keys(folder)
    except OSError as error:
        # what is raised here would end the thread, and nobody could come in any more
        log.warning("the list of those who are let in cannot be read: %s", error)
        return False


@dataclass(frozen=True)
class Door:
    """One domain's check, in the form pyzmq asks for."""

    knows: Callable[[str], bool]

    def callback(self, domain: str, key: bytes) -> bool:
        """Return whether `key` (40 characters of Z85) may come in through `domain`."""
        return self.knows(key.decode("ascii"))
