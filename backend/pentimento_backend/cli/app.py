"""The commands of `pentimento`, and how it ends."""

from __future__ import annotations

import io
import json
import sys
from typing import Annotated, NoReturn

import typer

from pentimento_protocol import PRODUCT_VERSION

from .command_group import command_group
from .complete import complete
from .dataset import dataset
from .doctor import doctor
from .engines import engines
from .evaluate import evaluate
from .failure import BAD_INPUT, INTERRUPTED, Failure
from .imagine import imagine
from .inbetween import inbetween
from .invite import invite
from .jobs import jobs
from .learn import learn
from .models import models
from .reconstruct import reconstruct
from .recordings import recordings
from .redo import redo
from .serving import serve
from .strokes import strokes
from .train import train

app = command_group(
    "Show how a canvas could have been painted, or could go on, as frames from step 999 to 0."
)
app.command()(serve)
app.command()(reconstruct)
app.command()(complete)
app.command()(imagine)
app.command()(inbetween)
app.command()(redo)
app.command()(strokes)
app.add_typer(jobs, name="jobs")
app.command()(engines)
app.add_typer(models, name="models")
app.add_typer(dataset, name="dataset")
app.add_typer(recordings, name="recordings")
app.add_typer(train, name="train")
app.command()(learn)
app.command()(evaluate)
app.command()(invite)
app.command()(doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pentimento {PRODUCT_VERSION}")
        raise typer.Exit


@app.callback()
def describe(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """The options that need no command."""


def run_command() -> NoReturn:
    """Run the command line and end the process; problems are one sentence on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # a painter's file names need not fit the terminal
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        exit_code = app(standalone_mode=False)
    except typer.TyperException as problem:
        _end(problem.format_message(), BAD_INPUT)
    except Failure as problem:
        _end(str(problem), problem.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        exit_code = INTERRUPTED
    if exit_code == INTERRUPTED:
        _end("Interrupted.", INTERRUPTED)
    sys.exit(exit_code)


def _end(sentence: str, exit_code: int) -> NoReturn:
    if "--json" in sys.argv:
        print(json.dumps({"event": "failed", "sentence": sentence, "exit_code": exit_code}))
    print(sentence, file=sys.stderr)
    sys.exit(exit_code)
