"""The tagger, by a real ONNX Runtime session on a small model: red, green and blue pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pentimento_backend.models.problem import ModelProblem
from pentimento_backend.tagging.labels import Label, read_labels
from pentimento_backend.tagging.wd14 import Tagger, network_input, prompt

from .onnx_file import mean_colour_model

SIDE = 32
WORDS = """tag_id,name,category,count
1,sensitive,9,100
2,red_theme,0,100
3,blue_theme,0,100
4,café_(place),0,100
5,crimson_(game),4,100
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A tagger whose probabilities are the shares of red and blue, seen in BGR order."""
    blue, red = np.array([1, 0, 0]), np.array([0, 0, 1])
    shares = np.stack([0 * red, red, blue, 0 * red, red], axis=1) / 255
    path = tmp_path / "tagger.onnx"
    biases = np.array([0.99, 0, 0, 0.36, 0])
    path.write_bytes(mean_colour_model((1, SIDE, SIDE, 3), shares, biases))
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "tagger.csv"
    path.write_bytes(WORDS.encode())
    return path


def plain(red: int, green: int, blue: int) -> np.ndarray:
    return np.full((40, 40, 3), (red, green, blue), np.uint8)


def test_pictures_become_words(model: Path, words: Path):
    tagger = Tagger(model, words)
    assert tagger.tag(plain(255, 0, 0)) == r"crimson \(game\), red theme, café \(place\)"
    assert tagger.tag(plain(0, 0, 255)) == r"blue theme, café \(place\)"
    assert tagger.tag(plain(0, 255, 0)) == r"café \(place\)"


def test_thresholds_and_unwanted_words(model: Path, words: Path):
    tagger = Tagger(model, words)
    half_red = plain(128, 0, 0)
    assert tagger.tag(half_red) == r"red theme, café \(place\)"
    assert tagger.tag(half_red, character_threshold=0.4) == (
        r"crimson \(game\), red theme, café \(place\)"
    )
    assert tagger.tag(half_red, general_threshold=0.6) == ""
    assert tagger.tag(half_red, exclude="Red theme, something else") == r"café \(place\)"


def test_a_thin_strip_is_still_seen(model: Path, words: Path):
    strip = np.zeros((1, 4000, 3), np.uint8)
    assert network_input(strip, SIDE).min() == 0
    assert "café" in Tagger(model, words).tag(strip)


def test_no_characters_no_doubles():
    labels = [Label("rating", 9), Label("solo", 0), Label("x_x", 0)]
    assert prompt(labels, np.array([0.9, 0.9, 0.9], np.float32)) == "solo, x x"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"tag_id,name,category,count\n",
        b"tag_id,name\n1,solo\n",
        b"tag_id,name,category,count\n1,solo,general,5\n",
        b"tag_id,name,category,count\n1,solo\n",
        b"tag_id,name,category,count\n1,\xff\xfe,0,5\n",
        b"\x00\x01\x02",
    ],
)
def test_damaged_words_are_one_clear_sentence(words: Path, content: bytes):
    words.write_bytes(content)
    with pytest.raises(ModelProblem, match="download the tagger again"):
        read_labels(words)


def test_missing_files_are_named(model: Path, words: Path, tmp_path: Path):
    with pytest.raises(ModelProblem, match=r"nowhere\.onnx is missing"):
        Tagger(tmp_path / "nowhere.onnx", words)
    with pytest.raises(ModelProblem, match=r"nowhere\.csv cannot be read"):
        Tagger(model, tmp_path / "nowhere.csv")


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_damaged_model_is_one_clear_sentence(model: Path, words: Path, share: float):
    content = model.read_bytes()
    model.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ModelProblem, match="download the tagger again"):
        Tagger(model, words)


def test_another_model_is_refused(tmp_path: Path, words: Path):
    path = tmp_path / "other.onnx"
    path.write_bytes(mean_colour_model((1, SIDE, 2 * SIDE, 3), np.ones((3, 5)), np.zeros(5)))
    with pytest.raises(ModelProblem, match="not the expected tagger"):
        Tagger(path, words)


def test_words_of_another_model_are_refused(model: Path, words: Path):
    words.write_text(WORDS.replace("2,red_theme,0,100\n", ""), encoding="utf-8")
    with pytest.raises(ModelProblem, match="5 numbers for 4 words"):
        Tagger(model, words).tag(plain(0, 0, 0))
