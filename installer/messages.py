"""How the installer speaks: sentences as it goes, and one clear problem where it must stop."""

from __future__ import annotations


class Problem(Exception):
    """What stops the installer; the text says what is wrong and what to do about it."""


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once also where the output is a pipe."""
    print(sentence, flush=True)
