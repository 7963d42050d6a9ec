"""Settings with which a painting LoRA fits the memory there is.

Counted at full size, operation by operation, as the largest sum of live tensors of one training
step with 8 frames in bfloat16 (`python -m benchmarks.training --count`); it grows with pixels and
frames.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..models.memory_plan import GB, in_gb
from .problem import TrainingProblem

FRAMES, PIXELS = 8, 512 * 512
STEADY = 1.4 * GB
"""Of a step, whatever the size of the pictures."""
KEPT, RECOMPUTED = 9.3 * GB, 5.6 * GB
"""Of a step beside that, with all activations kept and with gradient checkpointing."""

SIZES = (512, 448, 384, 320, 256)
"""Long sides that Stable Diffusion still paints sensibly, the best first."""


@dataclass(frozen=True)
class Fit:
    """A long side in pixels, and whether gradient checkpointing is needed."""

    size: int
    checkpointing: bool


def fitting(
    weights: int, frames: int, budget: int, least_bytes_per_number: int, size: int = 0
) -> Fit:
    """Return the largest size that fits `budget` bytes, without checkpointing where that fits.

    `weights` are the bytes of all networks; `size` is the painter's own choice, 0 for none. Numbers
    of `least_bytes_per_number` bytes are computed with. Raises TrainingProblem where nothing fits.
    """
    for side in (size,) if size else SIZES:
        share = side * side / PIXELS * frames / FRAMES
        for checkpointing in (False, True):
            each = RECOMPUTED if checkpointing else KEPT
            working = (STEADY + each * share) * least_bytes_per_number / 2
            if weights + working <= budget:
                return Fit(side, checkpointing)
    raise TrainingProblem(
        f"Learning needs more than the {in_gb(budget)} of memory that may be used: close other "
        "programs, choose a smaller size, or learn on a machine with a larger graphics card."
    )
