"""The installer's command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .clone import DEVELOPMENT_ENVIRONMENT
from .demo import demonstrate
from .doctor import examine
from .environment import Environment
from .krita_homes import krita_homes
from .locks import make_locks
from .messages import Problem
from .plugin_zip import make_plugin_zips
from .product import install, uninstall
from .test_run import run_tests

FAILED = 1
INTERRUPTED = 130

DESCRIPTION = """\
python3 -m installer             install Pentimento for you: backend and Krita plugin
python3 -m installer demo        set up this clone and reconstruct a sample painting
python3 -m installer test [...]  set up this clone and run all checks and tests (pytest options)
python3 -m installer lock        renew the lock files (--upgrade: with newer versions)
"""


def run(arguments: Sequence[str]) -> int:
    """Carry out the command line; return the exit code."""
    try:
        return _carry_out(arguments)
    except Problem as problem:
        sys.stdout.flush()
        print(f"\n{problem}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same again to go on.", file=sys.stderr)
        return INTERRUPTED


def _carry_out(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] == "test":
        return run_tests(arguments[1:])  # all further words are pytest's
    chosen = _parser().parse_args(arguments)
    if chosen.command == "demo":
        demonstrate()
    elif chosen.command == "lock":
        make_locks(Environment(DEVELOPMENT_ENVIRONMENT), chosen.upgrade)
    elif chosen.plugin_zip:
        make_plugin_zips()
    elif chosen.uninstall:
        uninstall(watch_krita=chosen.kritarc is None)
    else:
        homes = krita_homes(chosen.krita_resources, chosen.kritarc)
        if chosen.doctor:
            return 0 if examine(homes) else FAILED
        install(homes, watch_krita=chosen.kritarc is None)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m installer",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", nargs="?", choices=["demo", "test", "lock"])
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--uninstall", action="store_true", help="remove what was installed; frames are kept"
    )
    what.add_argument("--doctor", action="store_true", help="check each piece of the installation")
    what.add_argument(
        "--plugin-zip", action="store_true", help="make the plugin's zips for Krita's importer"
    )
    parser.add_argument(
        "--krita-resources", type=Path, metavar="DIR", help="Krita's resource folder"
    )
    parser.add_argument(
        "--kritarc",
        type=Path,
        metavar="FILE",
        help="Krita's settings file; with it, whether Krita is running is not checked",
    )
    parser.add_argument("--upgrade", action="store_true", help="lock: take newer versions")
    return parser
