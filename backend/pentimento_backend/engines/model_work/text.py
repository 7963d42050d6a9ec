"""Prompts: from words to the text encoder's last hidden state; nothing is fetched, nothing run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

from ...models.problem import ModelProblem
from ...models.weights import Weights, build
from .parts import load_part

PROMPT_TOKENS = 77
"""Tokens of every prompt, start and end included; shorter ones are padded, longer ones cut."""

ARCHITECTURE = (
    "vocab_size",
    "hidden_size",
    "intermediate_size",
    "num_hidden_layers",
    "num_attention_heads",
    "max_position_embeddings",
    "hidden_act",
    "layer_norm_eps",
)
"""What is taken from a text encoder's configuration; the rest could make the library fetch code."""

SAVED_PREFIX = "text_model."
"""Begins every published key; the library's module tree has no such level any more."""


@dataclass(frozen=True)
class PromptTokens:
    """Prompts as token ids, int64 (n, 77).

    `left_out` holds the end of each prompt that the limit cut off, in the painter's own words.
    """

    ids: torch.Tensor
    left_out: tuple[str, ...]


def tokenize(tokenizer: CLIPTokenizer, prompts: Sequence[str]) -> PromptTokens:
    """Return the tokens of `prompts`, padded with the tokenizer's own pad token."""
    coded = tokenizer(
        list(prompts),
        padding="max_length",
        truncation=True,
        max_length=PROMPT_TOKENS,
        return_offsets_mapping=True,
    )
    left_out = []
    for prompt, mask, spans in zip(
        prompts, coded["attention_mask"], coded["offset_mapping"], strict=True
    ):
        last_word_token = sum(mask) - 2
        left_out.append(prompt[spans[last_word_token][1] :].strip() if all(mask) else "")
    return PromptTokens(torch.tensor(coded["input_ids"]), tuple(left_out))


@torch.inference_mode()
def encode_tokens(text_encoder: CLIPTextModel, ids: torch.Tensor) -> torch.Tensor:
    """Return the last hidden state, (n, 77, channels), of token ids (n, 77).

    Padding is not masked: the models were trained with it in sight. "Clip skip" lies in the
    checkpoint, whose last layers are cut off.
    """
    return text_encoder(input_ids=ids.to(text_encoder.device)).last_hidden_state


def load_text_model(folder: Path) -> tuple[CLIPTokenizer, CLIPTextModel]:
    """Read `tokenizer/` and `text_encoder/` of a published folder. Raises ModelProblem."""
    tokenizer = load_tokenizer(folder / "tokenizer")
    text_encoder = load_text_encoder(folder / "text_encoder")
    if len(tokenizer) > text_encoder.config.vocab_size:
        raise ModelProblem(
            f"The tokenizer in {folder} knows more words than the text encoder: they belong to "
            "different models, download the model again."
        )
    return tokenizer, text_encoder


def load_tokenizer(folder: Path) -> CLIPTokenizer:
    """Read vocab.json, merges.txt and tokenizer_config.json in `folder`. Raises ModelProblem."""
    for name in ("vocab.json", "merges.txt", "tokenizer_config.json"):
        if not (folder / name).is_file():
            raise ModelProblem(f"{folder / name} is missing: download the model again.")
    try:
        return CLIPTokenizer.from_pretrained(str(folder), local_files_only=True)
    except Exception as error:  # the library's Rust part raises nothing more exact
        raise ModelProblem(
            f"The tokenizer in {folder} is damaged: download the model again."
        ) from error


def load_text_encoder(folder: Path) -> CLIPTextModel:
    """Read config.json and model.safetensors in `folder`. Raises ModelProblem."""
    return load_part(folder, "model.safetensors", build_text_encoder)


def build_text_encoder(
    config: Mapping[str, Any], weights: Weights, source: object
) -> CLIPTextModel:
    """Return the text encoder of a published configuration and weights of published keys."""
    return build(
        lambda: make_text_encoder(config),
        {key.removeprefix(SAVED_PREFIX): weight for key, weight in weights.items()},
        source,
    )


def make_text_encoder(config: Mapping[str, Any]) -> CLIPTextModel:
    """Return a text encoder without its weights."""
    architecture = {name: config[name] for name in ARCHITECTURE}
    # the ids matter for the pooled output alone, which no model here uses
    text_encoder = CLIPTextModel(
        CLIPTextConfig(**architecture, bos_token_id=0, pad_token_id=1, eos_token_id=2)
    )
    places = torch.arange(architecture["max_position_embeddings"], device="cpu")
    text_encoder.embeddings.register_buffer("position_ids", places.expand(1, -1), persistent=False)
    return text_encoder
