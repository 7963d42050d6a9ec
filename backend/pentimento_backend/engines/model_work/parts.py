"""A part of a published checkpoint: a folder that holds config.json and a file of weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import torch

from ...models.problem import ModelProblem
from ...models.weights import Weights, read_config, read_weights

SomeModule = TypeVar("SomeModule", bound=torch.nn.Module)


def load_part(
    folder: Path,
    weights_file: str,
    build_part: Callable[[dict[str, Any], Weights, Path], SomeModule],
) -> SomeModule:
    """Return what `build_part` makes of the configuration, the weights and the path of these.

    Raises ModelProblem, also for a configuration that the libraries cannot follow.
    """
    config_path, weights_path = folder / "config.json", folder / weights_file
    config, weights = read_config(config_path), read_weights(weights_path)
    with described_by(config_path):
        return build_part(config, weights, weights_path)


@contextmanager
def described_by(configuration: object) -> Iterator[None]:
    """Raise ModelProblem for whatever goes wrong while a module is built as configured.

    `configuration` names the file of the configuration to the painter.
    """
    try:
        yield
    except (ModelProblem, MemoryError):
        raise
    except Exception as error:  # the libraries fail in too many ways on a senseless configuration
        raise ModelProblem(
            f"{configuration} does not describe the expected model: download the model again."
        ) from error
