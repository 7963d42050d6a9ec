"""How a command fails: one sentence and an exit code."""

from __future__ import annotations

BAD_INPUT = 2
JOB_FAILED = 1
INTERRUPTED = 130


class Failure(Exception):
    """A command has failed; the text is one sentence that says why and what to do."""

    def __init__(self, sentence: str, exit_code: int) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
