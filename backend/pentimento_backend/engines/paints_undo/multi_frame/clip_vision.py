"""What CLIP sees in a picture of any aspect ratio: one token for each patch, and one for all.

The library's model takes square pictures; here its layers run on the grid of patches that fits the
picture, with the learned table of positions stretched over it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import interpolate
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

from ....models.weights import Weights, build

MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)
"""Of red, green and blue (0..1) in the pictures that CLIP was trained with."""

ARCHITECTURE = (
    "hidden_size",
    "intermediate_size",
    "projection_dim",
    "num_hidden_layers",
    "num_attention_heads",
    "image_size",
    "patch_size",
    "hidden_act",
)
"""What a vision encoder's configuration must say."""

DEFAULTS = {"num_channels": 3, "layer_norm_eps": 1e-5}
"""What it may say besides; the rest could make the library fetch code."""


def patch_grid(height: int, width: int, side: int) -> tuple[int, int]:
    """Return the patches (down, across) of a picture, `side` of them along its shorter edge."""
    shorter = min(height, width)
    return round(side * height / shorter), round(side * width / shorter)


def preprocess(pictures: Tensor, side: int, patch: int) -> Tensor:
    """Return pictures (n, 3, height, width), -1..1, scaled to whole patches and standardised.

    `side` patches of `patch` pixels lie along the shorter edge; nothing is cropped. In float32.
    """
    height, width = pictures.shape[-2:]
    down, across = patch_grid(height, width, side)
    scaled = interpolate(
        pictures.float() * 0.5 + 0.5,
        size=(patch * down, patch * across),
        mode="bicubic",
        antialias=True,
    )
    mean, deviation = (scaled.new_tensor(values).view(3, 1, 1) for values in (MEAN, DEVIATION))
    return (scaled - mean) / deviation


def stretch_positions(table: Tensor, down: int, across: int) -> Tensor:
    """Return a position table (1 + side², c) for down × across patches: (1 + down * across, c).

    The first row, the class token's, stays. Patches take the nearest row, as the published model
    was trained with, not one in between.
    """
    side = _side(table)
    grid = table[1:].T.reshape(1, -1, side, side)
    stretched = interpolate(grid, size=(down, across), mode="nearest")
    return torch.cat([table[:1], stretched.flatten(2)[0].T])


def embed(vision: CLIPVisionModelWithProjection, pictures: Tensor) -> Tensor:
    """Return the embeddings (n, 1 + patches, c) of pictures (n, 3, height, width), -1..1."""
    embeddings = vision.vision_model.embeddings
    convolution = embeddings.patch_embedding
    table = embeddings.position_embedding.weight
    pixels = preprocess(pictures, _side(table), convolution.kernel_size[0])
    patches = convolution(pixels.to(convolution.weight))
    down, across = patches.shape[-2:]
    positions = stretch_positions(table, down, across)
    of_all = embeddings.class_embedding.expand(len(patches), 1, -1)
    return torch.cat([of_all, patches.flatten(2).transpose(1, 2)], dim=1) + positions


@torch.inference_mode()
def encode_pictures(vision: CLIPVisionModelWithProjection, pictures: Tensor) -> Tensor:
    """Return the last layer's tokens (n, 1 + patches, c) of pictures (n, 3, height, width), -1..1.

    The class token comes first. They are as the layer leaves them, without the final norm.
    """
    model = vision.vision_model
    tokens = model.pre_layrnorm(embed(vision, pictures))
    return model.encoder(inputs_embeds=tokens).last_hidden_state


def build_vision_encoder(
    config: Mapping[str, Any], weights: Weights, source: object
) -> CLIPVisionModelWithProjection:
    """Return the vision encoder of a published configuration and weights. Raises ModelProblem."""
    return build(lambda: make_vision_encoder(config), weights, source)


def make_vision_encoder(config: Mapping[str, Any]) -> CLIPVisionModelWithProjection:
    """Return a vision encoder without its weights."""
    architecture = {name: config[name] for name in ARCHITECTURE}
    given = {name: config.get(name, value) for name, value in DEFAULTS.items()}
    vision = CLIPVisionModelWithProjection(CLIPVisionConfig(**architecture, **given))
    embeddings = vision.vision_model.embeddings
    # not saved, so that it would stay on the meta device; unused here, but moved with the rest
    places = torch.arange(embeddings.num_positions, device="cpu").expand(1, -1)
    embeddings.register_buffer("position_ids", places, persistent=False)
    return vision


def _side(table: Tensor) -> int:
    return round((len(table) - 1) ** 0.5)
