"""The frames of a sequence side by side, to be checked by eye before anything is learnt."""

from __future__ import annotations

import cv2
import numpy as np

from ...imaging.colour import Pixels
from ...imaging.png import encode_png
from ...imaging.resize import fit
from ..sequences import PaintingSequence

_PICTURE_SIDE = 240
_COLUMNS = 8
_GAP = 6
_GROUND = 228


def contact_sheet(sequence: PaintingSequence) -> bytes:
    """Return a PNG of all frames, first marks at the top left, eight in a row."""
    width, height = fit(*sequence.size, _PICTURE_SIDE)
    columns = min(_COLUMNS, len(sequence.frames))
    rows = -(-len(sequence.frames) // columns)
    sheet = np.full(
        (rows * (height + _GAP) + _GAP, columns * (width + _GAP) + _GAP, 4), _GROUND, np.uint8
    )
    sheet[..., 3] = 255
    for index, frame in enumerate(sequence.frames):
        row, column = divmod(index, columns)
        top, left = _GAP + row * (height + _GAP), _GAP + column * (width + _GAP)
        sheet[top : top + height, left : left + width, :3] = _small(frame, width, height)
    return encode_png(sheet)


def _small(frame: Pixels, width: int, height: int) -> Pixels:
    small = cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8, copy=False)
