"""One errand about one model, in a process of its own that may be killed at any moment.

`python -m pentimento_backend.models.errand download|verify|remove NAME` writes JSON lines on its
standard output: {"done": bytes, "total": bytes, "note": words} along the way, and at the end
{"sentence": words} with exit code 0, or with exit code 1 where the errand could not be done; then
"code" names the kind of trouble (see `problem`). It ends when its standard input is closed.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys

from ..parent_pipe import Reporter, when_left_alone, write_line
from .catalogue import ModelEntry, entry
from .download import download
from .problem import ModelProblem
from .upkeep import remove, verify

log = logging.getLogger(__name__)


def run(errand: str, name: str) -> str:
    """Do the errand and return a sentence about it. Raises ModelProblem."""
    model = entry(name)
    if errand == "download":
        return f"{model.title} is here: {download(model, Reporter().report)}."
    if errand == "verify":
        return _verify(model)
    return f"{model.title} is removed; {remove(model) / 1e9:.1f} GB are free again."


def _verify(model: ModelEntry) -> str:
    found = verify(model, Reporter().report)
    if found.unknown:
        return (
            f"{len(found.checked)} files of {model.title} are as published; of "
            f"{len(found.unknown)} no checksum is at hand: {', '.join(found.unknown)}."
        )
    return f"{model.title} is as published ({len(found.checked)} files)."


def main() -> int:
    """Run the errand of the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("errand", choices=("download", "verify", "remove"))
    parser.add_argument("name")
    wanted = parser.parse_args()
    logging.basicConfig(level=logging.WARNING)
    when_left_alone(lambda: os._exit(1))
    try:
        sentence = run(wanted.errand, wanted.name)
    except ModelProblem as problem:
        log.warning("%s of %s failed", wanted.errand, wanted.name, exc_info=problem)
        write_line(sentence=str(problem), code=problem.code)
        return 1
    write_line(sentence=sentence)
    return 0


if __name__ == "__main__":
    sys.exit(main())
