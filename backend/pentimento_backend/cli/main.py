"""The `pentimento` command as the system starts it."""

from __future__ import annotations

import sys

from .failure import INTERRUPTED


def run() -> None:
    """Run the command line and end the process."""
    try:
        # all else is loaded here, for Ctrl-C may come before that is done
        from .app import run_command

        run_command()
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
