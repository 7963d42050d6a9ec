"""A learnt style as it is kept: LoRA files, a card for programs and a card for people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pentimento_protocol.errand_messages import STYLE_NAME
from pentimento_protocol.limits import MAX_STYLE_NAME

from ..engines.process_painter.styles import OWN_STYLE, STYLES
from ..exports.writing import writing
from ..models.own_styles import CARD, CARD_FORMAT, styles_folder
from .problem import TrainingProblem

README = "README.md"


@dataclass(frozen=True)
class Ground:
    """What a style is learnt upon: a published style, or files named by hand.

    As in a card: `base_style` of the engine, "own" where the paths are given; "" for none.
    """

    base_style: str
    base_model: str = ""
    motion_module: str = ""
    motion_family: str = "ProcessPainter"
    reference_network: str = ""


@dataclass(frozen=True)
class StyleCard:
    """What is told of a style. `settings` and `metrics` are names with numbers or words.

    `sources` are the recordings it learnt from; `finished` is False where it was stopped before.
    """

    name: str
    ground: Ground
    sources: tuple[str, ...]
    settings: Mapping[str, Any]
    metrics: Mapping[str, Any]
    finished: bool


def check_name(name: str) -> None:
    """Raise TrainingProblem for a name that no style can have, or that a finished one has."""
    if not STYLE_NAME.fullmatch(name):
        raise TrainingProblem(
            f"{name[:MAX_STYLE_NAME]!r} is no name for a style: use up to {MAX_STYLE_NAME} letters "
            "of a to z, digits, - and _."
        )
    if name in (*STYLES, OWN_STYLE):
        raise TrainingProblem(
            f"{name} is the name of a published style: choose another for the style to be learnt."
        )
    if _is_finished(styles_folder() / name):
        raise TrainingProblem(
            f"There is a style {name} already: choose another name, or delete "
            f"{styles_folder() / name}."
        )


def register(card: StyleCard, loras: Mapping[str, Path]) -> Path:
    """Put a style into the folder of styles, whole or not at all, and return its folder.

    `loras` are files by their part, "spatial" and "temporal". Raises CannotWrite.
    """
    place = styles_folder() / card.name
    draft = place.with_name(f".{card.name}.new")
    with writing(place):
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        try:
            for part, path in loras.items():
                shutil.copyfile(path, draft / f"{part}.safetensors")
            content = json.dumps(_content(card, loras), indent=1, ensure_ascii=False)
            (draft / CARD).write_text(content, encoding="utf-8")
            (draft / README).write_text(_readme(card, loras), encoding="utf-8")
            shutil.rmtree(place, ignore_errors=True)
            draft.replace(place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return place


def _is_finished(place: Path) -> bool:
    try:
        card = json.loads((place / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(card, dict) and card.get("finished") is True


def _content(card: StyleCard, loras: Mapping[str, Path]) -> dict[str, Any]:
    return {
        "format": CARD_FORMAT,
        "name": card.name,
        "title": card.name.replace("_", " ").replace("-", " "),
        "base_style": card.ground.base_style,
        "base_model": card.ground.base_model,
        "motion_module": card.ground.motion_module,
        "motion_family": card.ground.motion_family,
        "reference_network": card.ground.reference_network,
        "spatial": "spatial.safetensors" if "spatial" in loras else None,
        "temporal": "temporal.safetensors" if "temporal" in loras else None,
        "finished": card.finished,
        "sources": list(card.sources),
        "settings": dict(card.settings),
        "metrics": dict(card.metrics),
    }


def _readme(card: StyleCard, loras: Mapping[str, Path]) -> str:
    """Return the model card for people, in the form of the Hugging Face hub."""
    state = "" if card.finished else "\nThe training was stopped before its end.\n"
    files = {
        "spatial": "the look of the finished pictures; loads in programs for Stable Diffusion 1.5",
        "temporal": "how they come to be; loads in AnimateDiff pipelines with a motion module",
    }
    listed = "\n".join(f"* `{part}.safetensors`: {files[part]}" for part in loras)
    return f"""---
base_model: stable-diffusion-v1-5/stable-diffusion-v1-5
tags:
- lora
- pentimento
---
# {card.name}: a painter's process

A painting LoRA, learnt by Pentimento from recordings of one painter's work. What it paints is
generated, and no record of that painter's work.
{state}
{listed}

Alpha is the rank, so both act at full strength.

## Learnt upon
{_table({"style": card.ground.base_style, "base model": card.ground.base_model})}

## Data
{len(card.sources)} recordings; the rights in them, and so in what they taught, are their painter's.

{chr(10).join(f"* {source}" for source in card.sources)}

## Settings
{_table(card.settings)}

## Metrics
Mean squared error of the predicted noise, on sequences that were held out where there were enough.

{_table(card.metrics)}
"""


def _table(values: Mapping[str, Any]) -> str:
    rows = [f"| {name} | {_shown(value)} |" for name, value in values.items() if value != ""]
    return "\n".join(["| | |", "|---|---|", *rows])


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return "none measured" if value is None else str(value)
