"""The 3D U-Net gives what the published one gives: its blocks, and the whole of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import torch
from diffusers.models.embeddings import get_timestep_embedding
from torch import nn

from pentimento_backend.engines.paints_undo.multi_frame.attention import (
    CrossAttention,
    SelfAttention,
    TemporalWindow,
    with_window,
)
from pentimento_backend.engines.paints_undo.multi_frame.attention_blocks import (
    SpatialTransformer,
    TemporalTransformer,
)
from pentimento_backend.engines.paints_undo.multi_frame.blocks import (
    ResBlock,
    TemporalConv,
)
from pentimento_backend.engines.paints_undo.multi_frame.unet3d import (
    Conditioning,
    UNet3D,
    build_unet3d,
)
from pentimento_backend.engines.paints_undo.multi_frame.unet3d_config import UNet3DConfig
from pentimento_backend.models.weights import build

from .meta_shapes import shapes_of
from .paints_undo_goldens import Golden, assert_close, goldens, made_weights

LIMIT = 2e-4


def made(make, salt: str, expected=None) -> nn.Module:
    return build(make, made_weights(shapes_of(make), salt, expected), "the golden set")


def unet_of(golden: Golden) -> UNet3D:
    meta = golden.meta
    return made_unet(meta["config"], meta["salt"], meta["weights"])


def made_unet(config, salt: str, expected=None) -> UNet3D:
    shapes = shapes_of(lambda: UNet3D(UNet3DConfig.of(config)))
    return build_unet3d(config, made_weights(shapes, salt, expected), "the golden set")


def folded(videos: torch.Tensor) -> torch.Tensor:
    return videos.transpose(1, 2).flatten(0, 1)


def unfolded(frames: torch.Tensor, videos: int) -> torch.Tensor:
    return frames.unflatten(0, (videos, -1)).transpose(1, 2)


def make_block(name: str, meta, tensors):
    """Return how the block of this name is made, and what it is given and gives."""
    channels, heads, width = meta["C"], meta["heads"], meta["dim_head"]
    videos, frames, context_dim = meta["B"], meta["T"], meta["context_dim"]
    embedding = tensors["emb"].shape[-1]
    factor = 0.003 if name.endswith("_smallx") else 1.0
    x, x3 = tensors["x"] * factor, tensors["x3"] * factor
    tokens, text, image = tensors["tok"], tensors["txt"], tensors["img"]
    if name.startswith("resblock"):
        out = channels if name in ("resblock_same", "resblock_smallx") else 2 * channels
        return (
            lambda: ResBlock(channels, embedding, out, 0.1, not name.endswith("_smallx")),
            lambda block: block(x, tensors["emb"], frames),
        )
    if name.startswith("temporalconv"):
        return (
            lambda: TemporalConv(channels, 0.1),
            lambda block: unfolded(block(folded(x3), frames), videos),
        )
    if name.startswith("temporal_tr"):
        convolved = name.endswith("_conv")
        return (
            lambda: TemporalTransformer(
                channels, 3 if convolved else heads, width, 1, convolved=convolved
            ),
            lambda block: unfolded(block(folded(x3), frames), videos),
        )
    if name.startswith("selfattn_win_"):
        window = TemporalWindow(name.removeprefix("selfattn_win_"))
        return (
            lambda: SelfAttention(channels, heads, width),
            lambda block: block(tokens, frames, window),
        )
    if name == "crossattn_ip":
        return (
            lambda: CrossAttention(channels, heads, width, context_dim),
            lambda block: block(tokens, block.context(text, image)),
        )
    assert name.startswith("spatial_tr")
    return (
        lambda: SpatialTransformer(channels, heads, width, 1, context_dim, name.endswith("_alpha")),
        lambda block: block(x, block.context(text, image)),
    )


@pytest.mark.parametrize("golden", goldens("blocks"))
def test_blocks(golden: Golden):
    tensors = golden.tensors()
    for name, about in golden.meta["blocks"].items():
        make, run = make_block(name, golden.meta, tensors)
        block = made(make, about["init_salt"], about["weights"])
        assert sorted(block.state_dict()) == sorted(about["state_keys"])
        assert_close(run(block), tensors[f"out_{name}"], LIMIT)


@pytest.mark.parametrize("golden", goldens("blocks"))
def test_windows_and_embeddings(golden: Golden):
    tensors = golden.tensors()
    for window in TemporalWindow:
        if window is not TemporalWindow.OFF:
            got = with_window(tensors["win_in"], golden.meta["T"], window)
            assert torch.equal(got, tensors[f"win_{window.value}"])
    for name in tensors:
        if name.startswith("temb_") and name != "temb_t":
            width = int(name.removeprefix("temb_"))
            got = get_timestep_embedding(
                tensors["temb_t"], width, flip_sin_to_cos=True, downscale_freq_shift=0
            )
            assert_close(got, tensors[name], 1e-5)


def conditioned(unet: UNet3D, tensors, frame_rate: int | None) -> Conditioning:
    videos = len(tensors["x"])
    return unet.condition(
        tensors["context_text"],
        tensors["context_img"],
        None if frame_rate is None else torch.full((videos,), frame_rate),
    )


def predicted(unet: UNet3D, tensors, frame_rate, window=TemporalWindow.OFF) -> torch.Tensor:
    return unet(
        tensors["x"],
        tensors["timesteps"],
        conditioned(unet, tensors, frame_rate),
        tensors["concat_cond"],
        window,
    )


@pytest.mark.parametrize("golden", goldens("unet3d"))
def test_unet3d(golden: Golden):
    unet, tensors = unet_of(golden), golden.tensors()
    asked = golden.meta["fs"]
    tried = 0
    for frame_rate in asked:
        for window in TemporalWindow:
            name = "out" if len(asked) == 1 else f"out_fs_{frame_rate}"
            if window is not TemporalWindow.OFF:
                name += f"_win_{window.value}"
            if name in tensors:
                tried += 1
                assert_close(predicted(unet, tensors, frame_rate, window), tensors[name], LIMIT)
    assert tried == sum(name.startswith("out") for name in tensors)


@pytest.mark.parametrize("golden", goldens("unet3d"))
def test_every_layer_gives_what_the_published_one_gives(golden: Golden):
    unet, tensors = unet_of(golden), golden.tensors()
    seen: dict[str, torch.Tensor] = {}
    probes = golden.meta["probes_for_first_output"]
    for name, module in unet.named_modules():
        if name in probes:
            module.register_forward_hook(
                lambda _module, _given, out, name=name: seen.update({name: out})
            )
    predicted(unet, tensors, golden.meta["fs"][0])
    for name, probe in probes.items():
        got = seen[name]
        if list(got.shape) != probe["shape"]:  # an embedding, which ours makes once for all frames
            got = got.repeat_interleave(probe["shape"][0] // len(got), dim=0)
        assert list(got.shape) == probe["shape"]
        first = torch.tensor(probe["first8"])
        difference = (got.flatten()[: len(first)] - first).abs().max()
        assert difference < LIMIT * probe["std"], name
        assert abs(got.mean().item() - probe["mean"]) < LIMIT * probe["std"], name
        assert abs(got.std().item() - probe["std"]) < LIMIT * probe["std"], name


SMALL = {
    "in_channels": 8,
    "out_channels": 4,
    "model_channels": 32,
    "attention_resolutions": [1, 2],
    "num_res_blocks": 1,
    "channel_mult": [1, 2],
    "num_head_channels": 16,
    "context_dim": 24,
    "transformer_depth": 1,
    "temporal_length": 5,
    "default_fs": 24,
    "dropout": 0.1,
    "image_cross_attention_scale_learnable": True,
    "addition_attention": True,
    "temporal_attention": True,
    "temporal_conv": True,
    "fs_condition": True,
}


@pytest.fixture(scope="module")
def small() -> tuple[UNet3D, dict[str, torch.Tensor]]:
    random = torch.Generator().manual_seed(1)
    tensors = {
        "x": torch.randn(2, 4, 5, 8, 4, generator=random),
        "concat_cond": torch.randn(2, 4, 5, 8, 4, generator=random),
        "context_text": torch.randn(2, 7, 24, generator=random),
        "context_img": torch.randn(2, 5, 3, 24, generator=random),
        "timesteps": torch.tensor([999, 3]),
    }
    return made_unet(SMALL, "small/"), tensors


def test_videos_of_a_batch_do_not_touch_each_other(small):
    unet, tensors = small
    both = predicted(unet, tensors, 3)
    for video in range(2):
        one = {name: tensor[video : video + 1] for name, tensor in tensors.items()}
        assert_close(predicted(unet, one, 3), both[video : video + 1], 1e-5)


def test_pictures_stay_channels_last_through_the_whole_network(small):
    unet, tensors = small
    strays = []

    def look(name, module, pictures):
        for tensor in (pictures, module.weight):
            last = torch.channels_last if tensor.dim() == 4 else torch.channels_last_3d
            if tensor.dim() > 1 and not tensor.is_contiguous(memory_format=last):
                strays.append(name)

    hooks = [
        module.register_forward_pre_hook(
            lambda module, given, name=name: look(name, module, given[0])
        )
        for name, module in unet.named_modules()
        if isinstance(module, (nn.Conv2d, nn.Conv3d, nn.GroupNorm))
    ]
    predicted(unet, tensors, 3)
    for hook in hooks:
        hook.remove()
    assert not strays


def test_the_network_compiles_as_one_graph(small):
    unet, tensors = small
    compiled = torch.compile(unet, backend="aot_eager", fullgraph=True)
    conditioning = conditioned(unet, tensors, 3)
    given = (tensors["x"], tensors["timesteps"], conditioning, tensors["concat_cond"])
    assert_close(compiled(*given), unet(*given), 1e-5)


@contextmanager
def weights_only_while_called(unet: UNet3D) -> Iterator[None]:
    homes, hooks = [], []

    def put(values):
        for weight, value in values.items():
            weight.data = value

    for module in unet.modules():
        own = {weight: weight.data for weight in module.parameters(recurse=False)}
        away = {weight: torch.full_like(weight, torch.nan) for weight in own}
        homes.append(own)
        hooks.append(module.register_forward_pre_hook(lambda *_, own=own: put(own)))
        hooks.append(module.register_forward_hook(lambda *_, away=away: put(away)))
        put(away)
    yield
    for hook in hooks:
        hook.remove()
    for own in homes:
        put(own)


def test_layers_need_their_weights_only_while_they_are_called(small):
    unet, tensors = small
    expected = predicted(unet, tensors, 3)
    with weights_only_while_called(unet):
        got = predicted(unet, tensors, 3)
    assert_close(got, expected, 1e-6)


def test_every_weight_learns(small):
    unet, tensors = small
    copy = UNet3D(unet.config)
    predicted(copy, tensors, 3).square().mean().backward()
    unmoved = [
        name
        for name, weight in copy.named_parameters()
        if weight.grad is None or not weight.grad.any()
    ]
    assert not unmoved


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("model_channels", "320"),
        ("model_channels", None),
        ("model_channels", -32),
        ("num_res_blocks", 1 << 14),
        ("channel_mult", [1, "2"]),
        ("channel_mult", [1] * 1000),
        ("channel_mult", 2),
        ("temporal_conv", 1),
        ("dropout", 2.0),
        ("use_linear", False),
        ("use_causal_attention", True),
    ],
)
def test_settings_of_another_network_are_refused(name: str, value: object):
    assert UNet3DConfig.of(SMALL).channel_mult == (1, 2)
    with pytest.raises(ValueError, match=name):
        UNet3DConfig.of({**SMALL, name: value})
