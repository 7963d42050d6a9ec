"""A progress bar for errands; apart from `errands`, because rich takes a while to load."""

from __future__ import annotations

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from pentimento_protocol.errand_messages import ErrandEnded, ErrandProgress


class ErrandBar:
    """Shows on standard error how far an errand is, in what it counts: bytes, or frames."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Progress | None = None

    def progress(self, message: ErrandProgress) -> None:
        """Move the bar on."""
        description = f"{self._title}: {message.note}"
        if self._bar is None:
            self._bar = _bar(counts_bytes=message.errand != "export")
            self._bar.add_task(description, total=None)
            self._bar.start()
        (task,) = self._bar.task_ids
        total = message.total or None
        self._bar.update(task, completed=message.done, total=total, description=description)

    def ended(self, message: ErrandEnded) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _bar(*, counts_bytes: bool) -> Progress:
    console = Console(stderr=True)
    counted: list[ProgressColumn] = [MofNCompleteColumn()]
    if counts_bytes:
        counted = [DownloadColumn(), TransferSpeedColumn()]
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        *counted,
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
    )
