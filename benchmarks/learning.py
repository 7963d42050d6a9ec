"""What a model of `pentimento train whole` has learnt: on sequences that it has never seen.

    python -m benchmarks.learning MODEL SEQUENCES [--count 6] [--sheet FILE.png]

MODEL is the folder of the training, SEQUENCES a folder of shards. Every painter is told the finish
alone: the model, a copy of it that was never trained, and the procedural engine. Frames are
compared with those of the sequence (root mean square over all frames, levels of 0..255), the last
one apart (how well the given frame is followed; the procedural engine ends on it by construction),
and the processes are measured as in `pentimento evaluate`. Medians over the sequences.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from rich.console import Console
from rich.table import Table

from pentimento_backend.engines.model_work.autoencoder import decode_latents, encode_pictures
from pentimento_backend.engines.model_work.text import encode_tokens, tokenize
from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
)
from pentimento_backend.engines.process_painter.guidance import GuidedNoise
from pentimento_backend.engines.process_painter.models import (
    ClipNetworks,
    Models,
    Recipe,
    load_models,
)
from pentimento_backend.engines.process_painter.pictures import to_pictures
from pentimento_backend.engines.process_painter.sampler import sample, seeded_noise
from pentimento_backend.engines.process_painter.schedules import PROCESS_PAINTER as SCHEDULE
from pentimento_backend.evaluation.process_metrics import measure_process
from pentimento_backend.imaging.resize import reduced
from pentimento_backend.training.draws import conditioning_of
from pentimento_backend.training.pictures import to_signal
from pentimento_backend.training.recipes.motion import MOTION_FILE
from pentimento_backend.training.recipes.reference import REFERENCE_FILE
from pentimento_backend.training.recipes.whole import WholeNetwork
from pentimento_backend.training.sequences import PaintingSequence, SequenceShards

from .engine_runs import painted

STEPS = 20
SEED = 1
SIDE = 64

Frames = NDArray[np.uint8]
Painter = Callable[[Frames], Frames]
"""Paints frames (n, h, w, 3) to the finish of others of this shape."""


@dataclass(frozen=True)
class Marks:
    """Measures of one process; see the module."""

    all_frames: float
    given_frame: float
    monotone_share: float
    evenness: float
    stage_order: float
    back_to_front: float


def model_painter(models: Models) -> Painter:
    """Return the painter by a model's networks, without the engine's last touches."""
    text = empty_prompt(models)

    def paint(frames: Frames) -> Frames:
        finish = encode_pictures(models.vae, to_signal(frames[-1:]))
        clip = finish.transpose(0, 1)[None].expand(-1, -1, len(frames), -1, -1)
        conditioning = conditioning_of(clip, [[len(frames) - 1]])
        guided = GuidedNoise(
            models.clip.unet,
            text,
            text,
            1.0,
            reference=models.clip.reference,
            conditioning=conditioning,
        )
        rows, columns = finish.shape[2:]
        noise = seeded_noise(SEED, len(frames), rows, columns, torch.device("cpu"))
        latents = sample(guided, noise, SCHEDULE.sampling(STEPS))
        return to_pictures(decode_latents(models.vae, latents[0].transpose(0, 1)))

    return paint


def empty_prompt(models: Models) -> torch.Tensor:
    """Return the embedding of the empty prompt."""
    return encode_tokens(models.text_encoder, tokenize(models.tokenizer, [""]).ids).float()


def procedural_painter(frames: Frames) -> Frames:
    """Paint with the procedural engine."""
    opaque = np.full((*frames.shape[1:3], 1), 255, np.uint8)
    canvas = np.concatenate([frames[-1], opaque], axis=2)
    return np.stack([frame.image[..., :3] for frame in painted(canvas, len(frames), SEED)])


def read_model(folder: Path) -> Models:
    """Read a model as the engine does, in float32."""
    recipe = Recipe(
        tokenizer=folder / "tokenizer",
        base=folder,
        motion=folder / MOTION_FILE,
        reference=folder / REFERENCE_FILE,
        loras=(),
        conventions=PROCESS_PAINTER,
    )
    models = load_models(recipe)
    for part in (models.text_encoder, models.vae, models.plain, models.clip):
        torch.nn.Module.to(part, torch.float32)
    return models


def untrained_copy(models: Models) -> Models:
    """Return the model with networks as they were before their training."""
    torch.manual_seed(SEED)
    config = models.plain.config
    fresh = WholeNetwork(BaseArchitecture.of_config(config, "the model")).eval()
    untrained = ClipNetworks(fresh.unet, fresh.reference)
    return Models(models.tokenizer, models.text_encoder, models.vae, models.plain, untrained.eval())


def marks(frames: Frames, truth: Frames) -> Marks:
    """Measure a process beside the sequence that it should be like."""
    metrics = measure_process(frames, truth[-1], np.full_like(truth[0], 255))
    difference = frames.astype(np.float64) - truth
    return Marks(
        all_frames=float(np.sqrt(np.mean(difference**2))),
        given_frame=float(np.sqrt(np.mean(difference[-1] ** 2))),
        monotone_share=metrics.monotone_share or 0.0,
        evenness=metrics.evenness or 0.0,
        stage_order=metrics.stage_order or 0.0,
        back_to_front=metrics.back_to_front or 0.0,
    )


def small(sequence: PaintingSequence, frames: int = 8) -> Frames:
    """Return a sequence's frames at the size that the model was taught."""
    chosen = np.linspace(0, len(sequence.frames) - 1, frames).round().astype(int)
    return np.stack([reduced(sequence.frames[place], (SIDE, SIDE)) for place in chosen])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("sequences", type=Path)
    parser.add_argument("--count", type=int, default=6)
    parser.add_argument("--sheet", type=Path, help="write rows of frames as one picture")
    wanted = parser.parse_args()
    models = read_model(wanted.model)
    painters: dict[str, Painter] = {
        "the sequence itself": lambda frames: frames,
        "the model": model_painter(models),
        "untrained copy": model_painter(untrained_copy(models)),
        "procedural engine": procedural_painter,
    }
    shards = SequenceShards(wanted.sequences)
    places = np.linspace(0, len(shards) - 1, wanted.count).round().astype(int).tolist()
    found: dict[str, list[Marks]] = {name: [] for name in painters}
    rows = []
    for place in places:
        truth = small(shards[place])
        for name, paint in painters.items():
            frames = paint(truth)
            found[name].append(marks(frames, truth))
            rows.append(np.concatenate(list(frames), axis=1))
    if wanted.sheet:
        Image.fromarray(np.concatenate(rows)).save(wanted.sheet)
    Console(width=120).print(_table(found))


def _table(found: dict[str, list[Marks]]) -> Table:
    names = tuple(Marks.__dataclass_fields__)
    table = Table("painter", *(name.replace("_", " ") for name in names))
    for painter, each in found.items():
        medians = (statistics.median(getattr(one, name) for one in each) for name in names)
        table.add_row(painter, *(f"{median:.2f}" for median in medians))
    return table


if __name__ == "__main__":
    sys.exit(main())
