"""Noise schedules: of sampling, and of the inversion of given pictures.

They differ as published: the motion modules were trained on linear betas, Stable Diffusion, by
which pictures are inverted, on scaled linear ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_ddim_inverse import DDIMInverseScheduler
from diffusers.schedulers.scheduling_dpmsolver_multistep import DPMSolverMultistepScheduler

Scheduler = DDIMScheduler | DPMSolverMultistepScheduler

MOST_STEPS = 1000
"""Noise levels of training, and so the most steps there can be."""


@dataclass(frozen=True)
class Schedule:
    """The options of a diffusers scheduler that matter here, under its names."""

    beta_schedule: str
    beta_start: float = 0.00085
    beta_end: float = 0.012
    steps_offset: int = 1
    set_alpha_to_one: bool = True
    clip_sample: bool = False

    @classmethod
    def of_config(cls, config: Mapping[str, Any]) -> Schedule:
        """Read a scheduler_config.json of any scheduler."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in config.items() if name in names})

    def sampling(self, steps: int) -> DDIMScheduler:
        """Return the scheduler from noise to pictures, timesteps set. Raises ValueError."""
        scheduler = DDIMScheduler(**asdict(self))
        scheduler.set_timesteps(_checked(steps))
        return scheduler

    def fast_sampling(self, steps: int) -> DPMSolverMultistepScheduler:
        """Return one that does as well in fewer steps, at the same timesteps. Raises ValueError.

        DPM-Solver++(2M) of Lu et al. 2022.
        """
        scheduler = DPMSolverMultistepScheduler(
            beta_schedule=self.beta_schedule, beta_start=self.beta_start, beta_end=self.beta_end
        )
        scheduler.set_timesteps(timesteps=self.sampling(steps).timesteps.tolist())
        return scheduler

    def inversion(self, steps: int) -> DDIMInverseScheduler:
        """Return the scheduler from pictures to noise, timesteps set. Raises ValueError."""
        scheduler = DDIMInverseScheduler(**asdict(self))
        scheduler.set_timesteps(_checked(steps))
        return scheduler


PROCESS_PAINTER = Schedule("linear")
STABLE_DIFFUSION = Schedule("scaled_linear", set_alpha_to_one=False)


def _checked(steps: int) -> int:
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(f"The number of steps lies between 1 and {MOST_STEPS}.")
    return steps
