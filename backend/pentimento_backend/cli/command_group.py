"""A command that is made of others, such as `pentimento jobs`."""

from __future__ import annotations

import typer


def command_group(about: str) -> typer.Typer:
    """Return an empty group of commands; `about` says in a sentence what they are for.

    Its help is plain text: that wraps at any width of the terminal, and rich loads slowly.
    """
    return typer.Typer(
        no_args_is_help=True,
        help=about,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
