"""A small world to learn in: pictures of 4 x 4 cells of colour, painted by whole rows or columns.

Four ways of painting lead to every picture: upright strokes from left to right or from right to
left, level strokes downwards or upwards. So the finish tells nothing of the way. Sequences are
latents from the start, a latent for each cell, so that no autoencoder blurs what is learnt: red,
green, blue and their mean, paper 1. Captions play no part.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

from pentimento_backend.engines.interface import falling_steps
from pentimento_backend.engines.model_work.autoencoder import LATENT_SCALE, make_autoencoder
from pentimento_backend.engines.process_painter.architecture import BaseArchitecture
from pentimento_backend.engines.process_painter.sampler import sample, seeded_noise
from pentimento_backend.engines.process_painter.schedules import PROCESS_PAINTER
from pentimento_backend.evaluation.comparison import States, distance_in_time, worked_region_iou
from pentimento_backend.evaluation.distance import as_canvas
from pentimento_backend.evaluation.perception import WeightFree
from pentimento_backend.training.clips import Clip, Clips
from pentimento_backend.training.course import Course
from pentimento_backend.training.draws import conditioning_of
from pentimento_backend.training.guided import GuidedUNet
from pentimento_backend.training.material import Material
from pentimento_backend.training.recipes.autoencoder import small_autoencoder
from pentimento_backend.training.recipes.whole import WholeNetwork

STROKES = SIDE = 4
PAPER = 1.0
DARKEST, LIGHTEST = -1.3, 0.3
CELL = 16
"""Pixels of a cell, where pictures are measured."""
TEXT_CHANNELS = 32
ARCHITECTURE = BaseArchitecture((32, 32, 32, 32), layers=1, text_channels=TEXT_CHANNELS, groups=8)
SAMPLING_STEPS = 20

RANK = 8
"""Of LoRAs."""

NEVER = 10**9
"""Steps between saves and previews that nobody wants."""

MIXED_MODEL = Path(__file__).parent / "files" / "four_ways.safetensors"
"""Paints in all four ways; made by `python -m benchmarks.ways_of_painting teach`."""


class Way(enum.Enum):
    """How a picture is painted: whether strokes are upright, and whether they come backwards."""

    RIGHTWARDS = (True, False)
    LEFTWARDS = (True, True)
    DOWNWARDS = (False, False)
    UPWARDS = (False, True)


def painted(picture: int, way: Way) -> torch.Tensor:
    """Return the sequence (4, frames, h, w) of a picture, which its number stands for."""
    upright, backwards = way.value
    colours = np.random.default_rng(picture).uniform(DARKEST, LIGHTEST, (SIDE, SIDE, 3))
    places = range(STROKES)[::-1] if backwards else range(STROKES)
    canvas = np.full((SIDE, SIDE, 3), PAPER)
    states = []
    for place in places:
        stroke = (slice(None), place) if upright else place
        canvas[stroke] = colours[stroke]
        states.append(canvas.copy())
    clip = torch.from_numpy(np.stack(states)).float()
    return torch.cat([clip, clip.mean(-1, keepdim=True)], -1).permute(3, 0, 1, 2)


def write_clips(folder: Path, sequences: Sequence[tuple[int, Way]]) -> Clips:
    """Write pictures painted so, ready to learn from."""
    folder.mkdir(parents=True)
    entries = []
    for number, (picture, way) in enumerate(sequences):
        latents = painted(picture, way).transpose(0, 1).contiguous() / LATENT_SCALE
        moments = {"mean": latents, "deviation": torch.zeros_like(latents)}
        save_file(moments, folder / f"{number:05d}.safetensors")
        clip = Clip(f"{picture}-{way.name}", "", falling_steps(STROKES), (SIDE, SIDE))
        entries.append((number, clip))
    return Clips(folder, entries)


class NoWords:
    """Stands for all captions by one token, which makes training quicker."""

    def place(self, device: torch.device) -> None:
        """Stay where it is."""

    def embeddings(self, captions: Sequence[str]) -> torch.Tensor:
        return torch.zeros(len(captions), 1, TEXT_CHANNELS)


def world_material(learnt: Clips, held_out: Clips) -> Material:
    """Return the clips with an autoencoder that only previews would use."""
    vae = make_autoencoder(small_autoencoder(8))
    return Material(learnt, held_out, NoWords(), vae)  # pyright: ignore[reportArgumentType]


@torch.inference_mode()
def style_material(folder: Path) -> Material:
    """Return ten sequences of one invented style, and four to measure with, written in `folder`.

    All strokes are upright, from right to left.
    """
    learnt, held_out = (
        write_clips(folder / name, [(picture, Way.LEFTWARDS) for picture in numbers])
        for name, numbers in (("ten", range(7000, 7010)), ("unseen", range(7100, 7104)))
    )
    return world_material(learnt, held_out)


def style_course(steps: int) -> Course:
    """Return how a LoRA learns the style: a narrow network wants a higher rate than a large one."""
    return Course(
        steps, batch=10, learning_rate=2e-3, average=0.9, save_every=NEVER, preview_every=NEVER
    )


def paint(network: GuidedUNet, finishes: torch.Tensor, first_seed: int = 0) -> torch.Tensor:
    """Sample a process (n, 4, frames, h, w) to the last frame of each of n sequences, unpinned.

    Each comes from noise of its own.
    """
    network.eval()
    count, frames = finishes.shape[0], finishes.shape[2]
    given = conditioning_of(finishes, [[frames - 1]] * count)
    seeds = range(first_seed, first_seed + count)
    size = (frames, *finishes.shape[3:], torch.device("cpu"))
    noise = torch.cat([seeded_noise(seed, *size) for seed in seeds])
    text = NoWords().embeddings([""] * (count * frames))

    def predict(latents: torch.Tensor, timestep: torch.Tensor, _: object = None) -> torch.Tensor:
        return network(latents, timestep, text, condition=given.condition, mask=given.mask)[0]

    return sample(predict, noise, PROCESS_PAINTER.sampling(SAMPLING_STEPS))


@dataclass(frozen=True)
class Traits:
    """How a process runs, by the squared change of each cell in each step.

    `rightward` and `downward`: cells that the middle of what changes moves in a step, 1 for strokes
    one after the other in that direction, -1 in the opposite one. `upright`: 1 where columns differ
    in how much they change and rows do not, as where a column is painted; -1 the other way round.
    `astray`: share of a step's change that lies outside of its foremost column or row.
    `finish_error`: root mean square of the last frame against the given finish; painted colours
    spread over 1.6. `iou`, `distance`: against the same picture painted in one way, as in
    `evaluation.comparison`.
    """

    rightward: float
    downward: float
    upright: float
    astray: float
    finish_error: float
    iou: float
    distance: float


def traits(process: torch.Tensor, like: torch.Tensor) -> Traits:
    """Measure a process (4, frames, h, w) against one that ends on the given finish."""
    colours = process[:3].permute(1, 2, 3, 0).numpy()
    before = np.concatenate([np.full_like(colours[:1], PAPER), colours[:-1]])
    change = np.square(colours - before).sum(axis=-1)
    change /= change.sum(axis=(1, 2), keepdims=True) + 1e-9
    columns, rows = change.sum(axis=1), change.sum(axis=2)
    between_columns, between_rows = columns.var(axis=1), rows.var(axis=1)
    foremost = np.maximum(columns.max(axis=1), rows.max(axis=1))
    ours, theirs = _states(process), _states(like)
    return Traits(
        rightward=_movement(columns),
        downward=_movement(rows),
        upright=float(
            np.mean((between_columns - between_rows) / (between_columns + between_rows + 1e-9))
        ),
        astray=float(1.0 - foremost.mean()),
        finish_error=float((process[:, -1] - like[:, -1]).square().mean().sqrt()),
        iou=worked_region_iou(ours, theirs) or 0.0,
        distance=distance_in_time(ours, theirs, WeightFree()),
    )


def traits_of(processes: Sequence[torch.Tensor], like: Sequence[torch.Tensor]) -> list[Traits]:
    """Measure each process against its like; see `traits`."""
    return [traits(process, goal) for process, goal in zip(processes, like, strict=True)]


def mean_traits(each: Sequence[Traits]) -> Traits:
    names = Traits.__dataclass_fields__
    return Traits(**{name: float(np.mean([getattr(one, name) for one in each])) for name in names})


def pictures(process: torch.Tensor) -> np.ndarray:
    """Return the frames of a process as pictures (frames, height, width, 3), uint8."""
    light = (process[:3].permute(1, 2, 3, 0).numpy() - DARKEST) / (PAPER - DARKEST)
    cells = (light.clip(0.0, 1.0) * 255).round().astype(np.uint8)
    return cells.repeat(CELL, axis=1).repeat(CELL, axis=2)


def write_network(path: Path, network: WholeNetwork) -> None:
    """Keep a network, its weights in bytes and a scale for each row: a quarter of its size."""
    rows = [weight.detach().view(_rows(weight), -1) for weight in network.parameters()]
    scales = [row.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127 for row in rows]
    kept = [(row / scale).round().to(torch.int8) for row, scale in zip(rows, scales, strict=True)]
    path.parent.mkdir(exist_ok=True)
    save_file({"weights": _in_one(kept), "scales": _in_one(scales).half()}, path)


@torch.no_grad()
def read_network(path: Path) -> WholeNetwork:
    """Return a network that was kept."""
    kept = load_file(path)
    network = WholeNetwork(ARCHITECTURE)
    sizes = [weight.numel() for weight in network.parameters()]
    counts = [_rows(weight) for weight in network.parameters()]
    for weight, values, scales in zip(
        network.parameters(),
        kept["weights"].split(sizes),
        kept["scales"].float().split(counts),
        strict=True,
    ):
        weight.copy_((values.view(len(scales), -1) * scales[:, None]).view_as(weight))
    return network


def _rows(weight: torch.Tensor) -> int:
    return len(weight) if weight.ndim > 1 else 1


def _in_one(parts: Sequence[torch.Tensor]) -> torch.Tensor:
    return torch.cat([part.flatten() for part in parts])


def _movement(shares: np.ndarray) -> float:
    """Return how far the middle of what changes moves in a step, by shares (steps, places)."""
    middles = shares @ np.arange(shares.shape[1])
    return float(np.polyfit(np.arange(len(middles)), middles, 1)[0])


def _states(process: torch.Tensor) -> States:
    """What the measures see of a process, the blank paper before it included."""
    paper = torch.full_like(process[:, :1], PAPER)
    canvases = [as_canvas(frame) for frame in pictures(torch.cat([paper, process], dim=1))]
    seen = [WeightFree().features(canvas) for canvas in canvases]
    return States(np.linspace(0.0, 1.0, len(seen)), list(seen), seen)
