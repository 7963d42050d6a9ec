"""Keyframes: key states of a canvas at any operation steps, by the single-frame model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from ...models.devices import Precision
from ...models.residence import Residence
from .pictures import Picture, to_network, to_pictures
from .prompts import encode_prompts
from .reckoning import KEYFRAME_COST, Reckoning
from .settings import Settings
from .single_frame.autoencoder import decode_latents, encode_pictures
from .single_frame.checkpoint import SingleFrameModel
from .single_frame.sampling import Conditions, Guidance, draw_noise, sample


@dataclass(frozen=True, eq=False)
class KeyframePainter:
    """Paints keyframes of one canvas; `prompt` says what it shows."""

    model: SingleFrameModel
    residence: Residence
    precision: Precision
    settings: Settings
    prompt: str
    reckoning: Reckoning

    def paint(self, finish: Picture, operation_steps: Sequence[int]) -> Iterator[list[Picture]]:
        """Yield the keyframes at these operation steps, in order, as many at a time as fit.

        `finish` is the finished canvas on its sheet; all keyframes share one noise.
        """
        prompt, negative_prompt = encode_prompts(
            self.model.tokenizer,
            self.model.text_encoder,
            (self.prompt, self.settings.negative_prompt),
            self.residence,
            self.precision.networks,
            self.reckoning.say,
        )
        pixels = to_network(finish[None])
        latent = self.residence.run(
            self.model.vae,
            self.precision.autoencoders,
            lambda plan: encode_pictures(self.model.vae, pixels),
        )
        noise = draw_noise(self.settings.seed, latent)
        left = list(operation_steps)
        while left:
            count = self.residence.plan.pictures_at_once
            batch, left = left[:count], left[count:]
            yield self._painted(Conditions(latent, prompt, negative_prompt, batch), noise)

    def _painted(self, conditions: Conditions, noise: torch.Tensor) -> list[Picture]:
        steps = conditions.operation_steps
        settings = self.settings
        note = "keyframe " + ", ".join(str(step) for step in steps)
        on_step = self.reckoning.steps_of(
            len(steps) * KEYFRAME_COST * settings.keyframe_sampling_steps, note
        )
        latents = self.residence.run(
            self.model.unet,
            self.precision.networks,
            lambda plan: sample(
                self.model.unet.predict_noise,
                conditions,
                noise,
                steps=settings.keyframe_sampling_steps,
                guidance=Guidance(settings.keyframe_guidance, plan.batched_guidance),
                on_step=on_step,
            ),
            by_layer=True,
        )
        pixels = self.residence.run(
            self.model.vae,
            self.precision.autoencoders,
            lambda plan: decode_latents(self.model.vae, latents, plan.pictures_at_once),
        )
        return list(to_pictures(pixels.float()))
