"""`pentimento invite`: let a client on another machine use this backend."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from pentimento_protocol import places
from pentimento_protocol.connection import Connection, NoBackend, read_connection, write_connection
from pentimento_protocol.keys import authorize, new_key_pair

from .failure import BAD_INPUT, JOB_FAILED, Failure

PROBE_SECONDS = 3.0


def invite(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Who is invited: a word or two for your own list."),
    ],
    host: Annotated[
        str, typer.Option("--host", help="This machine's address or name, as the other sees it.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The connection file to write (.json).")],
) -> None:
    """Make a connection file for a client on another machine.

    The file holds a key of its own, and is the permission to use this backend, files on this
    machine included: bring it over safely, and there name it in the docker's settings. To take the
    permission back, remove the line of that name from keys/authorized.txt in Pentimento's data
    folder.
    """
    running = _running_backend()
    port = urlsplit(running.address).port or 0
    _check_reach(host, port)
    if out.exists():
        raise Failure(f"{out} is there already: choose another name.", BAD_INPUT)
    keys = new_key_pair()
    shown_host = f"[{host}]" if ":" in host else host
    connection = Connection(f"tcp://{shown_host}:{port}", running.server_key, keys)
    try:
        write_connection(out, connection)
        authorize(places.keys_folder(), keys.public, name)
    except OSError as error:
        raise Failure(
            f"{error.filename or out} cannot be written: {error.strerror}.", BAD_INPUT
        ) from None
    typer.echo(f"connection file: {out}")


def _check_reach(host: str, port: int) -> None:
    """Raise Failure where the backend does not listen at that address of this machine."""
    try:
        socket.create_connection((host, port), PROBE_SECONDS).close()
    except OSError:
        raise Failure(
            f"The backend does not listen at {host}, port {port}: start it with `pentimento serve "
            "--host 0.0.0.0 --port 7766 --allow-remote`, and check the address.",
            BAD_INPUT,
        ) from None


def _running_backend() -> Connection:
    try:
        return read_connection(places.connection_file())
    except NoBackend as problem:
        raise Failure(str(problem), JOB_FAILED) from None
