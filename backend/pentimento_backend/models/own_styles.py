"""Styles of the painter's own, in the folder `styles` of Pentimento's data folder.

A LoRA file there is a style; so is a folder with a card.json, as `pentimento learn` writes it.
Importing this loads no library.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pentimento_protocol import places

from .problem import ModelProblem

SUFFIX = ".safetensors"
CARD = "card.json"
CARD_FORMAT = 1
LARGEST_CARD = 1 << 20
"""Bytes; a card has some hundred."""

LONGEST_NAME = 80


@dataclass(frozen=True)
class OwnStyle:
    """A style: LoRA files upon the files of another style, `base_style`, "" where none is named.

    Where `base_style` is a painter's own too, `motion_module`, `motion_family` and
    `reference_network` name its files; `base_model` may name another picture model. "" for none.
    """

    name: str
    loras: tuple[Path, ...]
    base_style: str = ""
    base_model: str = ""
    motion_module: str = ""
    motion_family: str = ""
    reference_network: str = ""


def styles_folder() -> Path:
    """Return the folder of the painter's styles (it may not exist)."""
    return places.data_folder() / "styles"


def own_style_names() -> tuple[str, ...]:
    """Return the names of what lies in the folder and looks like a style, in order."""
    try:
        entries = list(styles_folder().iterdir())
    except OSError:
        return ()
    names = set(filter(None, map(_name_of, entries)))
    return tuple(sorted(name for name in names if _is_showable(name)))


def _name_of(entry: Path) -> str | None:
    try:
        if (entry / CARD).is_file():
            return entry.name
        return entry.stem if entry.suffix == SUFFIX and entry.is_file() else None
    except OSError:  # a folder that is closed to us, a link in a circle
        return None


def own_style(name: str) -> OwnStyle:
    """Return the style of this name. Raises ModelProblem for a damaged one, and where none is."""
    folder = styles_folder()
    if name not in own_style_names():
        raise ModelProblem(f"There is no style {name!r} in {folder}: put its LoRA file there.")
    if (folder / name / CARD).is_file():
        return _read_card(folder / name, name)
    return OwnStyle(name, (folder / f"{name}{SUFFIX}",))


def _is_showable(name: str) -> bool:
    return name.isprintable() and not name.startswith(".") and 0 < len(name) <= LONGEST_NAME


def _read_card(folder: Path, name: str) -> OwnStyle:
    card = _card_of(folder / CARD)
    loras = []
    for part in ("spatial", "temporal"):
        file = _text(card, part, folder)
        if file and (Path(file).name != file or not (folder / file).is_file()):
            raise ModelProblem(f"The style in {folder} lacks its file {file!r}: learn it again.")
        if file:
            loras.append(folder / file)
    if not loras:
        raise ModelProblem(f"The style in {folder} holds nothing: learn it again.")
    texts = ("base_style", "base_model", "motion_module", "motion_family", "reference_network")
    return OwnStyle(name, tuple(loras), **{text: _text(card, text, folder) for text in texts})


def _card_of(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_CARD:
            raise ValueError("it is too large")
        card = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelProblem(f"{path} cannot be read: learn the style again.") from error
    if not isinstance(card, dict) or card.get("format") != CARD_FORMAT:
        raise ModelProblem(
            f"{path} is no card of a style that this version reads: update Pentimento, or learn "
            "the style again."
        )
    return card


def _text(card: dict[str, Any], name: str, folder: Path) -> str:
    text = card.get(name)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise ModelProblem(f"{folder / CARD} is damaged at {name!r}: learn the style again.")
    return text
