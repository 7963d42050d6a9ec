"""How many painting sequences a core makes in a minute, for each kind and size.

    python -m benchmarks.synthesis PICTURES [--sheets FOLDER]

Processor time is counted, not wall time, so that other work on the machine does not matter.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from pentimento_backend.training.recordings.contact_sheet import contact_sheet
from pentimento_backend.training.sequences import PaintingSequence
from pentimento_backend.training.synthesis.kinds import KINDS
from pentimento_backend.training.synthesis.order import Job
from pentimento_backend.training.synthesis.painting import paint
from pentimento_backend.training.synthesis.pictures import SourcePicture, find_pictures

SIZES = (128, 256, 512)
FRAMES = 8


@dataclass(frozen=True)
class Row:
    """What one kind took at one size: processor seconds of each sequence."""

    kind: str
    size: int
    seconds: list[float]

    def __str__(self) -> str:
        mean = float(np.mean(self.seconds))
        return (
            f"| {self.kind} | {self.size} | {mean:.2f} | {max(self.seconds):.2f} "
            f"| {60 / mean:.0f} |"
        )


def job(picture: SourcePicture, kind: str, size: int) -> Job:
    return Job("benchmark", picture, picture.words, kind, seed=7, size=size, frames=FRAMES)


def measured(pictures: list[SourcePicture], kind: str, size: int) -> Row:
    paint(job(pictures[0], kind, size))  # collections of strokes are drawn once a process
    seconds = []
    for picture in pictures:
        began = time.process_time()
        painted = paint(job(picture, kind, size))
        seconds.append(time.process_time() - began)
        assert isinstance(painted, PaintingSequence)
    return Row(kind, size, seconds)


def write_sheet(folder: Path, picture: SourcePicture, kind: str) -> None:
    painted = paint(job(picture, kind, 256))
    assert isinstance(painted, PaintingSequence)
    small = np.stack(
        [cv2.resize(frame, (112, 112), interpolation=cv2.INTER_AREA) for frame in painted.frames]
    )
    sheet = contact_sheet(replace(painted, frames=small.astype(np.uint8)))
    (folder / f"sequence-{kind}-{picture.path.stem}.png").write_bytes(sheet)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pictures", type=Path, nargs="+")
    parser.add_argument("--sheets", type=Path, help="write a contact sheet for each kind here")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    pictures = find_pictures(options.pictures)
    print("| kind | size | s a sequence | slowest | a minute and core |\n|---|---|---|---|---|")
    for size in SIZES:
        for kind in KINDS:
            print(measured(pictures, kind, size), flush=True)
    if options.sheets:
        for picture in pictures:
            for kind in KINDS:
                write_sheet(options.sheets, picture, kind)


if __name__ == "__main__":
    main()
