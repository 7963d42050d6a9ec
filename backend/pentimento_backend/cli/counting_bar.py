"""A bar that counts what is done, with the time that is left; sentences appear above it."""

from __future__ import annotations

from rich.progress import MofNCompleteColumn, TimeElapsedColumn, TimeRemainingColumn

from .terminal_bar import terminal_bar


class CountingBar:
    """A progress bar on standard error; without a terminal, sentences alone are shown."""

    def __init__(self, doing: str, total: int) -> None:
        self._bar = terminal_bar(MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        self._task = self._bar.add_task(doing, total=total)

    def advance(self, done: int, sentence: str = "") -> None:
        """Count `done` more, and show a sentence if there is one."""
        if sentence:
            self._bar.console.print(sentence, markup=False, highlight=False, soft_wrap=True)
        self._bar.advance(self._task, done)

    def reach(self, done: int, part: float) -> None:
        """Show that `done` are done, and a part (0..1) of the next one."""
        self._bar.update(self._task, completed=done + part)

    def __enter__(self) -> CountingBar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
