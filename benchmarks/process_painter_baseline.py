"""ProcessPainter done straightforwardly: what the engine's speed and memory are compared with.

As the published program goes about it: everything on the device, a picture model of its own for the
inversion, which takes given canvases one by one; these are encoded anew in every step and for both
branches of guidance; output projections are applied twice. Number formats, fused attention and
sampler are the engine's, so that the frames are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch

from pentimento_backend.engines.interface import Canvas
from pentimento_backend.engines.model_work.autoencoder import (
    PIXELS_PER_LATENT,
    decode_latents,
    encode_pictures,
)
from pentimento_backend.engines.model_work.picture import Picture
from pentimento_backend.engines.model_work.sheet import Sheet
from pentimento_backend.engines.model_work.text import encode_tokens, tokenize
from pentimento_backend.engines.process_painter.conditioning import (
    condition_frames,
    replace_noise,
)
from pentimento_backend.engines.process_painter.guidance import GuidedNoise
from pentimento_backend.engines.process_painter.inversion import invert
from pentimento_backend.engines.process_painter.models import Models
from pentimento_backend.engines.process_painter.pictures import cropped_pixels, to_pictures
from pentimento_backend.engines.process_painter.sampler import sample, seeded_noise
from pentimento_backend.engines.process_painter.schedules import PROCESS_PAINTER, STABLE_DIFFUSION
from pentimento_backend.engines.process_painter.settings import Settings
from pentimento_backend.models.devices import Precision


@dataclass(frozen=True, eq=False)
class Forgetful:
    """Guided noise that looks at the given canvases again in each step, for each branch."""

    guided: GuidedNoise
    models: Models
    given: Mapping[int, torch.Tensor]
    frames: int

    def __call__(
        self, latents: torch.Tensor, timestep: torch.Tensor, frames: torch.Tensor | None = None
    ) -> torch.Tensor:
        guided = self.guided
        if self.given:
            self._see()  # the other branch's own look
            guided = replace(guided, conditioning=condition_frames(self._see(), self.frames))
        return guided(latents, timestep, frames)

    def _see(self) -> dict[int, torch.Tensor]:
        return {
            slot: encode_pictures(self.models.vae, pixels)[0] for slot, pixels in self.given.items()
        }


@torch.inference_mode()
def paint_straightforwardly(
    models: Models,
    settings: Settings,
    sheet: Sheet,
    frames: int,
    givens: Mapping[int, Canvas],
    device: torch.device,
    precision: Precision,
) -> list[Picture]:
    """Return the pictures of a clip of `frames` slots."""
    vae, networks = models.vae, models.clip
    plain, text = models.plain, models.text_encoder
    torch.nn.Module.to(vae, device, precision.autoencoders)
    for part in (networks, plain, text):
        torch.nn.Module.to(part, device, precision.networks)
    prompts = [settings.prompt, settings.negative_prompt, ""]
    prompt, negative, empty = encode_tokens(text, tokenize(models.tokenizer, prompts).ids).split(1)
    given = {
        slot: cropped_pixels(sheet.lay(canvas), sheet.height, sheet.width).to(device)
        for slot, canvas in givens.items()
    }
    rows, columns = (side // PIXELS_PER_LATENT for side in (sheet.height, sheet.width))
    noise = seeded_noise(settings.seed, frames, rows, columns, device)
    for slot, pixels in given.items():
        schedule = STABLE_DIFFUSION.inversion(settings.inversion_steps)
        inverted = invert(plain, encode_pictures(vae, pixels), empty, schedule)[-1]
        noise = replace_noise(noise, {slot: inverted[0]})
    guided = GuidedNoise(
        networks.unet,
        prompt,
        negative,
        settings.guidance,
        reference=networks.reference,
    )
    predict = Forgetful(guided, models, given, frames)
    latents = sample(predict, noise, PROCESS_PAINTER.sampling(settings.sampling_steps))
    return list(to_pictures(decode_latents(vae, latents[0].transpose(0, 1))))
