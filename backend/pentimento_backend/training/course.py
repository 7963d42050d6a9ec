"""How a training runs, whatever is trained."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from .problem import TrainingProblem

Arithmetic = Literal["no", "fp16", "bf16"]
"""accelerate's words: what is computed in half precision besides float32, if anything."""

MAY_CHANGE = {"steps", "save_every", "preview_every", "arithmetic", "checkpointing"}
"""Settings under which a training that was broken off may go on; others would be another one."""


@dataclass(frozen=True)
class Course:
    """The settings of a training.

    A step brings the weights on once, by the mean gradient of `batch` x `accumulation` sequences
    for each process. `learning_rate`, `weight_decay`: of AdamW. Gradients are clipped to the norm
    `clip`. `average`: weight of the past in the running average of weights that is kept in the end,
    0 for the last weights themselves. `checkpointing` computes activations again instead of keeping
    them. Every `save_every` steps the state is saved, every `preview_every` a preview is painted.
    """

    steps: int
    batch: int = 1
    accumulation: int = 1
    learning_rate: float = 2e-5
    weight_decay: float = 1e-2
    clip: float = 1.0
    average: float = 0.0
    seed: int = 0
    arithmetic: Arithmetic = "no"
    checkpointing: bool = False
    save_every: int = 500
    preview_every: int = 500

    def __post_init__(self) -> None:
        """Raise TrainingProblem for settings of no sense."""
        counts = (self.steps, self.batch, self.accumulation, self.save_every, self.preview_every)
        if min(counts) < 1:
            raise TrainingProblem("Steps, batch, accumulation and intervals must be 1 or more.")
        if not 0.0 < self.learning_rate < 1.0 or self.clip <= 0.0 or self.weight_decay < 0.0:
            raise TrainingProblem("The learning rate must lie between 0 and 1, such as 2e-5.")
        if not 0.0 <= self.average < 1.0:
            raise TrainingProblem("The weight of the past must be at least 0 and below 1.")

    @property
    def fixed(self) -> dict[str, Any]:
        """What must be the same when a training goes on."""
        return {name: value for name, value in asdict(self).items() if name not in MAY_CHANGE}

    def check_continues(self, earlier: dict[str, Any]) -> None:
        """Raise TrainingProblem where a training of the fixed settings `earlier` cannot go on."""
        for field in fields(self):
            if field.name in MAY_CHANGE:
                continue
            now, then = getattr(self, field.name), earlier.get(field.name)
            if now != then:
                raise TrainingProblem(
                    f"The training in this folder runs with {field.name} {then}, not {now}: leave "
                    "it so, or name another folder."
                )
