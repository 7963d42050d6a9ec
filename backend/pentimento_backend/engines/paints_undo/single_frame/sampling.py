"""From noise to the latents of key states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch

from ...interface import FIRST_STEP, LAST_STEP
from .schedule import sampler_steps


class NoisePredictor(Protocol):
    """What the sampler asks: `KeyframeUNet.predict_noise`."""

    def __call__(
        self,
        latents: torch.Tensor,
        condition: torch.Tensor,
        timestep: torch.Tensor,
        text: torch.Tensor,
        operation_steps: torch.Tensor,
    ) -> torch.Tensor: ...


@dataclass(frozen=True)
class Guidance:
    """How strongly the prompt leads (classifier-free guidance, Ho and Salimans 2022).

    `scale` 1 leaves the negative prompt out, at half the cost. `batched` runs both prompts through
    the network at once, in less time and more memory.
    """

    scale: float = 3.0
    batched: bool = True


@dataclass(frozen=True, eq=False)
class Conditions:
    """What the key states depend on, on the network's device.

    `picture`: latents (1, 4, height / 8, width / 8) of the finished picture. `prompt` and
    `negative_prompt`: hidden states (1, 77, channels). `operation_steps`: 0..999, one a key state.
    """

    picture: torch.Tensor
    prompt: torch.Tensor
    negative_prompt: torch.Tensor
    operation_steps: Sequence[int]


def draw_noise(seed: int, picture: torch.Tensor) -> torch.Tensor:
    """Return the one noise of all key states of latents `picture`, the same on every device."""
    generator = torch.Generator("cpu").manual_seed(seed)
    return torch.randn(picture.shape, generator=generator).to(picture.device)


@torch.inference_mode()
def sample(
    predict_noise: NoisePredictor,
    conditions: Conditions,
    noise: torch.Tensor,
    *,
    steps: int = 50,
    guidance: Guidance = Guidance(),
    strength: float = 1.0,
    initial: torch.Tensor | None = None,
    on_step: Callable[[int, int], None] = lambda done, total: None,
    show: Callable[[torch.Tensor], None] = lambda expected: None,
) -> torch.Tensor:
    """Return the latents (n, 4, height / 8, width / 8), float32, of n operation steps, in order.

    `noise` is (1, ...), the same for all as in training, or (n, ...). Key states do not depend on
    each other: where memory is short, ask for them a few at a time. A `strength` below 1 starts
    from `initial` latents with less noise. `on_step(done, total)` may raise to cancel. `show` is
    given the latents that each step expects at the end. Raises ValueError for operation steps or
    settings that do not exist.
    """
    schedule = sampler_steps(steps, strength)
    device, count = noise.device, len(conditions.operation_steps)
    timesteps = torch.tensor([step.timestep for step in schedule], device=device)
    predict = _guided(predict_noise, conditions, guidance, device)
    latents = noise.float().expand(count, *noise.shape[1:]) * schedule[0].sigma
    if initial is not None:
        latents = latents + initial.float()
    previous = torch.zeros_like(latents)
    for done, (step, timestep) in enumerate(zip(schedule, timesteps, strict=True), 1):
        scaled = latents * (step.sigma**2 + 1.0) ** -0.5
        denoised = latents - step.sigma * predict(scaled, timestep)
        latents = step.keep * latents + step.toward * denoised + step.before * previous
        previous = denoised
        show(denoised)
        on_step(done, len(schedule))
    return latents


def _guided(
    predict_noise: NoisePredictor,
    conditions: Conditions,
    guidance: Guidance,
    device: torch.device,
) -> Callable[[torch.Tensor, torch.Tensor], torch.Tensor]:
    """Return the guided noise prediction as a function of latents and timestep."""
    operation_steps = _checked(conditions.operation_steps).to(device)
    count = len(operation_steps)
    picture = _repeated(conditions.picture, count)
    prompt = _repeated(conditions.prompt, count)
    negative_prompt = _repeated(conditions.negative_prompt, count)
    both_prompts = torch.cat([prompt, negative_prompt])

    def unguided(latents: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
        return predict_noise(latents, picture, timestep, prompt, operation_steps)

    def in_turn(latents: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
        positive = predict_noise(latents, picture, timestep, prompt, operation_steps)
        negative = predict_noise(latents, picture, timestep, negative_prompt, operation_steps)
        return torch.lerp(negative, positive, guidance.scale)

    def at_once(latents: torch.Tensor, timestep: torch.Tensor) -> torch.Tensor:
        positive, negative = predict_noise(
            latents.repeat(2, 1, 1, 1),
            picture.repeat(2, 1, 1, 1),
            timestep,
            both_prompts,
            operation_steps.repeat(2),
        ).chunk(2)
        return torch.lerp(negative, positive, guidance.scale)

    if guidance.scale == 1.0:
        return unguided
    return at_once if guidance.batched else in_turn


def _checked(operation_steps: Sequence[int]) -> torch.Tensor:
    if not operation_steps:
        raise ValueError("Name one operation step or more.")
    for step in operation_steps:
        if not LAST_STEP <= step <= FIRST_STEP:
            raise ValueError(
                f"Operation step {step} does not exist: they run from {FIRST_STEP} (first marks) "
                f"to {LAST_STEP} (finished)."
            )
    return torch.tensor(operation_steps)


def _repeated(one: torch.Tensor, count: int) -> torch.Tensor:
    return one.expand(count, *one.shape[1:])
