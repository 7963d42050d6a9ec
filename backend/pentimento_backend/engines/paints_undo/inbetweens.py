"""In-betweens: the frames from one key state to the next, by the multi-frame model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from ...models.devices import Precision, sent
from ...models.memory_plan import MemoryPlan, in_parts
from ...models.residence import Residence
from ..model_work.picture import Picture
from ..model_work.previews import Previews
from ..model_work.prompts import encode_prompts
from ..model_work.reckoning import Reckoning
from .multi_frame.attention import TemporalWindow
from .multi_frame.checkpoint import MultiFrameModel
from .multi_frame.interpolation import Pair, known_frames, sample_between, see_keys, show_pairs
from .multi_frame.sampler import Draw, seeded_noise
from .multi_frame.video_vae import (
    EncodedPictures,
    decode_latents,
    encode_pictures,
    references_between,
)
from .pictures import to_network, to_pictures
from .reckoning import WINDOW_COST
from .settings import Settings

MIDDLE_FRAME = 8
"""Of 16: previews show what is farthest from both keys."""

Film = NDArray[np.uint8]
"""Frames (16, height, width, 3), RGB, from the first key of a pair to its second."""


@dataclass(frozen=True, eq=False)
class SeenKeys:
    """What the model makes of key states: CLIP's tokens (keys + 1, l, c), latents and features.

    The features, 120 MB a key, wait in the computer's memory unless everything is at hand.
    """

    tokens: torch.Tensor
    encoded: EncodedPictures


@dataclass(frozen=True, eq=False)
class Inbetweener:
    """Paints the frames between key states."""

    model: MultiFrameModel
    residence: Residence
    precision: Precision
    settings: Settings
    reckoning: Reckoning
    previews: Previews

    @property
    def together(self) -> int:
        """How many pairs are best painted at once."""
        # a processor gains nothing by it, and would show its first frames later
        on_processor = self.residence.device.type == "cpu"
        return 1 if on_processor else self.residence.plan.videos_at_once

    def read_prompts(self) -> tuple[torch.Tensor, ...]:
        """Return the hidden states (1, 77, c) of the prompt and of none."""
        return encode_prompts(
            self.model.tokenizer,
            self.model.text_encoder,
            (self.settings.video_prompt, ""),
            self.residence,
            self.precision.networks,
            self.reckoning.say,
        )

    def see(self, keys: Sequence[Picture]) -> SeenKeys:
        """Look at key states, all of one size, once for all pairs that they belong to."""
        model, dtype = self.model, self.precision.networks
        pixels = to_network(np.stack(keys)).to(self.residence.device, dtype)
        tokens = self.residence.run(
            model.image_encoder,
            dtype,
            lambda plan: see_keys(model.image_encoder, pixels, plan.pictures_at_once),
        )
        encoded = self.residence.run(
            model.vae, dtype, lambda plan: [self._encoded(key[None], plan) for key in pixels]
        )
        latents = torch.cat([key.latents for key in encoded])
        features = tuple(map(torch.cat, zip(*(key.features for key in encoded), strict=True)))
        return SeenKeys(tokens, EncodedPictures(latents, features))

    def paint(
        self,
        prompts: tuple[torch.Tensor, ...],
        seen: SeenKeys,
        pairs: Sequence[Pair],
        seeds: Sequence[int],
        note: str,
    ) -> list[Film]:
        """Return the film of each pair of keys; every pair has noise of its own seed."""
        model, settings, dtype = self.model, self.settings, self.precision.networks
        prompt, no_prompt = prompts
        shown, nothing_shown = self.residence.run(
            model.image_projection,
            dtype,
            lambda plan: show_pairs(model.image_projection, seen.tokens, pairs),
        )
        known = known_frames(seen.encoded.latents, pairs, shown.shape[1])

        def sampled(videos: Sequence[int], plan: MemoryPlan) -> torch.Tensor:
            cost = len(videos) * WINDOW_COST * settings.video_sampling_steps
            return sample_between(
                model.unet,
                prompt,
                no_prompt,
                shown[videos],
                nothing_shown,
                known[videos],
                self._noise([seeds[video] for video in videos], known),
                steps=settings.video_sampling_steps,
                guidance=settings.video_guidance,
                batched_guidance=plan.batched_guidance,
                window=TemporalWindow[settings.temporal_window.upper()],
                clean_last_step=settings.clean_last_step,
                on_step=self.reckoning.steps_of(cost, note),
                show=lambda expected: self.previews.show(expected[0, :, MIDDLE_FRAME]),
            )

        latents = self.residence.run(
            model.unet,
            dtype,
            lambda plan: torch.cat(
                [
                    sampled(videos, plan)
                    for videos in in_parts(list(range(len(pairs))), plan.videos_at_once)
                ]
            ),
            by_layer=True,
        )
        return [
            self._decoded(seen.encoded, pair, video[None])
            for pair, video in zip(pairs, latents, strict=True)
        ]

    def _encoded(self, key: torch.Tensor, plan: MemoryPlan) -> EncodedPictures:
        encoded = encode_pictures(self.model.vae, key)
        waiting = self.residence.device if plan.resident else torch.device("cpu")
        features = tuple(feature.to(waiting) for feature in encoded.features)
        return EncodedPictures(encoded.latents, features)

    def _noise(self, seeds: Sequence[int], known: torch.Tensor) -> Draw:
        # drawn on the CPU, the same seed gives the same frames on every device
        draw = seeded_noise(seeds, known.shape[1:], torch.device("cpu"), torch.float32)
        return lambda: sent(draw(), known.device)

    def _decoded(self, keys: EncodedPictures, pair: Pair, latents: torch.Tensor) -> Film:
        first, last = (keys[number : number + 1] for number in pair)
        references = references_between(first, last)
        pixels = self.residence.run(
            self.model.vae,
            self.precision.networks,
            lambda plan: decode_latents(
                self.model.vae,
                latents,
                tuple(feature.to(latents.device) for feature in references),
                plan.pictures_at_once,
            ),
        )
        return to_pictures(pixels[0].transpose(0, 1).float().clamp(-1, 1))
