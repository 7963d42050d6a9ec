"""Paths on this machine that clients name, looked at before anything is done with them."""

from __future__ import annotations

from pathlib import Path

from pentimento_protocol.wire import ProtocolError


def named_path(text: str) -> Path:
    """Return the path that a client names; raises ProtocolError "bad-path" for one of no use.

    It is absolute, and the system has been asked about it: whether anything is there yet or not,
    `exists` and `is_dir` of it and its parent raise nothing.
    """
    path = Path(text)
    if not path.is_absolute():
        raise ProtocolError(
            "bad-path", f"{text!a} does not say where on the disk it lies: give the whole path."
        )
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file can be called so"
        raise ProtocolError(
            "bad-path", f"{text!a} cannot be used ({reason}): choose another place."
        ) from error
    return path
