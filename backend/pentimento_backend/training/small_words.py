"""The text side of a small model of one's own: every letter a word, coded by fixed random numbers.

It knows no language. It is there so that the model has the parts that the engine expects, and so
that the same caption always reads the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch

from ..engines.model_work.text import PROMPT_TOKENS, SAVED_PREFIX, make_text_encoder
from .parts_files import write_part

START, END = "<|startoftext|>", "<|endoftext|>"
TEXT_CHANNELS = 32
SEED = 0


def write_small_words(folder: Path) -> None:
    """Write `tokenizer/` and `text_encoder/` in diffusers' layout. Raises OSError."""
    words = _vocabulary()
    _write_tokenizer(folder / "tokenizer", words)
    config = _text_config(len(words))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(SEED)
        text_encoder = make_text_encoder(config)
    write_part(
        folder / "text_encoder", config, text_encoder, "model.safetensors", prefix=SAVED_PREFIX
    )


def _vocabulary() -> list[str]:
    """Return CLIP's printable stand-ins for all bytes, within and at the end of a word."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = 256 - len(printable)
    letters = [*map(chr, printable), *(chr(256 + number) for number in range(others))]
    return [*letters, *(f"{letter}</w>" for letter in letters), START, END]


def _write_tokenizer(folder: Path, words: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    marks = {"bos_token": START, "eos_token": END, "pad_token": END, "unk_token": END}
    settings = {
        "model_max_length": PROMPT_TOKENS,
        "tokenizer_class": "CLIPTokenizer",
        **marks,
    }
    files = {
        "vocab.json": {word: number for number, word in enumerate(words)},
        "tokenizer_config.json": settings,
        "special_tokens_map.json": marks,
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")


def _text_config(words: int) -> dict[str, Any]:
    return {
        "vocab_size": words,
        "hidden_size": TEXT_CHANNELS,
        "intermediate_size": 2 * TEXT_CHANNELS,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "max_position_embeddings": PROMPT_TOKENS,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-5,
    }
