"""The text encoders give the published hidden states; long prompts say what was cut."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import pytest
import torch

from pentimento_backend.engines.model_work.text import (
    ARCHITECTURE,
    SAVED_PREFIX,
    build_text_encoder,
    encode_tokens,
    load_text_encoder,
    load_text_model,
    load_tokenizer,
    make_text_encoder,
    tokenize,
)
from pentimento_backend.models.problem import ModelProblem

from .paints_undo_goldens import Golden, assert_close, goldens, made_weights

NETWORK = 2e-4
GIBBERISH = json.dumps(dict.fromkeys(ARCHITECTURE, "x")).encode()


def published_shapes(config: dict) -> dict[str, torch.Size]:
    with torch.device("meta"):
        places = make_text_encoder(config).state_dict()
    return {SAVED_PREFIX + key: weight.shape for key, weight in places.items()}


@pytest.mark.parametrize("golden", goldens("clip_text"))
def test_hidden_states(golden: Golden):
    config = golden.meta["config"]
    weights = made_weights(published_shapes(config), golden.meta["salt"], golden.meta["weights"])
    text_encoder = build_text_encoder(config, weights, golden.path)
    tensors = golden.tensors()
    with torch.inference_mode():
        states = encode_tokens(text_encoder, tensors["ids"])
    assert_close(states, tensors["last_hidden_state"], NETWORK)


@pytest.mark.parametrize("golden", goldens("tiny_ckpt"))
def test_a_published_folder(golden: Golden, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    tokenizer, text_encoder = load_text_model(golden.path.parent / golden.meta["folder"])
    tensors = golden.tensors()
    prompts = [golden.meta["prompt"], ""]
    tokens = tokenize(tokenizer, prompts)
    assert torch.equal(tokens.ids, torch.cat([tensors["ids_prompt"], tensors["ids_empty"]]))
    assert tokens.left_out == ("", "")
    states = encode_tokens(text_encoder.float(), tokens.ids)
    assert_close(states[:1], tensors["text_pos"], NETWORK)
    assert_close(states[1:], tensors["text_neg"], NETWORK)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small published checkpoint, free to be damaged."""
    found = goldens("tiny_ckpt")
    if not found:
        pytest.skip("no small checkpoint among the goldens")
    (golden,) = found[0].values
    copy = tmp_path / "model"
    for part in ("tokenizer", "text_encoder"):
        shutil.copytree(
            golden.path.parent / golden.meta["folder"] / part,
            copy / part,
            copy_function=shutil.copyfile,
        )
        (copy / part).chmod(0o755)
    return copy


def test_what_does_not_fit_is_told_in_the_painters_words(folder: Path):
    tokenizer = load_tokenizer(folder / "tokenizer")
    fits = "a " * 75
    tokens = tokenize(tokenizer, [fits, fits + " Ü b\n  END", "short"])
    assert tokens.ids.shape == (3, 77)
    assert tokens.left_out == ("", "Ü b\n  END", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tokenizer/vocab.json", None),
        ("tokenizer/vocab.json", b"[1, 2"),
        ("tokenizer/merges.txt", b"\xff\xfe\x00"),
        ("tokenizer/tokenizer_config.json", b"{"),
        ("text_encoder/config.json", b'{"hidden_size": "x"}'),
        ("text_encoder/config.json", GIBBERISH),
        ("text_encoder/config.json", b"{}"),
        ("text_encoder/model.safetensors", b"\x00" * 40),
    ],
)
def test_damage_is_one_clear_sentence(folder: Path, name: str, content: bytes | None):
    path = folder / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelProblem) as caught:
        load_text_model(folder)
    assert "download the model again" in str(caught.value)


def test_a_configuration_cannot_choose_code(folder: Path):
    path = folder / "text_encoder" / "config.json"
    intruder = '{"auto_map": {"AutoModel": "a--b.C"}, "_attn_implementation": "someone/kernel",'
    path.write_text(intruder + path.read_text().lstrip().removeprefix("{"))
    assert load_text_encoder(folder / "text_encoder").config._attn_implementation == "sdpa"
