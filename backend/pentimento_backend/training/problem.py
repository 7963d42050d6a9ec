"""What can go wrong with a training, told in one sentence for painters."""

from __future__ import annotations

import errno

DISK_FULL = "disk-full"


class TrainingProblem(Exception):
    """A training cannot begin or go on; the text is one sentence that says what to do.

    `code` tells programs the kind: "disk-full", or "" where there is nothing particular to offer.
    """

    def __init__(self, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


def cannot_write(sentence: str, error: Exception) -> TrainingProblem:
    """Return the problem that something cannot be written.

    In the sentence, `{reason}` stands for why, and `{remedy}` for what helps.
    """
    reason = getattr(error, "strerror", None) or error
    # safetensors tells its errors in words alone
    full = getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error)
    remedy = "make room on the disk" if full else "see that its folder can be written"
    told = sentence.format(reason=reason, remedy=remedy)
    return TrainingProblem(told, DISK_FULL if full else "")
