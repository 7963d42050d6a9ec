"""Areas by Segment Anything (Kirillov et al. 2023), where its weights are on this machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from skimage.segmentation import relabel_sequential
from transformers import SamModel

from ...imaging.colour import Pixels
from ...models.problem import ModelProblem
from ...strokes.areas import Labels
from .segment_anything_files import REPOSITORY

_MEAN, _DEVIATION = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)
"""Of the pictures (RGB, 0..255) that it was taught on."""
_GRID = 16
"""Points asked about along each side."""
_POINTS_AT_ONCE = 64
_TRUSTED = 0.85
"""Least overlap with the true object that the model expects of a mask."""
_SMALLEST = 0.004
"""Share of the picture that an area has at least."""


def sam_segments(folder: Path, picture: Pixels) -> Labels:
    """Label map 0..n-1 (int32, height x width) of an RGB picture, by the model in `folder`.

    Objects lie on what they are part of; what no mask covers is one area more. Raises ModelProblem.
    """
    masks = _masks(_model(folder), picture)
    labels = np.zeros(picture.shape[:2], np.int32)
    # the larger first, so that what is smaller lies on top
    for index, mask in enumerate(sorted(masks, key=np.count_nonzero, reverse=True), 1):
        labels[mask] = index
    return relabel_sequential(labels + 1)[0].astype(np.int32) - 1


@cache
def _model(folder: Path) -> SamModel:
    try:
        return SamModel.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, torch_dtype=torch.float32
        ).eval()
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise ModelProblem(
            f"{folder} does not hold Segment Anything ({REPOSITORY}): name another folder, or use "
            "--segmentation classical."
        ) from error


@torch.inference_mode()
def _masks(model: SamModel, picture: Pixels) -> list[NDArray[np.bool_]]:
    """Masks (height x width) of what lies at the points of a grid, each object once."""
    (side,) = set(model.vision_encoder.patch_embed.image_size)
    scale = side / max(picture.shape[:2])
    height, width = (max(1, round(length * scale)) for length in picture.shape[:2])
    embedding = model.get_image_embeddings(_network_input(picture, side, (width, height)))
    rows, columns = ((np.arange(_GRID) + 0.5) / _GRID * length for length in (height, width))
    points = torch.tensor([[x, y] for y in rows for x in columns], dtype=torch.float32)
    kept: list[NDArray[np.bool_]] = []
    for some in points.split(_POINTS_AT_ONCE):
        answer = model(
            image_embeddings=embedding, input_points=some[None, :, None], multimask_output=True
        )
        logits = torch.nn.functional.interpolate(
            answer.pred_masks[0].float(), (side, side), mode="bilinear", align_corners=False
        )[..., :height, :width]
        trust = answer.iou_scores[0]
        for point, choice in zip(*torch.where(trust > _TRUSTED), strict=True):
            mask = _at_size(logits[point, choice].numpy() > 0, picture.shape[:2])
            if mask.mean() >= _SMALLEST and not any(_same(mask, other) for other in kept):
                kept.append(mask)
    return kept


def _network_input(picture: Pixels, side: int, size: tuple[int, int]) -> torch.Tensor:
    """The picture at the top left of a square: float32, (1, 3, side, side), normalised."""
    scaled = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    square = np.zeros((side, side, 3), np.float32)
    square[: size[1], : size[0]] = (scaled - _MEAN) / _DEVIATION
    return torch.from_numpy(square.transpose(2, 0, 1)[None].copy())


def _at_size(mask: NDArray[np.bool_], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    size = (shape[1], shape[0])
    return cv2.resize(mask.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0


def _same(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> bool:
    together = np.count_nonzero(one | other)
    return bool(np.count_nonzero(one & other) > 0.8 * max(together, 1))
