"""Paints clips: given canvases to latents and noise, noise to latents, latents to pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch

from ...models.devices import Precision
from ...models.memory_plan import MemoryPlan
from ...models.residence import Residence
from ..interface import Canvas
from ..model_work.autoencoder import PIXELS_PER_LATENT, decode_latents, encode_pictures
from ..model_work.picture import Picture
from ..model_work.previews import Previews
from ..model_work.prompts import encode_prompts
from ..model_work.reckoning import Reckoning
from ..model_work.sheet import Sheet
from .conditioning import Conditioning, Hold, condition_frames, hold_frames, replace_noise
from .costs import inversion_cost, inversion_steps, sampling_cost
from .finished_areas import FinishedArea, hold_finished_areas
from .guidance import GuidedNoise
from .info import PAPER
from .inversion import invert
from .models import Models
from .pictures import cropped_pixels, to_pictures
from .sampler import sample, seeded_noise
from .schedules import PROCESS_PAINTER, STABLE_DIFFUSION, Scheduler
from .settings import Settings
from .windows import NoisePrediction, WindowedNoise


@dataclass(frozen=True, eq=False)
class Words:
    """Embeddings (1, 77, c) of the prompt, of what is to be avoided, and of nothing."""

    prompt: torch.Tensor
    negative: torch.Tensor
    empty: torch.Tensor


@dataclass(frozen=True, eq=False)
class KnownFrame:
    """A frame that is there before its clip is painted.

    `latents` (4, h, w); `seen` (c, h, w), by the reference network; `way` (n, 4, h, w), from the
    latents to the noise that leads to them: its end alone where no more is needed.
    """

    latents: torch.Tensor
    seen: torch.Tensor
    way: torch.Tensor


@dataclass(frozen=True, eq=False)
class ClipOrder:
    """What is to be painted: `length` slots by `windows` over them, around the `known` frames."""

    length: int
    windows: Sequence[Sequence[int]]
    known: Mapping[int, KnownFrame]
    finished: Sequence[FinishedArea]
    seed: int
    note: str


@dataclass(frozen=True, eq=False)
class ClipPainter:
    """Paints clips of pictures of the sheet's size."""

    models: Models
    residence: Residence
    precision: Precision
    settings: Settings
    reckoning: Reckoning
    sheet: Sheet
    previews: Previews
    words: Words

    def know_canvases(self, canvases: Sequence[Canvas]) -> list[KnownFrame]:
        """Return given canvases as known frames."""
        if not canvases:
            return []
        self.reckoning.say("looking at the canvas")
        pixels = torch.cat([self._pixels(canvas) for canvas in canvases])
        vae, dtype = self.models.vae, self.precision.autoencoders
        latents = self.residence.run(
            vae, dtype, lambda plan: encode_pictures(vae, pixels, plan.pictures_at_once)
        )
        return self._known(latents, pixels)

    def know_painted(self, latents: torch.Tensor) -> list[KnownFrame]:
        """Return painted frames (n, 4, h, w) as known frames."""
        return self._known(latents, self._decoded(latents) if self._sees_pixels else None)

    def paint(self, order: ClipOrder) -> torch.Tensor:
        """Return the latents (1, 4, slots, h, w) of a clip."""
        noise, held = self._start(order)
        conditioning = None
        if order.known:
            seen = {slot: known.seen for slot, known in order.known.items()}
            conditioning = condition_frames(seen, order.length)
        return self._sampled(order, noise, held, conditioning)

    def pictures(self, latents: torch.Tensor) -> Iterator[Picture]:
        """Yield the pictures of latents (n, 4, h, w), as many decoded at a time as fit."""
        while len(latents):
            count = self.residence.plan.pictures_at_once
            self.reckoning.say("from latents to pictures")
            yield from to_pictures(self._decoded(latents[:count]))
            latents = latents[count:]

    @property
    def _sees_pixels(self) -> bool:
        reference = self.models.clip.reference
        assert reference is not None
        return not reference.config["use_simplified_condition_embedding"]

    def _pixels(self, canvas: Canvas) -> torch.Tensor:
        return cropped_pixels(self.sheet.lay(canvas), self.sheet.height, self.sheet.width)

    def _decoded(self, latents: torch.Tensor) -> torch.Tensor:
        vae, dtype = self.models.vae, self.precision.autoencoders
        return self.residence.run(
            vae, dtype, lambda plan: decode_latents(vae, latents, plan.pictures_at_once)
        )

    def _known(self, latents: torch.Tensor, pixels: torch.Tensor | None) -> list[KnownFrame]:
        seen = latents
        if pixels is not None and self._sees_pixels:
            seen = (pixels.to(latents) + 1.0) / 2.0
        states = self._inverted(latents)
        # held frames follow the whole way, others start from its end
        way = torch.stack(states if self.settings.form == PAPER else states[-1:], dim=1)
        return [KnownFrame(*parts) for parts in zip(latents, seen, way, strict=True)]

    def _inverted(self, latents: torch.Tensor) -> list[torch.Tensor]:
        """Return latents of known frames after 0, 1, 2, ... steps of inversion."""
        # held frames must be as noisy as the others, so they go back on the sampling's schedule
        schedule = PROCESS_PAINTER if self.settings.form == PAPER else STABLE_DIFFUSION
        plain, steps = self.models.plain, inversion_steps(self.settings)

        def inverted(part: torch.Tensor) -> list[torch.Tensor]:
            cost = inversion_cost(self.settings, len(part))
            on_step = self.reckoning.steps_of(cost, "from the canvas to noise")
            scheduler = schedule.inversion(steps)
            return invert(plain, part, self.words.empty, scheduler, on_step)

        def work(plan: MemoryPlan) -> list[torch.Tensor]:
            parts = [inverted(part) for part in latents.split(plan.pictures_at_once)]
            return [torch.cat(states) for states in zip(*parts, strict=True)]

        return self.residence.run(plain, self.precision.networks, work, by_layer=True)

    def _start(self, order: ClipOrder) -> tuple[torch.Tensor, Hold | None]:
        """Return the noise (1, 4, slots, h, w) to start from, and what is held on its own way."""
        rows, columns = (
            side // PIXELS_PER_LATENT for side in (self.sheet.height, self.sheet.width)
        )
        noise = seeded_noise(order.seed, order.length, rows, columns, self.residence.device)
        frames = None
        if self.settings.form != PAPER:
            noise = replace_noise(noise, {slot: one.way[-1] for slot, one in order.known.items()})
        elif order.known:
            ways = torch.stack([one.way for one in order.known.values()], dim=1)
            frames = hold_frames(list(order.known), list(ways))
        held = hold_finished_areas(order.finished, self.sheet, noise, self._scheduler(), frames)
        return noise, held

    def _scheduler(self) -> Scheduler:
        steps = self.settings.sampling_steps
        if self.settings.quick:
            return PROCESS_PAINTER.fast_sampling(steps)
        return PROCESS_PAINTER.sampling(steps)

    def _sampled(
        self,
        order: ClipOrder,
        noise: torch.Tensor,
        held: Hold | None,
        conditioning: Conditioning | None,
    ) -> torch.Tensor:
        networks = self.models.clip
        cost = sampling_cost(self.settings, self.models, sum(map(len, order.windows)))
        on_step = self.reckoning.steps_of(cost, order.note)
        # what is given tells the painter nothing new
        shown = max(set(range(order.length)) - order.known.keys(), default=0)

        def work(plan: MemoryPlan) -> torch.Tensor:
            guided = GuidedNoise(
                networks.unet,
                self.words.prompt,
                self.words.negative,
                self.settings.guidance,
                plan.batched_guidance,
                networks.reference,
                conditioning,
            )
            return sample(
                self._windowed(guided, order.windows),
                noise,
                self._scheduler(),
                on_step,
                held,
                lambda estimate: self.previews.show(estimate[0, :, shown]),
            )

        return self.residence.run(networks, self.precision.networks, work, by_layer=True)

    def _windowed(self, guided: GuidedNoise, windows: Sequence[Sequence[int]]) -> NoisePrediction:
        return (
            guided if len(windows) == 1 else WindowedNoise(guided, windows, self.residence.device)
        )


def read_words(
    models: Models,
    residence: Residence,
    precision: Precision,
    prompts: tuple[str, str],
    reckoning: Reckoning,
) -> Words:
    """Return the embeddings of a prompt and a negative one; what is too long is told."""
    return Words(
        *encode_prompts(
            models.tokenizer,
            models.text_encoder,
            (*prompts, ""),
            residence,
            precision.networks,
            reckoning.say,
        )
    )
