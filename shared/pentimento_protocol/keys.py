"""CURVE key pairs, made at first start and kept in files that only their owner may read.

`server.json` is the backend's own pair, `client.json` the pair of this user's own programs.
Further clients are let in by their public key in `authorized.txt`, a line each.
"""

from __future__ import annotations

import json
import string
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Set

import zmq

from .places import write_private

Z85 = frozenset(string.ascii_letters + string.digits + ".-:+=^!/*?&<>()[]{}@%$#")
"""The characters of Z85, the form of keys in ZeroMQ (its RFC 32)."""

_AUTHORIZED = "authorized.txt"


@dataclass(frozen=True)
class KeyPair:
    """A CURVE key pair; each key is 40 characters of Z85."""

    public: str
    secret: str


def new_key_pair() -> KeyPair:
    """Return a fresh key pair."""
    public, secret = zmq.curve_keypair()
    return KeyPair(public.decode("ascii"), secret.decode("ascii"))


def load_or_make_key_pair(path: Path) -> KeyPair:
    """Return the key pair of `path`, making and keeping a new one where there is none.

    A file that holds no key pair is replaced: keys are cheap and nothing else depends on them.
    Raises OSError where the file can be neither read nor written.
    """
    if path.exists():
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            pair = KeyPair(str(values["public"]), str(values["secret"]))
        except (ValueError, KeyError, TypeError):
            pair = None
        if pair is not None and is_key(pair.public) and is_key(pair.secret):
            return pair
    pair = new_key_pair()
    write_private(path, json.dumps(asdict(pair)))
    return pair


def authorized_keys(folder: Path) -> Set[str]:
    """Return the public keys listed in `authorized.txt`; text after a key is a comment.

    Raises OSError where the file is there and cannot be read.
    """
    words = (line.split() for line in _listed(folder).splitlines())
    return {line[0] for line in words if line and is_key(line[0])}


def authorize(folder: Path, key: str, name: str) -> None:
    """Let a client in from now on: list its public key, with `name` as the comment.

    Raises OSError where the list cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listed = _listed(folder)
    # a line that was written by hand may lack its end
    gap = "" if not listed or listed.endswith("\n") else "\n"
    with (folder / _AUTHORIZED).open("a", encoding="utf-8") as file:
        file.write(f"{gap}{key} {' '.join(name.split())}\n")


def _listed(folder: Path) -> str:
    path = folder / _AUTHORIZED
    # people write in it, in whatever coding their editor has
    return path.read_text(encoding="utf-8-sig", errors="replace") if path.exists() else ""


def is_key(text: str) -> bool:
    """Return whether `text` has the form of a CURVE key (40 characters of Z85)."""
    return len(text) == 40 and set(text) <= Z85
