"""Reads checkpoint files and puts their tensors into modules; nothing is unpickled.

Modules are made on PyTorch's meta device and take the tensors of the file as they are, so that no
weight is initialised in vain or held twice.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file

from .problem import ModelProblem

Weights = dict[str, torch.Tensor]
SomeModule = TypeVar("SomeModule", bound=torch.nn.Module)

WRAPPERS = ("state_dict", "controlnet")
"""Names under which published files hold their weights."""

BOOKKEEPING = ("animatediff_config", "epoch", "global_step")
"""What training programs write beside the weights."""

LARGEST_CONFIG = 1 << 20
"""Bytes; a model's config.json has a few thousand."""

_DAMAGE = (
    SafetensorError,
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    # what PyTorch's restricted unpickler stumbles over when single bytes are wrong
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
)


def read_config(path: Path) -> dict[str, Any]:
    """Return the JSON object of a model's config.json. Raises ModelProblem."""
    try:
        if path.stat().st_size > LARGEST_CONFIG:
            raise ValueError("it is too large")
        config = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelProblem(
            f"{path} cannot be read ({error.strerror}): download the model again."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ModelProblem(
            f"{path} is no model configuration: download the model again."
        ) from error
    if not isinstance(config, dict):
        raise ModelProblem(f"{path} is no model configuration: download the model again.")
    return config


def read_weights(path: Path) -> Weights:
    """Return the tensors of a .safetensors file, or of a file that torch.save has written.

    The latter are read with `weights_only`, which runs no code from the file; WRAPPERS are taken
    off and BOOKKEEPING is left out. Raises ModelProblem.
    """
    if not path.is_file():
        raise ModelProblem(f"{path} is missing: download the model again.")
    try:
        if path.suffix == ".safetensors":
            return load_file(path)
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except _DAMAGE as error:
        raise ModelProblem(f"{path} is damaged or incomplete: download the model again.") from error
    except pickle.UnpicklingError as error:
        raise ModelProblem(
            f"{path} holds more than numbers and is not read, because such files can run code: get "
            "the model as .safetensors."
        ) from error
    return _tensors(content, path)


def _tensors(content: object, path: Path) -> Weights:
    for wrapper in WRAPPERS:
        if isinstance(content, Mapping):
            content = content.get(wrapper, content)
    if isinstance(content, Mapping):
        content = {key: value for key, value in content.items() if key not in BOOKKEEPING}
        if content and all(
            isinstance(key, str) and isinstance(value, torch.Tensor)
            for key, value in content.items()
        ):
            return {key: value.detach() for key, value in content.items()}
    raise ModelProblem(f"{path} holds no model weights: download the model again.")


def build(make: Callable[[], SomeModule], weights: Weights, source: object) -> SomeModule:
    """Return the module of `make`, holding `weights`; `source` names their file to the painter.

    Every key must have its place and every place its key. Buffers that are not saved must be made
    by `make` itself, off the meta device. Raises ModelProblem for another model's weights.
    """
    with torch.device("meta"):
        module = make()
    fill(module, weights, source)
    return module.eval().requires_grad_(requires_grad=False)


def fill(module: torch.nn.Module, weights: Weights, source: object) -> None:
    """Put `weights` into `module`, key by key, none missing and none left over.

    Raises ModelProblem.
    """
    expected = module.state_dict()
    missing = sorted(expected.keys() - weights.keys())
    surplus = sorted(weights.keys() - expected.keys())
    wrong = [
        key for key in expected.keys() & weights.keys() if expected[key].shape != weights[key].shape
    ]
    for keys, fault in ((missing, "lacks"), (surplus, "has the unknown"), (wrong, "misshapes")):
        if keys:
            raise ModelProblem(
                f"{source} is not the expected model, it {fault} {keys[0]!r}"
                f"{f' and {len(keys) - 1} more' if len(keys) > 1 else ''}: check which model it "
                "is, or download it again."
            )
    module.load_state_dict(weights, strict=True, assign=True)


def lay_channels_last(module: torch.nn.Module) -> None:
    """Lay the weights of all convolutions out channels-last, so that no call has to turn them.

    (`Module.to` takes one format and refuses modules that hold both 2D and 3D convolutions.)
    """
    formats = {4: torch.channels_last, 5: torch.channels_last_3d}
    for weight in module.parameters():
        if weight.dim() in formats:
            weight.data = weight.data.contiguous(memory_format=formats[weight.dim()])
