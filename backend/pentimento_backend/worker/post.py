"""What a worker process is told when it starts; apart from `main`, which loads the engines."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from pentimento_protocol.keys import KeyPair


@dataclass(frozen=True)
class Post:
    """Where a worker reports: the server's address and key, the worker's own keys, its device."""

    address: str
    server_key: str
    worker_keys: KeyPair
    device: str

    def to_line(self) -> str:
        """Return the line for the worker's standard input."""
        return json.dumps(asdict(self)) + "\n"

    @staticmethod
    def from_line(line: str) -> Post:
        """Return the post that `to_line` wrote."""
        values = json.loads(line)
        keys = KeyPair(**values.pop("worker_keys"))
        return Post(worker_keys=keys, **values)
