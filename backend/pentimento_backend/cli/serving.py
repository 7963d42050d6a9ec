"""`pentimento serve`: run the backend in the foreground."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated

import typer

from pentimento_protocol import places

LOWER_PRIORITY = 5
"""Nice value of a backend in the background: Krita, with 0, goes first."""

AUTOGROUP = Path("/proc/self/autogroup")


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; other machines reach only a remote one.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 0,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Allow an address that other machines reach.")
    ] = False,
    frames_folder: Annotated[
        Path | None,
        typer.Option(
            help="Folder for jobs and frames, if not Pentimento's own.", show_default=False
        ),
    ] = None,
    store_limit: Annotated[
        float, typer.Option(min=0.001, help="Room for frames on the disk, in GB.")
    ] = 8.0,
    device: Annotated[
        str,
        typer.Option(help="The one to use besides the processor, such as cuda:0; all unless said."),
    ] = "",
    memory_budget: Annotated[
        float,
        typer.Option(min=0, help="GB of its memory that engines may use; 0 for what is free."),
    ] = 0.0,
    idle_exit: Annotated[
        float | None,
        typer.Option(min=1, help="End after so many seconds without clients and jobs."),
    ] = None,
    background: Annotated[
        bool,
        typer.Option("--background", help="Give way to other programs where cores are few."),
    ] = False,
) -> None:
    """Run the backend in the foreground, until Ctrl-C.

    Everything is kept in Pentimento's data folder; PENTIMENTO_HOME names another one. For a backend
    on another machine see docs/backend.md.
    """
    from ..server.serve import GIGABYTE, CannotServe, ServeSettings
    from ..server.serve import serve as run_backend

    settings = ServeSettings(
        folder=places.data_folder(),
        host=host,
        port=port,
        allow_remote=allow_remote,
        frames_folder=None if frames_folder is None else frames_folder.expanduser().absolute(),
        store_limit=int(store_limit * GIGABYTE),
        device=device,
        memory_budget=memory_budget,
        idle_exit=idle_exit,
    )
    _start_log()
    if background:
        _give_way()
    try:
        run_backend(settings)
    except CannotServe as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from None


def _give_way() -> None:
    """Lower this process's priority, and so that of all it starts.

    Linux weighs whole sessions against each other before it looks at processes: where the session
    is the backend's own, its weight (autogroup) is lowered too.
    """
    import psutil

    lower = LOWER_PRIORITY
    if sys.platform == "win32":
        lower = psutil.BELOW_NORMAL_PRIORITY_CLASS
    with contextlib.suppress(OSError, psutil.Error):
        psutil.Process().nice(lower)
    if sys.platform == "linux" and os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):  # a Linux without autogroups
            AUTOGROUP.write_text(str(LOWER_PRIORITY))


def _start_log() -> None:
    # on a full disk each line would come with a traceback on the terminal
    logging.raiseExceptions = False
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    try:
        path = places.log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(RotatingFileHandler(path, maxBytes=2_000_000, backupCount=2))
    except OSError:
        pass  # the backend itself says in a sentence that its folder cannot be written
    form = "%(asctime)s %(levelname)s %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, handlers=handlers)
