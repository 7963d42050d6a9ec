"""Pictures are scaled, cropped and converted as in the published implementation."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from pentimento_backend.engines.paints_undo.pictures import (
    BUCKETS,
    bucket,
    to_network,
    to_pictures,
)

from .paints_undo_goldens import Golden, assert_close, cropped, goldens

EXACT = 1e-5


@pytest.mark.parametrize("golden", goldens("buckets"))
def test_buckets(golden: Golden):
    assert set(BUCKETS) == {tuple(size) for size in golden.meta["options_hw"]}
    for case in golden.meta["cases"]:
        assert list(bucket(case["h"], case["w"])) == case["bucket_hw"], case


@pytest.mark.parametrize("golden", goldens("image_ops"))
def test_pixels_to_pictures(golden: Golden):
    tensors = golden.tensors()
    pixels = tensors["px_float"]
    for name, dtype in (("fp32", torch.float32), ("fp16", torch.float16), ("bf16", torch.bfloat16)):
        expected = tensors[f"px_to_u8_{name}"].numpy()
        np.testing.assert_array_equal(to_pictures(pixels.to(dtype)), expected)


@pytest.mark.parametrize("golden", goldens("image_ops"))
def test_pictures_are_cut_here_as_there(golden: Golden):
    """The other tests cut so what the published program cuts; the product takes pictures whole."""
    tensors = golden.tensors()
    for crop in golden.meta["crops"]:
        width, height = crop["target_wh"]
        picture, expected = (tensors[f"crop{crop['i']}_{end}"].numpy() for end in ("in", "out"))
        np.testing.assert_array_equal(cropped(picture, height, width), expected)


@pytest.mark.parametrize("golden", goldens("image_ops"))
def test_every_level_to_the_network_and_back(golden: Golden):
    tensors = golden.tensors()
    ramp = to_network(tensors["u8_ramp"].numpy()[None])
    assert_close(ramp, tensors["u8_ramp_float"], EXACT)
    for name, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
        expected = tensors[f"u8_ramp_roundtrip_{name}"].numpy()
        np.testing.assert_array_equal(to_pictures(ramp.to(dtype)), expected)


@pytest.mark.parametrize("golden", goldens("image_ops"))
def test_video_to_pictures(golden: Golden):
    tensors = golden.tensors()
    videos = [name for name in tensors if name.startswith("video") and name.endswith("_float")]
    assert videos
    for name in videos:
        expected = tensors[name.replace("_float", "_u8")].numpy()
        films = [to_pictures(video.permute(1, 0, 2, 3)) for video in tensors[name]]
        np.testing.assert_array_equal(np.concatenate(films, axis=2), expected)  # side by side
