"""Stroke lists as files: the ending names the format, and a damaged list writes nothing."""

from __future__ import annotations

import base64
import gzip
import io
from pathlib import Path

import numpy as np
import pytest
from defusedxml import ElementTree
from PIL import Image
from strokes.making import CANVAS, described, packed, small_list

from pentimento_backend.exports.stroke_file import write_strokes
from pentimento_backend.imaging.colour import straight
from pentimento_backend.strokes.packing import DamagedStrokes

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
WHOLE = small_list().to_bytes()


def test_packed_and_plain(tmp_path: Path):
    write_strokes(tmp_path / "s.json.gz", WHOLE)
    write_strokes(tmp_path / "S.JSON", WHOLE)
    assert (tmp_path / "s.json.gz").read_bytes() == WHOLE
    assert (tmp_path / "S.JSON").read_bytes() == gzip.decompress(WHOLE)


def test_svg_shows_canvas_pixels_colours_and_pictures(tmp_path: Path):
    write_strokes(tmp_path / "s.svg", WHOLE)
    root = ElementTree.parse(tmp_path / "s.svg").getroot()
    assert (root.get("width"), root.get("height")) == tuple(str(side) for side in CANVAS)
    image = root.find(f"{SVG}defs/{SVG}pattern/{SVG}image")
    coded = image.get(f"{XLINK}href").removeprefix("data:image/png;base64,")
    with Image.open(io.BytesIO(base64.b64decode(coded))) as picture:
        finish = straight(small_list().legs[0].materials.pictures["finish"])
        assert np.array_equal(np.asarray(picture.convert("RGBA")), finish)
    stages = root.find(f"{SVG}g").findall(f"{SVG}g")
    paths = {stage.get("data-stage"): stage.find(f"{SVG}path") for stage in stages}
    assert paths["sketch"].get("fill") == "#3c5aa0"
    assert paths["line"].get("fill") == "#1e140a", "lines have the colour of the line drawing"
    assert paths["finish"].get("fill") == "url(#picture-0)"
    corners = np.array(
        [point.split(",") for point in paths["sketch"].get("d")[1:-1].split()], float
    )
    # the path runs from 1 to 11 of 12 plan pixels, and its tips a little beyond
    assert -1 < corners[:, 0].min() < 2 and 22 < corners[:, 0].max() < 25


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("s.json", b"nonsense"),
        ("s.json", WHOLE[:-4]),
        ("s.json", WHOLE + WHOLE),
        ("s.svg", WHOLE[:-4]),
        ("s.svg", packed({**described(), "images": []})),
        ("s.svg", packed([])),
    ],
    ids=range(6),
)
def test_a_damaged_list_writes_nothing(tmp_path: Path, name: str, content: bytes):
    with pytest.raises(DamagedStrokes):
        write_strokes(tmp_path / name, content)
    assert not list(tmp_path.iterdir())
