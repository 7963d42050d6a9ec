"""Samples latent videos between pictures: guidance, and the loop over the schedule.

Networks work in their own type; the state is float32. Nothing here waits for the device.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor

from .attention import TemporalWindow
from .schedule import Step, schedule

GUIDANCE_RESCALE = 0.7

Velocity = Callable[[Tensor, Tensor], Tensor]
"""Predicts v, float32, of float32 states (videos, 4, frames, h, w) at timesteps (videos,)."""

Draw = Callable[[], Tensor]
"""Returns fresh noise of the state's shape: the first draw is the initial state."""


class Denoiser(Protocol):
    """What is sampled from: `UNet3D`, or anything that is asked in the same way."""

    def condition(self, text: Tensor, image: Tensor, frame_rate: Tensor | None) -> Any: ...  # noqa: ANN401

    def __call__(
        self,
        x: Tensor,
        timesteps: Tensor,
        conditioning: Any,  # noqa: ANN401
        pictures: Tensor,
        window: TemporalWindow,
        /,
    ) -> Tensor: ...


@dataclass(frozen=True)
class Context:
    """What a video shall show: text (videos, 77, c) and picture tokens (videos, frames, n, c)."""

    text: Tensor
    image: Tensor


def guided(positive: Tensor, negative: Tensor, guidance: float, rescale: float) -> Tensor:
    """Return the prediction led away from `negative`, its contrast drawn back to `positive`'s.

    `rescale` 0..1 is how far (Lin et al. 2024, section 3.4). First axis: videos, each by itself.
    """
    led = negative + guidance * (positive - negative)
    over = tuple(range(1, led.dim()))
    contrast = positive.std(over, keepdim=True) / led.std(over, keepdim=True)
    return led * (rescale * contrast + (1 - rescale))


@torch.inference_mode()
def guided_velocity(
    unet: Denoiser,
    positive: Context,
    negative: Context,
    pictures: Tensor,
    frame_rate: Tensor | None,
    guidance: float,
    *,
    batched_guidance: bool = True,
    window: TemporalWindow = TemporalWindow.OFF,
    guidance_rescale: float = GUIDANCE_RESCALE,
) -> Velocity:
    """Return the guided prediction of v; text and pictures are encoded here, once for all steps.

    `pictures` (videos, 4, frames, h, w) has the latents of the known frames and zeros elsewhere,
    in the network's type and on its device, like the contexts; `frame_rate` is (videos,) or None
    for the network's default. With `batched_guidance` both branches run in one pass, otherwise in
    two, which need half the memory. A guidance of 1 needs no negative branch.
    """

    def branch(context: Context, pictures: Tensor, frame_rate: Tensor | None) -> Velocity:
        conditioning = unet.condition(context.text, context.image, frame_rate)
        return lambda x, timesteps: unet(
            x.to(pictures.dtype), timesteps, conditioning, pictures, window
        ).float()

    if guidance == 1:
        return branch(positive, pictures, frame_rate)

    if batched_guidance:
        both = branch(
            Context(
                torch.cat([positive.text, negative.text]),
                torch.cat([positive.image, negative.image]),
            ),
            torch.cat([pictures, pictures]),
            None if frame_rate is None else torch.cat([frame_rate, frame_rate]),
        )

        def in_one_pass(x: Tensor, timesteps: Tensor) -> Tensor:
            toward, away = both(torch.cat([x, x]), torch.cat([timesteps, timesteps])).chunk(2)
            return guided(toward, away, guidance, guidance_rescale)

        return in_one_pass

    toward = branch(positive, pictures, frame_rate)
    away = branch(negative, pictures, frame_rate)
    return lambda x, timesteps: guided(
        toward(x, timesteps), away(x, timesteps), guidance, guidance_rescale
    )


@torch.inference_mode()
def sample(
    velocity: Velocity,
    draw: Draw,
    steps: int,
    *,
    clean_last_step: bool = False,
    on_step: Callable[[int, int], None] | None = None,
    show: Callable[[Tensor], None] | None = None,
) -> Tensor:
    """Return latent videos, float32, shaped and placed like the draws.

    `on_step(done, total)` is called after each step and may raise to end the work; `show` is given
    the videos that each step expects at the end. Raises ValueError for a number of steps outside
    1..1000.
    """
    plan = schedule(steps, clean_last_step)
    x = draw().float()
    timesteps = torch.tensor([step.timestep for step in plan], device=x.device)
    for index, step in enumerate(plan):
        predicted = velocity(x, timesteps[index].expand(len(x)))
        data = _expected(step, x, predicted)
        if show is not None:
            show(data)
        x = _after(step, x, predicted, data)
        if step.noise > 0:
            x = x + step.noise * draw().float()
        if on_step is not None:
            on_step(index + 1, len(plan))
    return x


def _expected(step: Step, x: Tensor, velocity: Tensor) -> Tensor:
    return (step.signal * x - step.spread * velocity) * step.rescale


def _after(step: Step, x: Tensor, velocity: Tensor, data: Tensor) -> Tensor:
    epsilon = step.signal * velocity + step.spread * x
    return step.next_signal * data + step.direction * epsilon


def seeded_noise(
    seeds: Sequence[int], shape: Sequence[int], device: torch.device, dtype: torch.dtype
) -> Draw:
    """Return draws of standard normal noise, (len(seeds), *shape), a generator for each video.

    A video's noise does not depend on what is sampled beside it. Draws differ between kinds of
    device and types.
    """
    generators = [torch.Generator(device).manual_seed(seed) for seed in seeds]
    return lambda: torch.stack(
        [
            torch.randn(*shape, generator=generator, device=device, dtype=dtype)
            for generator in generators
        ]
    )
