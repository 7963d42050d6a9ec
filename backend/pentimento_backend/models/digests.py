"""Digests of files as the hub names contents: SHA-256 for large files, git's SHA-1 for small."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

BLOCK = 1 << 20


def digest_like(expected: str, path: Path, passed: Callable[[int], None]) -> str:
    """Return the digest of a file in the kind of `expected` (40 or 64 hexadecimal digits).

    `passed` is told of each block how many bytes it had. Raises OSError.
    """
    if len(expected) == 64:
        digest = hashlib.sha256()
    else:
        digest = hashlib.sha1(f"blob {path.stat().st_size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            passed(len(block))
    return digest.hexdigest()
