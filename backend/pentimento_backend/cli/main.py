"""The `pentimento` command."""

from __future__ import annotations

import typer

from .serving import serve

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
app.command()(serve)


@app.callback()
def describe() -> None:
    """Show how a finished canvas could have been painted."""


def run() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    run()
