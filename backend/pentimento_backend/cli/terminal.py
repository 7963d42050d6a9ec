"""How a job is told to people: a bar, and where its results lie."""

from __future__ import annotations

from rich.progress import MofNCompleteColumn, TimeElapsedColumn

from .terminal_bar import terminal_bar


class TerminalReporter:
    """A progress bar on standard error; the places of results on standard output."""

    def __init__(self, frames: int) -> None:
        self._bar = terminal_bar(MofNCompleteColumn(), TimeElapsedColumn())
        self._task = self._bar.add_task("waiting", total=frames)
        self._bar.start()

    def say(self, sentence: str) -> None:
        """Print a sentence above the bar."""
        self._bar.console.print(sentence, markup=False, highlight=False)

    def progress(self, fraction: float, note: str) -> None:
        """Show the engine's words beside the bar."""
        self._bar.update(self._task, description=note)

    def frame(self, index: int, step: int, stage: str) -> None:
        """Move the bar on."""
        self._bar.update(self._task, completed=index + 1)

    def finished(self, files: dict[str, str]) -> None:
        """Print where everything lies."""
        for kind, place in files.items():
            print(f"{kind}: {place}")

    def close(self) -> None:
        """Take the bar away."""
        self._bar.stop()
