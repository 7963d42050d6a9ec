"""The stages that lead from key states to latent videos between them.

Each stage takes the one part of the model that it needs, and tensors on that part's device and in
its type, so that parts may come and go between stages. What depends on one key alone is computed
once for each key, not for each pair that it belongs to: hence keys have numbers, and a pair is two
of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from transformers import CLIPVisionModelWithProjection

from .attention import TemporalWindow
from .clip_vision import encode_pictures
from .resampler import Resampler
from .sampler import Context, Denoiser, Draw, guided_velocity, sample

FRAME_RATE = 3
"""The frame-rate condition that the published program always gives."""

Pair = tuple[int, int]
"""The numbers of the key that a video begins with and of the key that it ends with."""


@torch.inference_mode()
def see_keys(
    image_encoder: CLIPVisionModelWithProjection, keys: Tensor, at_once: int | None = None
) -> Tensor:
    """Return CLIP's tokens (keys + 1, l, c) of keys (keys, 3, h, w), -1..1; then a grey one's.

    The last, of a picture that shows nothing, is what the negative branch of guidance sees.
    `at_once` pictures go through the encoder together, None for all.
    """
    pictures = torch.cat([keys, torch.zeros_like(keys[:1])])
    return torch.cat(
        [encode_pictures(image_encoder, part) for part in pictures.split(at_once or len(pictures))]
    )


@torch.inference_mode()
def show_pairs(
    image_projection: Resampler, seen: Tensor, pairs: Sequence[Pair]
) -> tuple[Tensor, Tensor]:
    """Return the context of the pairs (pairs, frames, n, c), and that of nothing (1, ...).

    `seen` comes from `see_keys`.
    """
    grey = (-1, -1)
    context = image_projection(torch.stack([seen[list(pair)] for pair in (*pairs, grey)]))
    return context[:-1], context[-1:]


def known_frames(latents: Tensor, pairs: Sequence[Pair], frames: int) -> Tensor:
    """Return (pairs, 4, frames, h, w): the keys' latents (keys, 4, h, w) at both ends, else 0."""
    known = latents.new_zeros(len(pairs), latents.shape[1], frames, *latents.shape[2:])
    known[:, :, 0] = latents[[first for first, _ in pairs]]
    known[:, :, -1] = latents[[last for _, last in pairs]]
    return known


def sample_between(
    unet: Denoiser,
    prompt: Tensor,
    no_prompt: Tensor,
    shown: Tensor,
    nothing_shown: Tensor,
    known: Tensor,
    draw: Draw,
    *,
    steps: int,
    guidance: float,
    batched_guidance: bool,
    window: TemporalWindow = TemporalWindow.OFF,
    clean_last_step: bool = False,
    on_step: Callable[[int, int], None] | None = None,
    show: Callable[[Tensor], None] | None = None,
) -> Tensor:
    """Return latent videos, float32 (pairs, 4, frames, h, w), several pairs at once.

    `prompt` and `no_prompt` (1, 77, c) serve all pairs, as does `nothing_shown` (1, frames, n,
    c); `shown` is (pairs, frames, n, c), `known` comes from `known_frames`. See `sampler` for the
    rest. Raises what `on_step` raises, and ValueError for a number of steps outside 1..1000.
    """
    videos = len(known)
    velocity = guided_velocity(
        unet,
        Context(prompt.expand(videos, -1, -1), shown),
        Context(no_prompt.expand(videos, -1, -1), nothing_shown.expand_as(shown)),
        known,
        torch.full((videos,), FRAME_RATE, device=known.device),
        guidance,
        batched_guidance=batched_guidance,
        window=window,
    )
    return sample(
        velocity, draw, steps, clean_last_step=clean_last_step, on_step=on_step, show=show
    )
