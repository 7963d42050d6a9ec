"""One lesson, in a process of its own that may be stopped or killed at any moment.

`python -m pentimento_backend.training.errand` reads its order, a JSON object, from the first line
of its standard input: `name` and `recordings` (paths), and where wished `base_style`, `steps`,
`rank`, `size`, `memory_budget` (GB), `seed`, `device`. It writes JSON lines on its standard output:
{"done": steps, "total": steps, "note": words} along the way, {"preview": path of a png}, and at the
end {"sentence": words} with exit code 0, or with exit code 1 where nothing could be learnt; then
{"code": kind} stands beside it, as of ModelProblem and TrainingProblem. When its standard input is
closed it saves what it has learnt and ends.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

from ..models.problem import ModelProblem
from ..parent_pipe import Reporter, read_order, when_left_alone, write_line
from .learning import Lesson, learn
from .onlooker import Progress
from .problem import TrainingProblem
from .stopping import Stop, stopped_by_signals
from .style_folder import Ground

log = logging.getLogger(__name__)

DEFAULT_STYLE = "character"

KINDS: dict[str, type | tuple[type, ...]] = {
    "name": str,
    "recordings": list,
    "base_style": str,
    "steps": int,
    "rank": int,
    "size": int,
    "memory_budget": (int, float),
    "seed": int,
    "device": str,
}


class LessonReporter:
    """Writes how far the lesson is."""

    def __init__(self) -> None:
        self._reporter = Reporter()

    def progress(self, progress: Progress) -> None:
        loss = "" if progress.loss is None else f", loss {progress.loss:.4f}"
        left = progress.seconds_left
        time_left = "" if left is None else f", {max(1, round(left / 60))} min left"
        self._reporter.report(progress.step, progress.steps, progress.note, loss + time_left)

    def preview(self, path: Path) -> None:
        write_line(preview=str(path))


def read_lesson(line: str) -> Lesson:
    """Return the lesson of an order. Raises TrainingProblem for one that is none."""
    try:
        order = json.loads(line)
    except (ValueError, RecursionError):
        order = None
    if not isinstance(order, dict) or not {"name", "recordings"} <= order.keys():
        raise TrainingProblem("An order to learn names a style and recordings.")
    for key, value in order.items():
        if key not in KINDS or not isinstance(value, KINDS[key]) or isinstance(value, bool):
            raise TrainingProblem(f"An order to learn cannot say {key} = {value!r}.")
    recordings = order["recordings"]
    if not recordings or not all(isinstance(path, str) for path in recordings):
        raise TrainingProblem("Name the recordings to learn from, files or folders.")
    return _lesson(order)


def _lesson(order: dict[str, Any]) -> Lesson:
    numbers = {name: order.get(name, 0) for name in ("steps", "rank", "size", "seed")}
    if min(numbers.values()) < 0 or numbers["size"] % 64 or numbers["size"] > 1024:
        raise TrainingProblem(
            "Steps, rank and seed must not be negative, and the size is a multiple of 64 up to "
            "1024, or 0."
        )
    return Lesson(
        name=order["name"],
        recordings=tuple(Path(path) for path in order["recordings"]),
        ground=Ground(order.get("base_style") or DEFAULT_STYLE),
        memory_budget=max(0.0, float(order.get("memory_budget", 0.0))),
        on_cpu=order.get("device", "").partition(":")[0] == "cpu",
        **numbers,
    )


def main() -> int:
    """Learn what the order says; returns the exit code."""
    logging.basicConfig(level=logging.WARNING)
    stop = Stop()
    try:
        lesson = read_lesson(read_order())
        when_left_alone(stop.wish)
        with stopped_by_signals(stop):
            sentence = learn(lesson, LessonReporter(), stop)
    except (TrainingProblem, ModelProblem) as problem:
        log.warning("learning failed", exc_info=problem)
        write_line(sentence=str(problem), code=problem.code)
        return 1
    write_line(sentence=sentence)
    return 0


if __name__ == "__main__":
    sys.exit(main())
