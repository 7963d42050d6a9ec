"""A progress bar for errands."""

from __future__ import annotations

from rich.progress import (
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from pentimento_protocol.errand_messages import ErrandEnded, ErrandProgress

from .terminal_bar import terminal_bar


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
        """People read the sentence that the command prints."""

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def _bar(*, counts_bytes: bool) -> Progress:
    if counts_bytes:
        return terminal_bar(DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    return terminal_bar(MofNCompleteColumn(), TimeRemainingColumn())
