"""All frames of a process on one page, with their stages and steps."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from ..engines.interface import Frame
from ..imaging.colour import WHITE, over
from ..imaging.resize import fit, scaled
from .export import check_same_size
from .provenance import Provenance
from .writing import check_writable, write_file

PICTURE_SIDE = 320
"""Longest side of a frame on the sheet, in pixels."""

_SHEET_ASPECT = 1.5
_MARGIN, _GAP = 40, 20
_CAPTION = 34
_HEAD, _FOOT = 76, 50

_GROUND = (244, 242, 238)
_LINE = (206, 202, 194)
_INK, _FAINT_INK = (52, 48, 44), (124, 118, 110)
_STAGE_COLOURS = (
    (122, 134, 148),
    (84, 110, 122),
    (196, 148, 72),
    (176, 98, 70),
    (106, 132, 92),
    (134, 96, 132),
)
"""One for each stage, in the order in which they come."""


@dataclass(frozen=True)
class _Entry:
    picture: Image.Image
    step: int
    stage: str
    given: bool


@dataclass(frozen=True)
class _Grid:
    """Where the pictures lie; all sizes in pixels."""

    columns: int
    rows: int
    picture_width: int
    picture_height: int

    @property
    def width(self) -> int:
        return 2 * _MARGIN + self.columns * (self.picture_width + _GAP) - _GAP

    @property
    def height(self) -> int:
        return _HEAD + self.rows * self._row_height + _FOOT

    @property
    def _row_height(self) -> int:
        return self.picture_height + _CAPTION + _GAP

    def place(self, index: int) -> tuple[int, int]:
        """Return the top left corner of a picture."""
        row, column = divmod(index, self.columns)
        return _MARGIN + column * (self.picture_width + _GAP), _HEAD + row * self._row_height


class ContactSheet:
    """Collects small copies of the frames and draws them as one PNG; see Export."""

    def __init__(self, path: Path, provenance: Provenance) -> None:
        check_writable(path)
        self._path = path
        self._provenance = provenance
        self._size = (0, 0)
        self._entries: list[_Entry] = []

    def add(self, frame: Frame) -> None:
        """Keep a small copy of the next frame, on white paper."""
        if not self._entries:
            self._size = (frame.image.shape[1], frame.image.shape[0])
        check_same_size(frame.image, self._size)
        small = scaled(frame.image, *fit(*self._size, PICTURE_SIDE))
        picture = Image.fromarray(np.ascontiguousarray(over(small, WHITE)))
        self._entries.append(_Entry(picture, frame.step, frame.stage, frame.origin == "given"))

    def finish(self) -> None:
        """Draw the sheet and write it; ValueError without any frame."""
        if not self._entries:
            raise ValueError("A contact sheet needs at least one frame.")
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("Software", "Pentimento")
        texts.add_itxt("Description", self._provenance.sentence)
        stream = io.BytesIO()
        self._drawn().save(stream, "PNG", pnginfo=texts)
        write_file(self._path, stream.getvalue())

    def __enter__(self) -> ContactSheet:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was written before `finish`."""

    def _drawn(self) -> Image.Image:
        grid = _grid_for(len(self._entries), *self._entries[0].picture.size)
        sheet = Image.new("RGB", (grid.width, grid.height), _GROUND)
        draw = ImageDraw.Draw(sheet)
        self._draw_head_and_foot(draw, grid)
        colours = self._stage_colours()
        for index, entry in enumerate(self._entries):
            x, y = grid.place(index)
            sheet.paste(entry.picture, (x, y))
            _draw_frame_and_caption(draw, entry, (x, y), colours[entry.stage])
        return sheet

    def _draw_head_and_foot(self, draw: ImageDraw.ImageDraw, grid: _Grid) -> None:
        width = grid.width - 2 * _MARGIN
        title = _fitting(draw, self._provenance.title, _font(26), width)
        draw.text((_MARGIN, 24), title, _INK, _font(26))
        foot = _fitting(draw, self._provenance.sentence, _font(15), width)
        draw.text((_MARGIN, grid.height - _FOOT + 8), foot, _FAINT_INK, _font(15))

    def _stage_colours(self) -> dict[str, tuple[int, int, int]]:
        stages = dict.fromkeys(entry.stage for entry in self._entries)
        return {
            stage: _STAGE_COLOURS[number % len(_STAGE_COLOURS)]
            for number, stage in enumerate(stages)
        }


def _grid_for(count: int, picture_width: int, picture_height: int) -> _Grid:
    cell_aspect = (picture_width + _GAP) / (picture_height + _CAPTION + _GAP)
    columns = min(count, max(1, round(math.sqrt(count * _SHEET_ASPECT / cell_aspect))))
    rows = math.ceil(count / columns)
    return _Grid(columns, rows, picture_width, picture_height)


def _draw_frame_and_caption(
    draw: ImageDraw.ImageDraw,
    entry: _Entry,
    corner: tuple[int, int],
    colour: tuple[int, int, int],
) -> None:
    x, y = corner
    width, height = entry.picture.size
    draw.rectangle((x - 1, y - 1, x + width, y + height), outline=_LINE)
    draw.rectangle((x - 1, y + height + 1, x + width, y + height + 4), fill=colour)
    step = f"step {entry.step}"
    step_width = draw.textlength(step, _font(14))
    baseline = y + height + 11
    draw.text((x + width - step_width, baseline + 1), step, _FAINT_INK, _font(14))
    stage = f"{entry.stage} (the artist's own)" if entry.given else entry.stage
    stage = _fitting(draw, stage, _font(16), width - step_width - 10)
    draw.text((x, baseline), stage, _INK, _font(16))


def _fitting(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, width: float
) -> str:
    """Return `text`, shortened with dots where it is wider than `width` pixels."""
    if draw.textlength(text, font) <= width:
        return text
    while text and draw.textlength(text + "...", font) > width:
        text = text[:-1]
    return text.rstrip() + "..." if text else ""


def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return font
