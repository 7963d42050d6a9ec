"""The published single-frame checkpoint, as a folder in the layout of diffusers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from transformers import CLIPTextModel, CLIPTokenizer

from ....models.problem import ModelProblem
from ...model_work.autoencoder import build_autoencoder
from ...model_work.parts import load_part
from ...model_work.text import load_text_model
from .unet import KeyframeUNet, build_unet

WEIGHTS_FILE = "diffusion_pytorch_model.safetensors"


@dataclass(frozen=True, eq=False)
class SingleFrameModel:
    """All parts of the model, on the CPU, in the type they were saved in."""

    tokenizer: CLIPTokenizer
    text_encoder: CLIPTextModel
    vae: AutoencoderKL
    unet: KeyframeUNet


def load_single_frame(folder: Path) -> SingleFrameModel:
    """Read the model; every weight has its place and every place its weight.

    Raises ModelProblem.
    """
    tokenizer, text_encoder = load_text_model(folder)
    vae = load_part(folder / "vae", WEIGHTS_FILE, build_autoencoder)
    unet = load_part(folder / "unet", WEIGHTS_FILE, build_unet)
    if unet.config["cross_attention_dim"] != text_encoder.config.hidden_size:
        raise ModelProblem(
            f"The parts in {folder} belong to different models: download the model again."
        )
    return SingleFrameModel(tokenizer, text_encoder, vae, unet)
