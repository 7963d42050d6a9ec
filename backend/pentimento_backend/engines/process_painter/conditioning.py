"""Given frames: what the reference network sees of them, and how noise gives way to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch


@dataclass(frozen=True)
class Conditioning:
    """Given frames in their slots: `condition` (1, c, frames, h, w), zeros where nothing is given.

    `mask` (1, 1, frames, h, w) is 1 on given frames. The network's residuals are multiplied by
    `scale`.
    """

    condition: torch.Tensor
    mask: torch.Tensor
    scale: float = 1.0

    def at(self, frames: torch.Tensor | None) -> Conditioning:
        """Return the conditioning of these frames alone, None for all."""
        if frames is None:
            return self
        return Conditioning(
            self.condition.index_select(2, frames), self.mask.index_select(2, frames), self.scale
        )


def condition_frames(
    given: Mapping[int, torch.Tensor], frames: int, scale: float = 1.0
) -> Conditioning:
    """Return the conditioning of a clip of `frames` by what is given for some of its frames.

    Each given is (c, h, w): latents, or pixels for a reference network that takes those. The
    published program, told slots out of order, mixes up the pictures; here each stays in its slot.
    Raises ValueError.
    """
    first = next(iter(given.values()), None)
    if first is None:
        raise ValueError("There is no given frame to condition on.")
    _check_slots(given, frames)
    condition = first.new_zeros(1, first.shape[0], frames, *first.shape[1:])
    mask = first.new_zeros(1, 1, frames, *first.shape[1:])
    for slot, content in given.items():
        condition[0, :, slot] = content
        mask[0, :, slot] = 1.0
    return Conditioning(condition, mask, scale)


def replace_noise(noise: torch.Tensor, inverted: Mapping[int, torch.Tensor]) -> torch.Tensor:
    """Return noise (1, 4, frames, h, w), with inverted latents (4, h, w) for some frames.

    Raises ValueError.
    """
    _check_slots(inverted, noise.shape[2])
    replaced = noise.clone()
    for slot, latents in inverted.items():
        replaced[0, :, slot] = latents
    return replaced


class Hold(Protocol):
    """Sets parts of a clip to what is known of them, before every step and after the last."""

    def put_into(self, latents: torch.Tensor, step: int) -> torch.Tensor:
        """Return latents (1, 4, frames, h, w) with the parts as they are before step `step`."""
        ...


@dataclass(frozen=True)
class HeldFrames:
    """Frames that are set back to their own way from noise to picture before every step.

    `levels` (steps + 1, 4, n, h, w): latents of the n frames before each step and after the last.
    """

    slots: torch.Tensor
    levels: torch.Tensor

    def put_into(self, latents: torch.Tensor, step: int) -> torch.Tensor:
        """Return latents (1, 4, frames, h, w) with the frames as they are before step `step`."""
        return latents.index_copy(2, self.slots, self.levels[step][None].to(latents.dtype))


def hold_frames(slots: Sequence[int], trajectory: Sequence[torch.Tensor]) -> HeldFrames:
    """Return given frames as they are to be held while sampling.

    `trajectory` comes from an inversion of as many steps, on the sampling's own schedule: latents
    (n, 4, h, w) after 0, 1, 2, ... steps. This makes the given frames come back exactly, as the
    paper wishes; the published program replaces the first noise alone.
    """
    levels = torch.stack(list(reversed(trajectory))).transpose(1, 2)
    return HeldFrames(torch.tensor(slots, device=levels.device), levels)


def _check_slots(given: Mapping[int, torch.Tensor], frames: int) -> None:
    outside = [slot for slot in given if not 0 <= slot < frames]
    if outside:
        raise ValueError(f"Frame {outside[0]} is not among the {frames} frames of the clip.")
