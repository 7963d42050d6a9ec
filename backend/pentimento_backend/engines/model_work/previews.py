"""Previews: what latents will roughly look like, shown to the painter while they are sampled."""

from __future__ import annotations

import time
from collections.abc import Callable

import cv2
import numpy as np
import torch

from ..interface import Studio
from .picture import Picture
from .sheet import Sheet

LATENT_TO_RGB = (
    (0.298, 0.207, 0.208),
    (0.187, 0.286, 0.173),
    (-0.158, 0.189, 0.264),
    (-0.184, -0.271, -0.473),
)
"""What each channel of a latent of Stable Diffusion 1 adds to red, green and blue, -1..1.

A least-squares fit by Kevin Turner:
https://discuss.huggingface.co/t/decoding-latents-to-rgb-without-upscaling/23204
"""

SECONDS_APART = 0.4


class Previews:
    """Shows a studio the canvas on its sheet as latents have it, a few times a second at most."""

    def __init__(
        self, studio: Studio, sheet: Sheet, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._studio = studio
        self._sheet = sheet
        self._now = now
        self._next = 0.0

    def show(self, estimate: torch.Tensor) -> None:
        """Show latents (4, h, w), free of noise as far as they are known, if it is time to.

        Only then does the device have to be waited for.
        """
        if self._now() < self._next:
            return
        size = (self._sheet.width, self._sheet.height)
        picture = cv2.resize(rough_picture(estimate), size, interpolation=cv2.INTER_LINEAR)
        self._studio.preview(self._sheet.inside(np.asarray(picture, dtype=np.uint8)))
        self._next = self._now() + SECONDS_APART


def rough_picture(latents: torch.Tensor) -> Picture:
    """Return the picture (h, w, 3), an eighth in size, that latents (4, h, w) roughly stand for."""
    factors = torch.tensor(LATENT_TO_RGB)
    colours = latents.float().cpu().permute(1, 2, 0) @ factors
    return (colours * 127.5 + 127.5).clamp(0, 255).to(torch.uint8).numpy()
