"""CLIP sees in pictures of any aspect ratio what it sees in the published implementation."""

from __future__ import annotations

import re

import pytest
import torch

from pentimento_backend.engines.paints_undo.multi_frame.clip_vision import (
    build_vision_encoder,
    embed,
    encode_pictures,
    make_vision_encoder,
    patch_grid,
    preprocess,
    stretch_positions,
)
from pentimento_backend.engines.paints_undo.pictures import to_network

from .meta_shapes import shapes_of
from .paints_undo_goldens import Golden, assert_close, goldens, made_weights

LIMIT = 2e-4


@pytest.mark.parametrize("golden", goldens("clip_vision"))
def test_clip_vision(golden: Golden):
    config, tensors = golden.meta["config"], golden.tensors()
    shapes = shapes_of(lambda: make_vision_encoder(config))
    weights = made_weights(shapes, golden.meta["salt"], golden.meta["weights"])
    vision = build_vision_encoder(config, weights, golden.path)
    pictures = to_network(tensors["image_u8"].numpy())

    if "preprocessed0" in tensors:
        side = config["image_size"] // config["patch_size"]
        standardised = preprocess(pictures[:1], side, config["patch_size"])
        assert_close(standardised, tensors["preprocessed0"], LIMIT)
    assert_close(embed(vision, pictures), tensors["embeddings"], LIMIT)
    tokens = encode_pictures(vision, pictures)
    assert_close(tokens, tensors["last_hidden_state"], LIMIT)
    if "image_embeds" in tensors:
        of_all = vision.vision_model.post_layernorm(tokens[:, 0])
        assert_close(vision.visual_projection(of_all), tensors["image_embeds"], LIMIT)


@pytest.mark.parametrize("golden", goldens("clip_posidx"))
def test_clip_posidx(golden: Golden):
    table = torch.arange(-1.0, 256)[:, None]
    for name, rows in golden.tensors().items():
        down, across = (int(side) for side in re.findall(r"\d+", name))
        stretched = stretch_positions(table, down, across)
        assert stretched[0].item() == -1
        assert torch.equal(stretched[1:].view(down, across).long(), rows)
    for picture, grid in golden.meta["patch_grid_for_image_hw"].items():
        height, width = (int(side) for side in picture.split("x"))
        assert patch_grid(height, width, 16) == tuple(grid)


def test_paints_undo_vision_encoder_can_be_moved_to_another_type():
    config = {
        "hidden_size": 8,
        "intermediate_size": 16,
        "projection_dim": 4,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": 28,
        "patch_size": 14,
        "hidden_act": "gelu",
    }
    weights = made_weights(shapes_of(lambda: make_vision_encoder(config)), "")
    vision = build_vision_encoder(config, weights, "the test").bfloat16()
    tokens = encode_pictures(vision, torch.zeros(1, 3, 64, 96))
    assert tokens.dtype == torch.bfloat16
    assert tokens.shape == (1, 1 + 2 * 3, 8)
