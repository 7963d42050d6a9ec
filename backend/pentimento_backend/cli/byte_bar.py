"""A progress bar over bytes; apart from `errands`, because rich takes a while to load."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from pentimento_protocol.messages import ErrandEnded, ErrandProgress


class ByteBar:
    """Shows on standard error how far an errand about a model is."""

    def __init__(self, title: str) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._title = title
        self._task = self._bar.add_task(title, total=None)
        self._bar.start()

    def progress(self, message: ErrandProgress) -> None:
        """Move the bar on."""
        description = f"{self._title}: {message.note}"
        total = message.total or None
        self._bar.update(self._task, completed=message.done, total=total, description=description)

    def ended(self, message: ErrandEnded) -> None:
        """Take the bar away."""
        self._bar.stop()
