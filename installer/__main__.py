"""`python3 -m installer`, written so that any Python can read it and say that it is too old."""

import sys

OLDEST_PYTHON = (3, 10)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11", "python3.10")


def main():  # noqa: ANN201 (annotations need a newer Python)
    """Run the installer; return the exit code."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        sys.stderr.write(_sentence())
        return 2
    from .command_line import run  # noqa: PLC0415 (only where Python can read it)

    return run(sys.argv[1:])


def _sentence():  # noqa: ANN202
    sentence = "Pentimento's installer needs Python 3.10 or newer, but this is Python "
    sentence += ".".join(str(number) for number in sys.version_info[:3]) + ". "
    newer = _newer_python()
    if newer:
        return sentence + "Run `" + newer + " -m installer` instead.\n"
    return sentence + "Install a newer Python from python.org or your system's packages.\n"


def _newer_python():  # noqa: ANN202
    try:
        from shutil import which  # noqa: PLC0415 (Python 2 has none)
    except ImportError:
        return None
    found = [name for name in NEWER_PYTHONS if which(name)]
    return found[0] if found else None


if __name__ == "__main__":
    sys.exit(main())
