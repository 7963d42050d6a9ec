"""What is shown while sampling: rough pictures of the canvas, a few a second."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from pentimento_backend.engines.model_work.previews import (
    SECONDS_APART,
    Previews,
    rough_picture,
)
from pentimento_backend.engines.model_work.sheet import fitted_sheet

from .atelier import Atelier


def test_only_so_many_a_second_and_only_the_canvas():
    atelier, clock = Atelier({}), iter([0.0, 0.0, 0.1, 0.3, 1.0, 1.0])
    previews = Previews(atelier, fitted_sheet(120, 90, 256), now=lambda: next(clock))
    for _ in range(4):
        previews.show(torch.zeros(4, 32, 32))
    assert SECONDS_APART > 0.3
    assert [preview.shape for preview in atelier.previews] == [(192, 256, 3)] * 2


def test_latents_of_nothing_are_grey():
    assert (rough_picture(torch.zeros(4, 2, 3)) == 127).all()


@pytest.mark.parametrize(("channel", "colour"), [(0, "red"), (1, "green"), (2, "blue")])
def test_channels_of_latents_have_their_colours(channel: int, colour: str):
    """As in the fit: the first is bright and warm, the second greenish, the third blue, not red."""
    latents = torch.zeros(4, 1, 1)
    latents[channel] = 1.0
    brightest = np.argmax(rough_picture(latents)[0, 0])
    assert ("red", "green", "blue")[brightest] == colour
