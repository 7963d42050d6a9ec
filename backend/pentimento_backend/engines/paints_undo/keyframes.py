"""Keyframes: key states of a canvas at any operation steps, by the single-frame model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch

from ...models.devices import Precision
from ...models.memory_plan import MemoryPlan, in_parts
from ...models.residence import Residence
from ..model_work.autoencoder import decode_latents, encode_pictures
from ..model_work.picture import Picture
from ..model_work.previews import Previews
from ..model_work.prompts import encode_prompts
from ..model_work.reckoning import Reckoning
from .pictures import to_network, to_pictures
from .reckoning import KEYFRAME_COST
from .settings import Settings
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
    previews: Previews

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
        for steps in in_parts(operation_steps, self.residence.plan.pictures_at_once):
            yield self._painted(Conditions(latent, prompt, negative_prompt, steps), noise)

    def _painted(self, conditions: Conditions, noise: torch.Tensor) -> list[Picture]:
        latents = self.residence.run(
            self.model.unet,
            self.precision.networks,
            lambda plan: self._sampled(conditions, noise, plan),
            by_layer=True,
        )
        pixels = self.residence.run(
            self.model.vae,
            self.precision.autoencoders,
            lambda plan: decode_latents(self.model.vae, latents, plan.pictures_at_once),
        )
        return list(to_pictures(pixels))

    def _sampled(
        self, conditions: Conditions, noise: torch.Tensor, plan: MemoryPlan
    ) -> torch.Tensor:
        latents = []
        for steps in in_parts(conditions.operation_steps, plan.pictures_at_once):
            cost = len(steps) * KEYFRAME_COST * self.settings.keyframe_sampling_steps
            note = "keyframe " + ", ".join(str(step) for step in steps)
            latents.append(
                sample(
                    self.model.unet.predict_noise,
                    replace(conditions, operation_steps=steps),
                    noise,
                    steps=self.settings.keyframe_sampling_steps,
                    guidance=Guidance(self.settings.keyframe_guidance, plan.batched_guidance),
                    on_step=self.reckoning.steps_of(cost, note),
                    show=lambda expected: self.previews.show(expected[0]),
                )
            )
        return torch.cat(latents)
