"""The progress bar of all commands; only those that show one import this, for rich loads slowly."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn


def terminal_bar(*beside: ProgressColumn) -> Progress:
    """Return a bar on standard error, words before it and `beside` after it.

    Without a terminal it shows nothing; its console prints all the same.
    """
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        *beside,
        console=console,
        disable=not console.is_terminal,
    )
