"""Distances by networks, with random weights in the published files' places.

The published weights cannot be had here; what they say about pictures is not tested.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from pentimento_backend.evaluation.networks import LPIPS_FILES, Lpips, dino  # noqa: E402
from pentimento_backend.models.problem import ModelProblem  # noqa: E402

from .processes import blank, scene  # noqa: E402

SHAPES = ((0, 64, 3, 11), (3, 192, 64, 5), (6, 384, 192, 3), (8, 256, 384, 3), (10, 256, 256, 3))


@pytest.fixture
def lpips_folder(tmp_path: Path) -> Path:
    generator = torch.Generator().manual_seed(3)
    backbone = {"classifier.1.weight": torch.zeros(2, 2)}
    for place, out, into, side in SHAPES:
        weight = torch.randn((out, into, side, side), generator=generator)
        backbone[f"features.{place}.weight"] = weight / (into * side * side) ** 0.5
        backbone[f"features.{place}.bias"] = torch.zeros(out)
    linear = {
        f"lin{index}.model.1.weight": torch.rand((1, shape[1], 1, 1), generator=generator)
        for index, shape in enumerate(SHAPES)
    }
    torch.save(backbone, tmp_path / LPIPS_FILES[0])
    torch.save(linear, tmp_path / LPIPS_FILES[1])
    return tmp_path


def test_lpips_grows_with_the_difference(lpips_folder):
    lpips = Lpips(lpips_folder)
    picture = scene()
    blurred = [cv2.GaussianBlur(picture, (0, 0), sigma) for sigma in (1, 4)]
    seen = [lpips.features(one) for one in (picture, *blurred, blank(picture))]
    distances = [lpips.distance(seen[0], other) for other in seen]
    assert distances[0] == 0
    assert distances == sorted(distances)
    assert distances[1] > 1e-4


def test_lpips_is_the_weighted_difference_of_unit_features(lpips_folder):
    lpips = Lpips(lpips_folder)
    one, other = (lpips.features(picture) for picture in (scene(), blank(scene())))
    norms = [layer.norm(dim=1) for layer in one]
    assert all(np.allclose(norm[norm > 0.5], 1, atol=1e-3) for norm in map(np.asarray, norms))
    weights = torch.load(lpips_folder / LPIPS_FILES[1], weights_only=True)
    expected = sum(
        float(((a - b) ** 2 * weights[f"lin{index}.model.1.weight"]).sum(dim=1).mean())
        for index, (a, b) in enumerate(zip(one, other, strict=True))
    )
    assert lpips.distance(one, other) == pytest.approx(expected, rel=1e-4)


def test_other_weights_are_refused_in_a_sentence(lpips_folder):
    torch.save({"lin0.weight": torch.zeros(1)}, lpips_folder / LPIPS_FILES[1])
    with pytest.raises(ModelProblem, match=r"alex\.pth is not that of LPIPS"):
        Lpips(lpips_folder)
    (lpips_folder / LPIPS_FILES[0]).unlink()
    with pytest.raises(ModelProblem, match="is missing"):
        Lpips(lpips_folder)


def test_dino_loads_a_folder_and_compares(tmp_path):
    torch.manual_seed(1)
    config = transformers.Dinov2Config(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, image_size=56, patch_size=14
    )
    transformers.Dinov2Model(config).save_pretrained(tmp_path)
    transformers.BitImageProcessor(
        size={"shortest_edge": 56}, crop_size={"height": 56, "width": 56}
    ).save_pretrained(tmp_path)
    perception = dino(tmp_path)
    one, other = (perception.features(picture) for picture in (scene(), blank(scene())))
    assert perception.distance(one, one) == pytest.approx(0, abs=1e-6)
    assert perception.distance(one, other) > 1e-4


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(ModelProblem, match="cannot be loaded"):
        dino(tmp_path)
