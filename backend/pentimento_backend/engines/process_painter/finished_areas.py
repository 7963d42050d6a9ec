"""Areas that the painter has finished: while sampling, they are what they will be in the end.

So what is painted beside them goes with them (as RePaint does, https://arxiv.org/abs/2201.09865).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from ..model_work.autoencoder import PIXELS_PER_LATENT
from ..model_work.sheet import Sheet
from .conditioning import Hold
from .schedules import Scheduler

FINISHED = 255


@dataclass(frozen=True, eq=False)
class FinishedArea:
    """What a given canvas shows in an area from slot `first` of a clip on.

    `latents` (4, h, w) of the canvas; `mask` (uint8, canvas height x width) is 255 in the area.
    """

    first: int
    latents: torch.Tensor
    mask: NDArray[np.uint8]


@dataclass(frozen=True)
class HeldAreas:
    """Sets areas of latents to what they show, as noisy as all else is before each step.

    `shown` and `noise` are (1, 4, slots, h, w), `area` (1, 1, slots, h, w) is true inside.
    `clean_shares` holds the share of the picture in the variance before each step, and 1 for the
    end. `frames` are held besides.
    """

    shown: torch.Tensor
    area: torch.Tensor
    noise: torch.Tensor
    clean_shares: tuple[float, ...]
    frames: Hold | None

    def put_into(self, latents: torch.Tensor, step: int) -> torch.Tensor:
        """Return latents (1, 4, slots, h, w) with the areas as they are before step `step`."""
        if self.frames is not None:
            latents = self.frames.put_into(latents, step)
        share = self.clean_shares[step]
        noisy = share**0.5 * self.shown + (1.0 - share) ** 0.5 * self.noise
        return torch.where(self.area, noisy, latents)


def hold_finished_areas(
    areas: Sequence[FinishedArea],
    sheet: Sheet,
    noise: torch.Tensor,
    scheduler: Scheduler,
    frames: Hold | None,
) -> Hold | None:
    """Return what is held while sampling: `frames`, and areas in their order.

    `noise` (1, 4, slots, h, w) is the clip's; `scheduler` has its timesteps set.
    """
    if not areas:
        return frames
    shown = torch.zeros_like(noise)
    inside = torch.zeros_like(noise[:, :1], dtype=torch.bool)
    for area in areas:
        cells = torch.from_numpy(finished_cells(area.mask, sheet)).to(noise.device)
        later = shown[:, :, area.first :]
        shown[:, :, area.first :] = torch.where(cells, area.latents[None, :, None].to(shown), later)
        inside[:, :, area.first :] |= cells
    shares = [float(scheduler.alphas_cumprod[timestep]) for timestep in scheduler.timesteps]
    return HeldAreas(shown, inside, noise, (*shares, 1.0), frames)


def finished_cells(mask: NDArray[np.uint8], sheet: Sheet) -> NDArray[np.bool_]:
    """Return which cells (h, w) of a sheet's latents lie in the finished area with all of them."""
    on_sheet = sheet.lay_opaque(np.repeat(255 - mask[..., None], 3, axis=2))[..., 0]
    cells = on_sheet.reshape(
        sheet.height // PIXELS_PER_LATENT,
        PIXELS_PER_LATENT,
        sheet.width // PIXELS_PER_LATENT,
        PIXELS_PER_LATENT,
    )
    return cells.max(axis=(1, 3)) == 255 - FINISHED
