"""Clips longer than a network takes: windows over their frames that overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Protocol

import torch


class NoisePrediction(Protocol):
    """Predicts the noise in latents (1, 4, n, h, w) of these n frames of a clip, None for all."""

    def __call__(
        self, latents: torch.Tensor, timestep: torch.Tensor, frames: torch.Tensor | None = None
    ) -> torch.Tensor: ...


def consecutive_windows(frames: int, length: int, overlap: int) -> list[tuple[int, ...]]:
    """Return windows of neighbouring frames; each shares `overlap` frames with the next.

    The last window ends at the last frame and so may share more. Raises ValueError.
    """
    if not 0 <= overlap < length:
        raise ValueError("Windows overlap in fewer frames than they have.")
    if frames <= length:
        return [tuple(range(frames))]
    starts = [*range(0, frames - length, length - overlap), frames - length]
    return [tuple(range(start, start + length)) for start in starts]


def spread_windows(frames: int, length: int) -> list[tuple[int, ...]]:
    """Return windows of at most `length` frames that each run over the whole clip, with gaps.

    A network that was taught whole processes sees a whole process in each. The first and the last
    frame lie in all windows, every other in one; beside consecutive windows they keep the order of
    the whole, and those the likeness of neighbours. Raises ValueError.
    """
    if length < 3:
        raise ValueError("A window over a whole clip has three frames or more.")
    if frames <= length:
        return [tuple(range(frames))]
    count = -(-(frames - 2) // (length - 2))
    return [(0, *range(1 + window, frames - 1, count), frames - 1) for window in range(count)]


class WindowedNoise:
    """Predicts the noise in long clips: the mean of the predictions by all windows on a frame."""

    def __init__(
        self, predict: NoisePrediction, windows: Sequence[Sequence[int]], device: torch.device
    ) -> None:
        self._predict = predict
        self._windows = [torch.tensor(window, device=device) for window in windows]
        counts = Counter(chain.from_iterable(windows))
        each = [counts[frame] for frame in range(max(counts) + 1)]
        self._counts = torch.tensor(each, device=device).view(1, 1, -1, 1, 1)

    def __call__(
        self, latents: torch.Tensor, timestep: torch.Tensor, frames: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return the noise in latents (1, 4, frames, h, w) of the whole clip."""
        if frames is not None:
            raise ValueError("Windows lie on whole clips.")
        total = torch.zeros_like(latents, dtype=torch.float32)
        for window in self._windows:
            noise = self._predict(latents.index_select(2, window), timestep, window)
            total.index_add_(2, window, noise)
        return total / self._counts
