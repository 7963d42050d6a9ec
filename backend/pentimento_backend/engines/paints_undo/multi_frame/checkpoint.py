"""The published multi-frame checkpoint: a folder for each of its parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from transformers import CLIPTextModel, CLIPTokenizer, CLIPVisionModelWithProjection

from ....models.problem import ModelProblem
from ...model_work.parts import load_part
from ...model_work.text import load_text_model
from .clip_vision import build_vision_encoder
from .resampler import Resampler, build_resampler
from .unet3d import UNet3D, build_unet3d
from .video_vae import VideoAutoencoder, build_video_vae

WEIGHTS_FILE = "model.safetensors"


@dataclass(frozen=True, eq=False)
class MultiFrameModel:
    """All parts of the model, on the CPU, in the type they were saved in."""

    tokenizer: CLIPTokenizer
    text_encoder: CLIPTextModel
    image_encoder: CLIPVisionModelWithProjection
    image_projection: Resampler
    vae: VideoAutoencoder
    unet: UNet3D


def load_multi_frame(folder: Path) -> MultiFrameModel:
    """Read the model; every weight has its place and every place its weight.

    Raises ModelProblem.
    """
    tokenizer, text_encoder = load_text_model(folder)
    model = MultiFrameModel(
        tokenizer,
        text_encoder,
        image_encoder=load_part(folder / "image_encoder", WEIGHTS_FILE, build_vision_encoder),
        image_projection=load_part(folder / "image_projection", WEIGHTS_FILE, build_resampler),
        vae=load_part(folder / "vae", WEIGHTS_FILE, build_video_vae),
        unet=load_part(folder / "unet", WEIGHTS_FILE, build_unet3d),
    )
    if not _fit(model):
        raise ModelProblem(
            f"The parts in {folder} belong to different models: download the model again."
        )
    return model


def _fit(model: MultiFrameModel) -> bool:
    unet, projection = model.unet.config, model.image_projection
    return (
        model.text_encoder.config.hidden_size == unet.context_dim
        and projection.proj_out.out_features == unet.context_dim
        and projection.proj_in.in_features == model.image_encoder.config.hidden_size
        and projection.frames == unet.temporal_length
    )
