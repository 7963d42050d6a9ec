"""Folders of pictures to learn from may hold anything."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pentimento_backend.training.pictures import find_pictures, read_picture
from pentimento_backend.training.problem import TrainingProblem


def test_a_picture_comes_upright_on_white_paper_and_reduced(tmp_path: Path) -> None:
    seen = Image.new("RGBA", (40, 20), (200, 0, 0, 255))
    seen.paste((0, 0, 0, 0), (0, 0, 20, 20))
    turned = Image.Exif()
    turned[0x0112] = 6  # shown turned by a quarter, clockwise
    seen.save(tmp_path / "a.png", exif=turned)
    (path,) = find_pictures(tmp_path)
    picture = read_picture(path, 10)
    assert picture.shape == (20, 10, 3)
    assert (picture[0] == 255).all() and (picture[-1] == (200, 0, 0)).all()


@pytest.mark.parametrize(
    "content", [b"", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage"]
)
def test_what_is_no_picture_is_told_and_never_run(tmp_path: Path, content: bytes) -> None:
    """PostScript is a program, whatever its file is called."""
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(TrainingProblem, match=r"a\.png cannot be read: .* Remove it from"):
        read_picture(tmp_path / "a.png", 10)


def test_a_folder_without_pictures_is_told(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.zeros(3))
    with pytest.raises(TrainingProblem, match="holds no pictures"):
        find_pictures(tmp_path)
