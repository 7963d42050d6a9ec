"""Pentimento inside Krita: shows on the timeline how the canvas could have been painted.

This file is only a gate. It is written so that any Python 3 can read it: where Krita or its Python
is too old, or the plugin is incomplete, the docker says so in a sentence instead of Krita showing
a traceback. Imported outside of Krita, by a test or a tool, it does nothing.
"""

import sys

OLDEST_KRITA = (5, 1)
OLDEST_PYTHON = (3, 8)

try:
    from krita import Krita
except ImportError:
    Krita = None


def _unfit(application):  # noqa: ANN001, ANN202 (annotations of Krita's types need a newer Python)
    """Return a sentence about what is too old here, None where everything is new enough."""
    version = application.version()
    numbers = version.split("-")[0].split(" ")[0].split(".")
    if tuple(int(number) for number in numbers[:2] if number.isdigit()) < OLDEST_KRITA:
        return (
            "Pentimento needs Krita 5.1 or newer, but this is Krita "
            + version
            + ". Install a newer Krita from krita.org."
        )
    if sys.version_info[:2] < OLDEST_PYTHON:
        return (
            "Pentimento needs a Krita with Python 3.8 or newer, but this Krita has Python "
            + ".".join(str(number) for number in sys.version_info[:3])
            + ". Install a newer Krita from krita.org."
        )
    return None


def _start(application):  # noqa: ANN001, ANN202
    sentence, command = _unfit(application), ""
    if sentence is None:
        try:
            from .extension import register  # noqa: PLC0415 (only where Krita is fit)

            register(application)
            return
        except Exception as error:
            # Whatever it is, Krita must start; the painter reads why Pentimento does not.
            sentence = "Pentimento cannot start: " + (str(error) or type(error).__name__)
            if isinstance(error, (ImportError, SyntaxError)):
                sentence += ". The plugin is incomplete: run this in Pentimento's folder, "
                sentence += "then start Krita again."
                command = "python3 -m installer"
    sys.stderr.write(sentence + "\n")
    from .notice import register_notice  # noqa: PLC0415

    register_notice(application, sentence, command)


if Krita is not None:
    _start(Krita.instance())
