"""Our compositing against the projection of the real Krita, by scenarios/compositing.py."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pentimento_backend.engines.interface import Layer
from pentimento_backend.imaging.compositing import composite, stack_of, unsupported

from .krita_harness import KritaRun
from .scenario_files import SCENARIOS, scenario_names

FILE = SCENARIOS / "compositing.py"

STACKS = 133
"""So many the scenarios keep: 31 modes in 4 ways, groups in 6, documents of painters."""

PAINTERS_DOCUMENTS = "scenario_painters_documents"
OF_PAINTERS = 3

TOLERANCE = 1
CARRIED_TOLERANCE = 2
"""Krita divides approximately for "normal"; layers above may carry the difference further."""

pytestmark = pytest.mark.krita


@pytest.mark.parametrize("scenario", scenario_names(FILE))
def test_compositing_as_krita_does(scenario: str, krita_run: Callable[[Path], KritaRun]) -> None:
    run = krita_run(FILE)
    run.check(scenario)


def test_every_stack_looks_as_in_krita(krita_run: Callable[[Path], KritaRun]) -> None:
    run = krita_run(FILE)
    readings = sorted(run.artifacts.glob("*.json"))
    with_art = run.outcomes[PAINTERS_DOCUMENTS].outcome == "passed"
    assert len(readings) == STACKS - (0 if with_art else OF_PAINTERS)
    apart = {path.stem: _difference(json.loads(path.read_text("utf-8"))) for path in readings}
    too_far = {title: worst for title, worst in apart.items() if worst > _tolerance(title)}
    assert not too_far, too_far


def _tolerance(title: str) -> int:
    return CARRIED_TOLERANCE if "group" in title else TOLERANCE


def _difference(reading: dict[str, Any]) -> float:
    """Return the largest difference of premultiplied pixels, 0..255."""
    width, height = reading["width"], reading["height"]
    stack = stack_of([_layer(layer) for layer in reading["layers"]])
    assert not unsupported(stack)
    ours = composite(stack, width, height)
    theirs = _pixels(reading["pixels"], width, height)
    assert theirs.any(), "Krita shows nothing"
    return float(np.abs(_premultiplied(ours) - _premultiplied(theirs)).max())


def _premultiplied(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    values = picture.astype(np.float64)
    values[..., :3] *= values[..., 3:] / 255
    return values


def _layer(layer: dict[str, Any]) -> Layer:
    x, y, width, height = _bounds(layer["bounds"])
    image = None if layer["pixels"] is None else _pixels(layer["pixels"], width, height)
    return Layer(
        name=layer["name"],
        kind=layer["kind"],
        visible=layer["visible"],
        opacity=layer["opacity"],
        blending_mode=layer["blending_mode"],
        x=x,
        y=y,
        parent=layer["parent"],
        image=image,
        clips=layer["inherit_alpha"],
    )


def _bounds(bounds: Any) -> tuple[int, int, int, int]:
    return tuple(bounds.values()) if isinstance(bounds, dict) else tuple(bounds)


def _pixels(text: str, width: int, height: int) -> NDArray[np.uint8]:
    blue_first = np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)
    return blue_first[..., [2, 1, 0, 3]]
