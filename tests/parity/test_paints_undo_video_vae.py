"""The video autoencoder gives what the published one gives, however few frames it takes at once."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch
from torch import nn

from pentimento_backend.engines.paints_undo.multi_frame.video_vae import (
    VideoAutoencoder,
    decode_latents,
    encode_pictures,
    make_video_vae,
    references_between,
)
from pentimento_backend.engines.paints_undo.multi_frame.video_vae_blocks import (
    Downsample,
    FrameAttention,
    ResnetBlock,
)
from pentimento_backend.engines.paints_undo.multi_frame.video_vae_decoder import (
    AttentionCombiner,
    ConvCombiner,
    PixelConv,
    VideoResBlock,
)
from pentimento_backend.engines.paints_undo.pictures import to_network
from pentimento_backend.models.weights import build

from .meta_shapes import shapes_of
from .paints_undo_goldens import Golden, assert_close, goldens, made_weights
from .tensor_peak import TensorPeak

LIMIT = 2e-4


def made(make, salt: str, expected=None) -> Any:
    return build(make, made_weights(shapes_of(make), salt, expected), "the golden set")


def vae_of(golden: Golden) -> VideoAutoencoder:
    return made(
        lambda: make_video_vae(golden.meta["config"]), golden.meta["salt"], golden.meta["weights"]
    )


def make_block(name: str, channels: int) -> nn.Module:
    makers = {
        "attention": lambda: FrameAttention(channels),
        "attncombiner": lambda: AttentionCombiner(channels),
        "convcombiner": lambda: ConvCombiner(channels),
        "convout": lambda: PixelConv(channels, 3),
        "downsample": lambda: Downsample(channels),
        "resnet": lambda: ResnetBlock(channels, 2 * channels),
        "videores": lambda: VideoResBlock(channels, 2 * channels),
    }
    return makers[name]()


@pytest.mark.parametrize("golden", goldens("vae_blocks"))
@pytest.mark.parametrize("at_once", [1, 2, 99])
def test_blocks(golden: Golden, at_once: int):
    tensors = golden.tensors()
    for name, about in golden.meta["blocks"].items():
        block = made(
            lambda name=name: make_block(name, golden.meta["C"]),
            about["init_salt"],
            about["weights"],
        )
        assert sorted(block.state_dict()) == sorted(about["state_keys"])
        for prefix, factor in (("out", 1.0), ("outsmall", 0.003)):
            if f"{prefix}_{name}" not in tensors:
                continue
            frames = tensors["x"] * factor
            video = frames.unflatten(0, (golden.meta["B"], -1))
            if name.endswith("combiner"):
                got = block(video, tensors["ctx"], at_once).flatten(0, 1)
            elif name in ("convout", "videores"):
                got = block(video, at_once).flatten(0, 1)
            else:
                got = block(frames)
            assert_close(got, tensors[f"{prefix}_{name}"], LIMIT)


@pytest.mark.parametrize("golden", goldens("video_vae"))
def test_video_vae(golden: Golden):
    vae, tensors = vae_of(golden), golden.tensors()
    moments, features = vae.encode(to_network(tensors["images_u8"].numpy()))
    assert_close(moments, tensors["moments"], LIMIT)
    assert_close(moments.chunk(2, dim=1)[0], tensors["mode"], LIMIT)
    assert len(features) == sum(name.startswith("hidden_") for name in tensors)
    for index, feature in enumerate(features):
        assert_close(feature, tensors[f"hidden_{index}"], LIMIT)

    z = tensors["z"].transpose(0, 1)[None]
    references = tuple(feature.transpose(0, 1)[None] for feature in features)
    for at_once in (None, 4):
        for name, seen in (("decoded_ref", references), ("decoded_noref", None)):
            pixels = vae.decode(z, seen, at_once)[0].transpose(0, 1)
            assert_close(pixels, tensors[name], LIMIT)


@pytest.mark.parametrize("golden", goldens("video_vae_pipeline"))
def test_video_vae_pipeline(golden: Golden):
    vae, tensors = vae_of(golden), golden.tensors()
    first, last = (
        encode_pictures(vae, to_network(tensors["images_u8"][:, index].numpy()))
        for index in (0, -1)
    )
    latents = torch.stack([first.latents, last.latents], dim=2)
    assert_close(latents, tensors["encoded_latents"], LIMIT)
    for at_once in (None, 3):
        pixels = decode_latents(vae, tensors["z"], references_between(first, last), at_once)
        assert_close(pixels, tensors["pixels"], LIMIT)


@pytest.fixture(scope="module")
def small_vae() -> VideoAutoencoder:
    return made(
        lambda: VideoAutoencoder(ch=32, ch_mult=(1, 2, 2), num_res_blocks=1, z_channels=4), "made "
    )


@pytest.mark.parametrize("at_once", [1, 2, 3, 8])
def test_paints_undo_video_is_decoded_the_same_few_frames_at_once(small_vae, at_once: int):
    random = torch.Generator().manual_seed(1)
    pictures = torch.rand(2, 3, 16, 24, generator=random) * 2 - 1
    known = encode_pictures(small_vae, pictures)
    latents = torch.randn(1, 4, 5, 4, 6, generator=random)
    references = references_between(known[:1], known[1:])
    whole = decode_latents(small_vae, latents, references)
    assert whole.shape == (1, 3, 5, 16, 24)
    assert_close(decode_latents(small_vae, latents, references, at_once), whole, 2e-5)


@pytest.mark.parametrize(("at_once", "gibibytes"), [(None, 4.7), (4, 2.8), (1, 2.3)])
def test_paints_undo_few_frames_at_once_take_little_memory(at_once: int | None, gibibytes: float):
    height, width = 320, 512
    with torch.device("meta"):
        vae = VideoAutoencoder(ch=128, ch_mult=(1, 2, 4, 4), num_res_blocks=2, z_channels=4).half()
        references = tuple(
            torch.zeros(1, channels, 2, height // factor, width // factor, dtype=torch.half)
            for channels, factor in ((128, 1), (256, 2), (512, 4), (512, 8), (128, 1))
        )
        latents = torch.zeros(1, 4, 16, height // 8, width // 8, dtype=torch.half)
        with TensorPeak() as peak:
            pixels = decode_latents(vae, latents, references, at_once)
    assert pixels.shape == (1, 3, 16, height, width)
    assert 0.8 * gibibytes < peak.bytes / 2**30 < gibibytes


def test_paints_undo_video_vae_keeps_its_own_type(small_vae):
    rough = copy.deepcopy(small_vae).bfloat16()
    pictures = torch.rand(2, 3, 16, 24, generator=torch.Generator().manual_seed(2)) * 2 - 1
    exact, known = encode_pictures(small_vae, pictures), encode_pictures(rough, pictures)
    latents = torch.randn(1, 4, 3, 4, 6, generator=torch.Generator().manual_seed(3))
    pixels = decode_latents(rough, latents, references_between(known[:1], known[1:]), 2)
    expected = decode_latents(small_vae, latents, references_between(exact[:1], exact[1:]))
    assert pixels.dtype == torch.bfloat16
    assert_close(pixels, expected, 0.3)


def test_paints_undo_frames_at_once_must_be_some(small_vae):
    with pytest.raises(ValueError, match="1 or more"):
        decode_latents(small_vae, torch.zeros(1, 4, 2, 4, 4), None, 0)


def test_paints_undo_video_vae_of_another_structure_is_refused():
    published = {"ch": 32, "ch_mult": [1], "num_res_blocks": 1, "z_channels": 4}
    with pytest.raises(ValueError, match="attn_resolutions"):
        make_video_vae({**published, "attn_resolutions": [32]})
