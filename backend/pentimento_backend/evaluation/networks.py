"""Distances and prompt alignment by trained networks: LPIPS, CLIP, DINOv2.

Imports torch and transformers; import it only where a network is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (torch's own habit)
from transformers import AutoImageProcessor, CLIPModel, CLIPProcessor, Dinov2Model

from ..imaging.colour import WHITE, Pixels, over
from ..imaging.resize import fit, scaled
from ..models.problem import ModelProblem
from ..models.weights import build, read_weights
from .perception import Perception

LPIPS_FILES = ("alexnet-owt-7be5be79.pth", "alex.pth")
"""AlexNet as torchvision publishes it, and the linear layers of LPIPS 0.1 for it."""


_LPIPS_SIDE = 256
_LPIPS_SHIFT, _LPIPS_SCALE = (-0.030, -0.088, -0.188), (0.458, 0.448, 0.450)
SomePart = TypeVar("SomePart")

_TAPS = (1, 4, 7, 9, 11)  # AlexNet's five rectified layers
_SMALL = 1e-10


class Lpips:
    """LPIPS 0.1 with AlexNet (Zhang et al., CVPR 2018), pictures at 256 px long side on white."""

    name = "lpips"
    label = "LPIPS 0.1 (AlexNet), at 256 px"

    def __init__(self, folder: Path) -> None:
        """Read the two weight files of `LPIPS_FILES`; raises ModelProblem."""
        backbone, linear = (read_weights(folder / name) for name in LPIPS_FILES)
        weights = {
            key.removeprefix("features."): tensor
            for key, tensor in backbone.items()
            if key.startswith("features.")
        }
        self._layers = build(_alexnet, weights, LPIPS_FILES[0])
        try:
            self._weights = [linear[f"lin{index}.model.1.weight"] for index in range(len(_TAPS))]
        except KeyError as error:
            raise ModelProblem(
                f"{folder / LPIPS_FILES[1]} is not that of LPIPS 0.1: it lacks {error}."
            ) from error

    @torch.inference_mode()
    def features(self, picture: Pixels) -> list[Tensor]:
        """Return the unit-length features of five layers, each (1, channels, rows, columns)."""
        height, width = picture.shape[:2]
        rgb = over(scaled(picture, *fit(width, height, _LPIPS_SIDE)), WHITE)
        pixels = torch.from_numpy(rgb).permute(2, 0, 1)[None].float() / 127.5 - 1
        shift, scale = (torch.tensor(c).view(1, 3, 1, 1) for c in (_LPIPS_SHIFT, _LPIPS_SCALE))
        values, seen = (pixels - shift) / scale, []
        for index, layer in enumerate(self._layers):
            values = layer(values)
            if index in _TAPS:
                seen.append(values / (values.norm(dim=1, keepdim=True) + _SMALL))
        return seen

    @torch.inference_mode()
    def distance(self, one: list[Tensor], other: list[Tensor]) -> float:
        """Sum over layers of the weighted squared difference, averaged over places."""
        layers = zip(one, other, self._weights, strict=True)
        return float(sum(F.conv2d((a - b) ** 2, w).mean() for a, b, w in layers))


class Embedding:
    """1 - cosine similarity of a network's embedding of whole pictures."""

    def __init__(self, name: str, label: str, embed: Callable[[Pixels], NDArray[Any]]) -> None:
        self.name = name
        self.label = label
        self._embed = embed

    def features(self, picture: Pixels) -> NDArray[Any]:
        """Return the unit-length embedding."""
        return self._embed(picture)

    def distance(self, one: NDArray[Any], other: NDArray[Any]) -> float:
        """1 - cosine similarity."""
        return float(1 - one @ other)


class Clip:
    """CLIP: how far pictures are apart, and how well a picture agrees with words."""

    def __init__(self, folder: Path) -> None:
        """Load model, tokenizer and picture processor from `folder`; raises ModelProblem."""
        self._model: Any = _loaded(CLIPModel.from_pretrained, folder).eval()
        self._processor: Any = _loaded(CLIPProcessor.from_pretrained, folder)

    def perception(self) -> Perception:
        """Return the distance."""
        return Embedding("clip", "1 - CLIP image similarity (ViT-B/32)", self.picture)

    @torch.inference_mode()
    def picture(self, picture: Pixels) -> NDArray[Any]:
        """Return a picture's unit-length embedding."""
        values = self._processor(images=over(picture, WHITE), return_tensors="pt")
        return _unit(_pooled(self._model.get_image_features(**values)))

    @torch.inference_mode()
    def alignment(self, picture: Pixels, prompt: str) -> float:
        """Cosine similarity of a picture and a prompt, times 100 (CLIP score)."""
        words = self._processor(text=[prompt], return_tensors="pt", truncation=True)
        return float(
            100 * self.picture(picture) @ _unit(_pooled(self._model.get_text_features(**words)))
        )


def dino(folder: Path) -> Perception:
    """Return the distance of DINOv2's class token; raises ModelProblem."""
    model: Any = _loaded(Dinov2Model.from_pretrained, folder).eval()
    processor: Any = _loaded(AutoImageProcessor.from_pretrained, folder)

    @torch.inference_mode()
    def embed(picture: Pixels) -> NDArray[Any]:
        values = processor(images=over(picture, WHITE), return_tensors="pt")
        return _unit(model(**values).last_hidden_state[:, 0])

    return Embedding("dino", "1 - DINOv2 similarity (ViT-S/14)", embed)


def _pooled(output: object) -> Tensor:
    """Return the embedding; transformers 5 wraps what version 4 gave as it is."""
    return output if isinstance(output, Tensor) else getattr(output, "pooler_output")  # noqa: B009


def _unit(values: Tensor) -> NDArray[Any]:
    return F.normalize(values[0].float(), dim=0).numpy()


def _loaded(load: Callable[..., SomePart], folder: Path) -> SomePart:
    try:
        return load(folder, local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelProblem(f"The model in {folder} cannot be loaded: {error}") from error


def _alexnet() -> nn.Sequential:
    """Return AlexNet's features (Krizhevsky 2014, as torchvision lays them out) without the last
    pooling."""
    return nn.Sequential(
        nn.Conv2d(3, 64, 11, stride=4, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(64, 192, 5, padding=2),
        nn.ReLU(),
        nn.MaxPool2d(3, stride=2),
        nn.Conv2d(192, 384, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(384, 256, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(256, 256, 3, padding=1),
        nn.ReLU(),
    )
