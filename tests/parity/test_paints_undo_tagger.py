"""The tagger sees and says what that of the published application does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from pentimento_backend.tagging.labels import Category, Label
from pentimento_backend.tagging.wd14 import (
    CHARACTER_THRESHOLD,
    GENERAL_THRESHOLD,
    network_input,
    prompt,
)

from .paints_undo_goldens import Golden, assert_close, goldens

EXACT = 1e-5


@pytest.mark.parametrize("golden", goldens("wd14_input"))
def test_what_the_network_sees(golden: Golden):
    tensors = golden.tensors()
    pictures = [name for name in tensors if name.startswith("in")]
    assert pictures
    for name in pictures:
        expected = tensors[name.replace("in", "model_input")]
        made = network_input(tensors[name].numpy(), expected.shape[1])
        assert_close(torch.from_numpy(made), expected, EXACT)


def said(case: dict[str, Any]) -> str:
    options = case["kwargs"]
    return prompt(
        [Label(name, category) for name, category in case["rows"]],
        np.array(case["probs"], np.float32),
        options.get("threshold", GENERAL_THRESHOLD),
        options.get("character_threshold", CHARACTER_THRESHOLD),
        options.get("exclude_tags", ""),
    )


@pytest.mark.parametrize("golden", goldens("wd14_tags"))
def test_what_is_said(golden: Golden):
    for case in golden.meta["cases"]:
        if any(category == Category.CHARACTER for _, category in case["rows"]):
            assert said(case) == case["expected"]
        else:  # the published tagger puts likely rows before the general tags once more
            words = said(case).split(", ")
            assert case["expected"].split(", ")[-len(words) :] == words
            assert len(set(words)) == len(words)
