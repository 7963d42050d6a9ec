"""The painter's own styles: what the folder offers, and damaged ones told in sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pentimento_backend.engines.process_painter.info import present_info
from pentimento_backend.models.own_styles import own_style, own_style_names, styles_folder
from pentimento_backend.models.problem import ModelProblem


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PENTIMENTO_HOME", str(tmp_path))
    return styles_folder()


def learn(folder: Path, name: str, **card: object) -> Path:
    place = folder / name
    place.mkdir(parents=True)
    (place / "spatial.safetensors").write_bytes(b"weights")
    whole = {"format": 1, "name": name, "base_style": "style1", "spatial": "spatial.safetensors"}
    (place / "card.json").write_text(json.dumps({**whole, **card}))
    return place


def test_without_a_folder_there_is_none():
    assert own_style_names() == ()


def test_lora_files_and_learnt_styles_are_choices(folder: Path):
    learn(folder, "mine", temporal=None)
    for name in ("ink.safetensors", ".hidden.safetensors", "notes.txt", "character.safetensors"):
        (folder / name).write_bytes(b"")
    (folder / "empty").mkdir()
    assert own_style_names() == ("character", "ink", "mine")
    style = next(option for option in present_info().options if option.name == "style")
    assert style.choices[-3:] == ("own", "ink", "mine")
    assert len(style.models) == len(style.choices)
    info = present_info()
    assert "process-painter-character" in info.models_for({"style": "ink"})
    assert "process-painter-style1" in info.models_for({"style": "mine"})


def test_a_learnt_style_names_its_files(folder: Path):
    place = learn(folder, "mine", base_model="/models/anime.safetensors")
    style = own_style("mine")
    assert style.loras == (place / "spatial.safetensors",)
    assert (style.base_style, style.base_model) == ("style1", "/models/anime.safetensors")
    assert own_style_names() == ("mine",)


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        ({"spatial": "../../secret.safetensors"}, "lacks its file"),
        ({"spatial": "gone.safetensors"}, "lacks its file"),
        ({"spatial": None}, "holds nothing"),
        ({"spatial": 5}, "damaged at 'spatial'"),
        ({"base_model": ["x"]}, "damaged at 'base_model'"),
        ({"format": 99}, "update Pentimento"),
    ],
)
def test_a_damaged_card_is_told_and_stays_a_choice(folder: Path, card: dict, sentence: str):
    learn(folder, "mine", **card)
    assert own_style_names() == ("mine",)
    assert present_info().models_for({"style": "mine"})
    with pytest.raises(ModelProblem, match=sentence):
        own_style("mine")


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_card_is_told(folder: Path, content: bytes):
    (learn(folder, "mine") / "card.json").write_bytes(content)
    with pytest.raises(ModelProblem, match=r"card\.json"):
        own_style("mine")


@pytest.mark.parametrize("name", ["mine", "..", "../mine", ""])
def test_a_style_that_is_gone_is_told(name: str):
    with pytest.raises(ModelProblem, match="put its LoRA file there"):
        own_style(name)


def test_a_folder_that_cannot_be_looked_into_hides_no_other(folder: Path, monkeypatch):
    learn(folder, "mine")
    learn(folder, "closed")
    is_file = Path.is_file

    def guarded(path: Path) -> bool:
        if "closed" in path.parts:  # root, who may run the tests, is let in everywhere
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", guarded)
    assert own_style_names() == ("mine",)
