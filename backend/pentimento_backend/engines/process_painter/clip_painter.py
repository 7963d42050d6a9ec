"""Paints a clip: given canvases to latents and noise, noise to latents, latents to pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from ...models.devices import Precision
from ...models.memory_plan import MemoryPlan
from ...models.residence import Residence
from ..interface import Canvas
from ..model_work.autoencoder import PIXELS_PER_LATENT, decode_latents, encode_pictures
from ..model_work.picture import Picture
from ..model_work.prompts import encode_prompts
from ..model_work.reckoning import Reckoning
from ..model_work.sheet import Sheet
from .clip import Clip
from .conditioning import Conditioning, Hold, condition_frames, hold_frames, replace_noise
from .finished_areas import hold_finished_areas
from .guidance import GuidedNoise
from .info import PAPER
from .inversion import invert
from .models import Models
from .pictures import cropped_pixels, to_pictures
from .sampler import sample, seeded_noise
from .schedules import PROCESS_PAINTER, STABLE_DIFFUSION
from .settings import Settings
from .windows import NoisePrediction, WindowedNoise

PLAIN_COST = 1.0
"""Of one picture in one step of inversion: the unit in which progress is told."""
CLIP_COST = 3.0
"""Of one frame in one step of sampling, both branches of guidance."""
REFERENCE_COST = 0.8
"""Besides, where the reference network takes part."""


def sampling_cost(settings: Settings, models: Models, windows: Sequence[Sequence[int]]) -> float:
    """Return what all sampling steps of a clip have to compute."""
    each = CLIP_COST + (0.0 if models.clip.reference is None else REFERENCE_COST)
    return sum(map(len, windows)) * settings.sampling_steps * each


def inversion_cost(settings: Settings, pictures: int) -> float:
    """Return what all steps of the inversion of given pictures have to compute."""
    return pictures * inversion_steps(settings) * PLAIN_COST


def inversion_steps(settings: Settings) -> int:
    """Return how many steps an inversion has; held frames take as many as the sampling."""
    return settings.sampling_steps if settings.form == PAPER else settings.inversion_steps


@dataclass(frozen=True, eq=False)
class Start:
    """What sampling starts from: noise (1, 4, slots, h, w), and what is held on its own way."""

    noise: torch.Tensor
    held: Hold | None = None


@dataclass(frozen=True, eq=False)
class ClipPainter:
    """Paints a clip of pictures of the sheet's size by `windows` over it."""

    models: Models
    residence: Residence
    precision: Precision
    settings: Settings
    reckoning: Reckoning
    sheet: Sheet
    clip: Clip
    windows: Sequence[Sequence[int]]

    def paint(self) -> torch.Tensor:
        """Return the latents (1, 4, slots, h, w) of the clip."""
        prompt, negative, empty = encode_prompts(
            self.models.tokenizer,
            self.models.text_encoder,
            (self.settings.prompt, self.settings.negative_prompt, ""),
            self.residence,
            self.precision.networks,
            self.reckoning.say,
        )
        if not self.clip.givens:
            return self._sampled(prompt, negative, Start(self._noise()), None)
        pixels = torch.cat([self._pixels(given.image) for given in self.clip.givens.values()])
        latents = self._encoded(pixels)
        start = self._start(latents, empty)
        conditioning = self._conditioning(pixels, latents)
        return self._sampled(prompt, negative, start, conditioning)

    def pictures(self, latents: torch.Tensor, slots: Sequence[int]) -> Iterator[Picture]:
        """Yield the pictures of these slots of a clip, as many decoded at a time as fit."""
        frames, left = latents[0].transpose(0, 1), list(slots)
        while left:
            count = self.residence.plan.pictures_at_once
            part, left = left[:count], left[count:]
            self.reckoning.say("from latents to pictures")
            yield from self._decoded(frames[part])

    def _pixels(self, canvas: Canvas) -> torch.Tensor:
        return cropped_pixels(self.sheet.lay(canvas), self.sheet.height, self.sheet.width)

    def _encoded(self, pixels: torch.Tensor) -> torch.Tensor:
        self.reckoning.say("looking at the canvas")
        vae, dtype = self.models.vae, self.precision.autoencoders
        return self.residence.run(
            vae, dtype, lambda plan: encode_pictures(vae, pixels, plan.pictures_at_once)
        )

    def _decoded(self, latents: torch.Tensor) -> Sequence[Picture]:
        vae, dtype = self.models.vae, self.precision.autoencoders
        pixels = self.residence.run(
            vae, dtype, lambda plan: decode_latents(vae, latents, plan.pictures_at_once)
        )
        return list(to_pictures(pixels))

    def _noise(self) -> torch.Tensor:
        rows, columns = (
            side // PIXELS_PER_LATENT for side in (self.sheet.height, self.sheet.width)
        )
        return seeded_noise(
            self.settings.seed, self.clip.length, rows, columns, self.residence.device
        )

    def _start(self, latents: torch.Tensor, empty: torch.Tensor) -> Start:
        """Return how the given slots begin: as noise that leads to them, or held at every step."""
        noise, slots, frames = self._noise(), list(self.clip.givens), None
        trajectory = self._inverted(latents, empty)
        if self.settings.form == PAPER:
            frames = hold_frames(slots, trajectory)
        else:
            noise = replace_noise(noise, dict(zip(slots, trajectory[-1], strict=True)))
        scheduler = PROCESS_PAINTER.sampling(self.settings.sampling_steps)
        held = hold_finished_areas(self.clip, self.sheet, latents, noise, scheduler, frames)
        return Start(noise, held)

    def _inverted(self, latents: torch.Tensor, empty: torch.Tensor) -> list[torch.Tensor]:
        """Return latents of given canvases after 0, 1, 2, ... steps of inversion."""
        # held frames must be as noisy as the others, so they go back on the sampling's schedule
        schedule = PROCESS_PAINTER if self.settings.form == PAPER else STABLE_DIFFUSION
        plain, steps = self.models.plain, inversion_steps(self.settings)

        def inverted(part: torch.Tensor) -> list[torch.Tensor]:
            cost = inversion_cost(self.settings, len(part))
            on_step = self.reckoning.steps_of(cost, "from the canvas to noise")
            return invert(plain, part, empty, schedule.inversion(steps), on_step)

        def work(plan: MemoryPlan) -> list[torch.Tensor]:
            parts = [inverted(part) for part in latents.split(plan.pictures_at_once)]
            return [torch.cat(states) for states in zip(*parts, strict=True)]

        return self.residence.run(plain, self.precision.networks, work, by_layer=True)

    def _conditioning(self, pixels: torch.Tensor, latents: torch.Tensor) -> Conditioning:
        reference = self.models.clip.reference
        assert reference is not None
        in_latents = reference.config["use_simplified_condition_embedding"]
        seen = latents if in_latents else (pixels.to(latents) + 1.0) / 2.0
        return condition_frames(dict(zip(self.clip.givens, seen, strict=True)), self.clip.length)

    def _sampled(
        self,
        prompt: torch.Tensor,
        negative: torch.Tensor,
        start: Start,
        conditioning: Conditioning | None,
    ) -> torch.Tensor:
        networks, steps = self.models.clip, self.settings.sampling_steps
        on_step = self.reckoning.steps_of(
            sampling_cost(self.settings, self.models, self.windows), "painting"
        )

        def work(plan: MemoryPlan) -> torch.Tensor:
            guided = GuidedNoise(
                networks.unet,
                prompt,
                negative,
                self.settings.guidance,
                plan.batched_guidance,
                networks.reference,
                conditioning,
            )
            scheduler = PROCESS_PAINTER.sampling(steps)
            return sample(self._windowed(guided), start.noise, scheduler, on_step, start.held)

        return self.residence.run(networks, self.precision.networks, work, by_layer=True)

    def _windowed(self, guided: GuidedNoise) -> NoisePrediction:
        if len(self.windows) == 1:
            return guided
        return WindowedNoise(guided, self.windows, self.residence.device)
