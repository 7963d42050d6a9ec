"""Paints one sequence of an order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from ...documents import UnreadableArtwork, read_artwork
from ...engines.interface import falling_steps
from ...imaging.colour import WHITE, Pixels, over
from ..sequences import PaintingSequence
from .kinds import KINDS, PaintAgain
from .order import Job
from .region_kind import regions


@dataclass(frozen=True)
class Skipped:
    """A picture that no sequence could be made from; `reason` is a sentence."""

    reason: str


def paint(job: Job) -> PaintingSequence | Skipped:
    """Return the sequence, the same for the same job on any machine. Raises ModelProblem."""
    try:
        canvas = read_artwork(job.picture.path).canvas
    except UnreadableArtwork as problem:
        return Skipped(str(problem))
    rng = np.random.default_rng(job.seed)
    picture = _square(over(canvas, WHITE), job.size, rng)
    return PaintingSequence(
        key=job.key,
        frames=_kind(job)(picture, job.frames, rng),
        steps=falling_steps(job.frames),
        caption=job.caption,
        source=job.picture.source,
        licence=job.picture.licence,
        kind=job.kind,
        seed=job.seed,
    )


def _kind(job: Job) -> PaintAgain:
    if job.kind != "regions" or job.sam is None:
        return KINDS[job.kind]
    from .segment_anything import sam_segments  # noqa: PLC0415 - needs torch, which loads slowly

    return partial(regions, segment=partial(sam_segments, job.sam))


def _square(picture: Pixels, side: int, rng: np.random.Generator) -> Pixels:
    """A square part of the picture, as large as can be, in `side` x `side` pixels."""
    height, width = picture.shape[:2]
    cut = min(height, width)
    top, left = (round((length - cut) * rng.beta(2, 2)) for length in (height, width))
    part = picture[top : top + cut, left : left + cut]
    method = cv2.INTER_AREA if cut >= side else cv2.INTER_CUBIC
    return cv2.resize(part, (side, side), interpolation=method).astype(np.uint8, copy=False)
