"""The connection file: where the local backend listens and which keys open it.

Modelled on Jupyter's: the file is readable by its owner only, and holding it is the permission to
connect.
"""

from __future__ import annotations

import json
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from . import PRODUCT_VERSION
from .keys import KeyPair, is_key
from .places import write_private


class NoBackend(Exception):
    """No backend can be found; the text is one sentence for the painter."""


@dataclass(frozen=True)
class Connection:
    """How to reach a backend: its address, its public key and the key pair to come with.

    `pid` is the backend's process id (0 for a backend elsewhere), `version` its product version.
    """

    address: str
    server_key: str
    client_keys: KeyPair
    pid: int = 0
    version: str = PRODUCT_VERSION

    @property
    def is_elsewhere(self) -> bool:
        """Whether the backend is on another machine: it has no process id here."""
        return self.pid == 0


def write_connection(path: Path, connection: Connection) -> None:
    """Write the connection file with mode 0600; raises OSError."""
    write_private(path, json.dumps(asdict(connection), indent=1))


def read_connection(path: Path) -> Connection:
    """Return what the connection file says.

    Raises NoBackend where it is missing or is not a connection file.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        keys = KeyPair(str(values["client_keys"]["public"]), str(values["client_keys"]["secret"]))
        connection = Connection(
            address=str(values["address"]),
            server_key=str(values["server_key"]),
            client_keys=keys,
            pid=int(values["pid"]),
            version=str(values["version"]),
        )
    except OSError:
        raise NoBackend(
            "No Pentimento backend is running: start one with `pentimento serve`."
        ) from None
    except (ValueError, KeyError, TypeError):
        raise NoBackend(
            f"The connection file {path} is damaged: stop the backend and start it again."
        ) from None
    if not all(is_key(key) for key in (connection.server_key, keys.public, keys.secret)):
        raise NoBackend(
            f"The connection file {path} holds no valid keys: stop the backend and start it again."
        )
    return connection


def is_listening(address: str, seconds: float) -> bool:
    """Return whether somebody listens at a TCP address; takes no longer than `seconds`."""
    try:
        parts = urlsplit(address)
        where = (parts.hostname or "", parts.port or 0)
        socket.create_connection(where, timeout=seconds).close()
    except (OSError, ValueError):
        return False
    return True
