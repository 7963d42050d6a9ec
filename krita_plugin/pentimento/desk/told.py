"""What the painter is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One sentence, "" for nothing; its details, such as a program's last words.

    `code` is the protocol's word for what has gone wrong, "" where there is none.
    """

    sentence: str = ""
    details: str = ""
    code: str = ""


NOTHING = Told()
