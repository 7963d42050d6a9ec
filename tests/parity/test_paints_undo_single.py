"""The networks of the single-frame stage, alone and together, give the published numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from pentimento_backend.engines.model_work.autoencoder import (
    build_autoencoder,
    decode_latents,
    encode_pictures,
    make_autoencoder,
)
from pentimento_backend.engines.model_work.text import (
    SAVED_PREFIX,
    build_text_encoder,
    encode_tokens,
    make_text_encoder,
)
from pentimento_backend.engines.paints_undo.pictures import to_network, to_pictures
from pentimento_backend.engines.paints_undo.single_frame.sampling import (
    Conditions,
    Guidance,
    NoisePredictor,
    sample,
)
from pentimento_backend.engines.paints_undo.single_frame.unet import KeyframeUNet, build_unet

from .paints_undo_goldens import Golden, assert_close, cropped, goldens, made_weights

NETWORK = 2e-4
WHOLE_WAY = 2e-3
BATCHED = pytest.mark.parametrize("batched", [True, False], ids=["batched", "in-turn"])


def shapes(make: Any, config: dict[str, Any]) -> dict[str, torch.Size]:
    with torch.device("meta"):
        return {key: weight.shape for key, weight in make(config).state_dict().items()}


def made_unet(config: dict[str, Any], salt: str, expected: dict[str, Any]) -> KeyframeUNet:
    return build_unet(config, made_weights(shapes(KeyframeUNet, config), salt, expected), "golden")


@pytest.mark.parametrize("golden", goldens("single_unet"))
def test_unet(golden: Golden):
    tensors = golden.tensors()
    unet = made_unet(golden.meta["config"], golden.meta["salt"], golden.meta["weights"])
    seen: dict[str, torch.Tensor] = {}

    def keep(name: str) -> Any:
        return lambda module, inputs, output: seen.update({name: output})

    unet.time_embedding.register_forward_hook(keep("time_emb"))
    unet.add_embedding.register_forward_hook(keep("aug_emb"))
    unet.conv_in.register_forward_hook(keep("conv_in_out"))
    assert unet.mid_block is not None
    unet.mid_block.register_forward_hook(keep("mid_out"))
    with torch.inference_mode():
        seen["out"] = unet.predict_noise(
            tensors["x"],
            tensors["concat"].expand(len(tensors["x"]), -1, -1, -1),
            tensors["timestep"],
            tensors["ctx"],
            tensors["coded"],
        )
    for name in ("time_emb", "aug_emb", "conv_in_out", "mid_out", "out"):
        assert_close(seen[name], tensors[name], NETWORK)


def wrapped(unet: KeyframeUNet, share: float | None) -> NoisePredictor:
    """Return the goldens' bounded noise prediction around a random network."""
    if share is None:
        return unet.predict_noise
    return lambda latents, *rest: latents + share * unet.predict_noise(latents, *rest)


@BATCHED
@pytest.mark.parametrize("golden", goldens("single_sampler"))
def test_sampler_with_unet(golden: Golden, batched: bool):
    tensors, params = golden.tensors(), golden.meta["params"]
    unet = made_unet(golden.meta["config"], golden.meta["salt"], golden.meta["weights"])
    latents = sample(
        wrapped(unet, golden.meta["eps_wrap"]),
        Conditions(
            tensors["concat"],
            tensors["prompt_embeds"],
            tensors["negative_prompt_embeds"],
            tensors["coded"].tolist(),
        ),
        tensors["noise"],
        steps=params["steps"],
        guidance=Guidance(params["cfg"], batched),
        strength=params["strength"],
        initial=None if params["init_zero"] else tensors["initial_latent"],
    )
    assert_close(latents, tensors["out"], WHOLE_WAY)


@pytest.mark.parametrize("at_once", [1, 2])
@pytest.mark.parametrize("golden", goldens("autoencoderkl"))
def test_autoencoder(golden: Golden, at_once: int):
    tensors, config = golden.tensors(), golden.meta["config"]
    weights = made_weights(
        shapes(make_autoencoder, config), golden.meta["salt"], golden.meta["weights"]
    )
    vae = build_autoencoder(config, weights, golden.path)
    scale = config["scaling_factor"]
    latents = encode_pictures(vae, to_network(tensors["image_u8"].numpy()[None]), at_once)
    assert_close(latents, tensors["latent_mode"] * scale, NETWORK)
    assert_close(decode_latents(vae, tensors["z"] * scale, at_once), tensors["decoded"], NETWORK)


@BATCHED
@pytest.mark.parametrize("golden", goldens("e2e_single"))
def test_the_whole_stage(golden: Golden, batched: bool):
    meta, tensors = golden.meta, golden.tensors()
    if meta["vae_dtype"] != "torch.float32":
        pytest.skip("half precision depends on the order of roundings")
    salts, expected = meta["init_salts"], meta["weights"]
    unet = made_unet(meta["unet_config"], salts["unet"], expected["unet"])
    text_shapes = {
        SAVED_PREFIX + key: shape
        for key, shape in shapes(make_text_encoder, meta["text_config"]).items()
    }
    text_encoder = build_text_encoder(
        meta["text_config"], made_weights(text_shapes, salts["text"], expected["text"]), "golden"
    )
    vae_shapes = shapes(make_autoencoder, meta["vae_config"])
    vae = build_autoencoder(
        meta["vae_config"], made_weights(vae_shapes, salts["vae"], expected["vae"]), "golden"
    )

    width, height = meta["target_wh"]
    picture = cropped(tensors["image_u8"].numpy(), height, width)
    with torch.inference_mode():
        conditions = Conditions(
            encode_pictures(vae, to_network(picture[None])),
            encode_tokens(text_encoder, tensors["ids_pos"]),
            encode_tokens(text_encoder, tensors["ids_neg"]),
            meta["operation_steps"],
        )
    latents = sample(
        wrapped(unet, meta["eps_wrap"]),
        conditions,
        tensors["noise"],
        steps=meta["steps"],
        guidance=Guidance(meta["cfg"], batched),
    )
    pixels = decode_latents(vae, latents)

    scale = meta["vae_config"]["scaling_factor"]
    assert_close(latents / scale, tensors["latents_in"], WHOLE_WAY)
    assert_close(pixels, tensors["pixels_float"], WHOLE_WAY)
    white = np.full_like(picture, 255)
    keys = np.stack([picture, *to_pictures(pixels), white])
    difference = np.abs(keys.astype(int) - tensors["keyframes_u8"].numpy().astype(int))
    assert difference.max() <= 1
    assert (difference > 0).mean() < 0.005
