"""Painting sequences as latents, coded once and then read at random places.

<folder>/clips.json, written last, lists <folder>/00000.safetensors, ...: mean and deviation of the
posterior of each frame, float16, (frames, 4, h, w).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from ..engines.interface import UnpaintableRequest
from ..engines.model_work.autoencoder import LATENT_SCALE
from ..engines.model_work.sheet import SIDE_UNIT, sheet_of_size, to_unit
from ..engines.model_work.timeline import spaced
from ..models.problem import ModelProblem
from ..models.weights import read_config
from .onlooker import Onlooker, Progress
from .pictures import to_signal
from .problem import TrainingProblem, cannot_write
from .sequences import PaintingSequence, UnreadableShards
from .stopping import Stop

INDEX = "clips.json"
AT_ONCE = 4
"""Frames that go through the autoencoder together."""


class Sequences(Protocol):
    """Painting sequences by number, as `SequenceShards`."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> PaintingSequence: ...

    def fingerprint(self) -> str:
        """Return what tells these sequences from any others."""
        ...


@dataclass(frozen=True)
class Clip:
    """One sequence: its key, caption, operation steps of its frames, and h, w of its latents."""

    key: str
    caption: str
    steps: tuple[int, ...]
    size: tuple[int, int]


@dataclass(frozen=True)
class Coding:
    """How sequences become clips: so many frames, pictures of this long side in pixels."""

    frames: int
    long_side: int


class Clips:
    """The coded sequences of a folder, or some of them."""

    def __init__(self, folder: Path, entries: Sequence[tuple[int, Clip]]) -> None:
        self._folder = folder
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, index: int) -> Clip:
        return self._entries[index][1]

    def part(self, places: Sequence[int]) -> Clips:
        """Return some of the clips."""
        return Clips(self._folder, [self._entries[place] for place in places])

    def latents(self, index: int, generator: torch.Generator | None = None) -> torch.Tensor:
        """Return latents (4, frames, h, w), float32, drawn from the posterior, or its mean.

        Raises TrainingProblem where the file is damaged.
        """
        path = _file(self._folder, self._entries[index][0])
        try:
            moments = load_file(path)
            mean, deviation = moments["mean"].float(), moments["deviation"].float()
        except (OSError, SafetensorError, KeyError) as error:
            raise TrainingProblem(
                f"{path} is damaged: delete its folder and start again."
            ) from error
        drawn = mean
        if generator is not None:
            drawn = mean + deviation * torch.randn(mean.shape, generator=generator)
        return drawn.transpose(0, 1) * LATENT_SCALE


def code_clips(
    sequences: Sequences,
    vae: AutoencoderKL,
    coding: Coding,
    folder: Path,
    onlooker: Onlooker,
    stop: Stop,
) -> Clips | None:
    """Return the sequences as clips; those coded in `folder` before are taken from there.

    None where a stop was wished. Raises TrainingProblem for sequences that are damaged, too short
    or too thin, and where the disk is full.
    """
    origin = _origin(sequences, vae, coding)
    known = _known(folder, origin)
    if known is not None:
        return known
    clips: list[Clip] = []
    for number in range(len(sequences)):
        if stop.is_wished:
            return None
        onlooker.progress(Progress(number, len(sequences), "coding the sequences"))
        sequence = _read(sequences, number)
        signal = _signal(sequence, coding)
        clips.append(_clip(sequence, signal, coding))
        _write(lambda signal=signal, number=number: _code(vae, signal, _file(folder, number)))
    index = {"origin": origin, "clips": [asdict(clip) for clip in clips]}
    _write(lambda: _write_index(folder / INDEX, index))
    return Clips(folder, list(enumerate(clips)))


def _read(sequences: Sequences, number: int) -> PaintingSequence:
    try:
        return sequences[number]
    except UnreadableShards as problem:
        raise TrainingProblem(str(problem)) from problem


def _signal(sequence: PaintingSequence, coding: Coding) -> torch.Tensor:
    """Return the frames to learn from on sheets of white paper, (frames, 3, h, w), -1..1."""
    if len(sequence.frames) < coding.frames:
        raise TrainingProblem(
            f"The sequence {sequence.key} has {len(sequence.frames)} states, and {coding.frames} "
            "are to be learnt: leave it out, or ask for fewer frames."
        )
    chosen = _chosen(sequence, coding)
    width, height = sequence.size
    scale = coding.long_side / max(width, height)
    sides = (min(to_unit(side * scale, SIDE_UNIT), coding.long_side) for side in (height, width))
    try:
        sheet = sheet_of_size(width, height, *sides)
    except UnpaintableRequest as problem:
        raise TrainingProblem(
            f"The pictures of the sequence {sequence.key}, {width} x {height}, are too thin to "
            "learn from: leave it out."
        ) from problem
    laid: NDArray[np.uint8] = np.stack([sheet.lay_opaque(sequence.frames[i]) for i in chosen])
    return to_signal(laid)


def _chosen(sequence: PaintingSequence, coding: Coding) -> list[int]:
    last = len(sequence.frames) - 1
    return spaced(0, last, coding.frames, [last])


def _clip(sequence: PaintingSequence, signal: torch.Tensor, coding: Coding) -> Clip:
    steps = tuple(sequence.steps[place] for place in _chosen(sequence, coding))
    return Clip(sequence.key, sequence.caption, steps, (signal.shape[2] // 8, signal.shape[3] // 8))


@torch.no_grad()
def _code(vae: AutoencoderKL, signal: torch.Tensor, path: Path) -> None:
    posteriors = [
        vae.encode(part.to(vae.device, vae.dtype), return_dict=False)[0]
        for part in signal.split(AT_ONCE)
    ]
    moments = {
        "mean": torch.cat([posterior.mean for posterior in posteriors]),
        "deviation": torch.cat([posterior.std for posterior in posteriors]),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.half().cpu().contiguous() for name, tensor in moments.items()}, path)


def _origin(sequences: Sequences, vae: AutoencoderKL, coding: Coding) -> dict[str, Any]:
    """Return what clips depend on; the autoencoder is told by its end."""
    last = vae.decoder.conv_out.weight.detach().float().cpu().numpy().tobytes()
    return {
        "sequences": sequences.fingerprint(),
        "autoencoder": hashlib.sha256(last).hexdigest(),
        **asdict(coding),
    }


def _known(folder: Path, origin: dict[str, Any]) -> Clips | None:
    try:
        index = read_config(folder / INDEX)
        if index["origin"] != origin:
            return None
        clips = [
            Clip(
                str(entry["key"]),
                str(entry["caption"]),
                tuple(map(int, entry["steps"])),
                (int(entry["size"][0]), int(entry["size"][1])),
            )
            for entry in index["clips"]
        ]
    except (ModelProblem, KeyError, TypeError, ValueError, IndexError):
        return None
    return Clips(folder, list(enumerate(clips)))


def _write_index(path: Path, index: dict[str, Any]) -> None:
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(index), encoding="utf-8")
    draft.replace(path)


def _write(write: Callable[[], None]) -> None:
    try:
        write()
    except (OSError, SafetensorError) as error:
        raise cannot_write(
            "The coded sequences cannot be written ({reason}): {remedy} and start again.",
            error,
        ) from error


def _file(folder: Path, number: int) -> Path:
    return folder / f"{number:05d}.safetensors"
