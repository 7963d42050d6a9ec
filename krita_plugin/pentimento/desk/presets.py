"""Named sets of an engine's options: a few that come along, and the painter's own."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Dict, List, Mapping, Optional

from pentimento_protocol.places import data_folder, write_private
from pentimento_protocol.wire import OptionValue

from ..words import tr
from .engine_choice import PROMPT
from .settings import FEWEST_FRAMES, MOST_FRAMES, checked_options

log = logging.getLogger("pentimento")

LONGEST_NAME = 60
MOST_PRESETS = 100


@dataclass(frozen=True)
class Preset:
    """An engine, its options as far as they differ from its own, and a number of frames."""

    name: str
    engine: str
    frames: int
    options: Mapping[str, OptionValue] = field(default_factory=dict)


def built_in_presets() -> List[Preset]:
    """Return the presets that come along."""
    procedural, undo, painter = "procedural", "paints-undo", "process-painter"
    return [
        Preset(tr("The usual"), procedural, 24),
        Preset(tr("The usual"), undo, 24),
        Preset(tr("The usual"), painter, 8),
        Preset(tr("Quick look"), procedural, 12),
        Preset(
            tr("Study in oil"),
            procedural,
            36,
            {"medium": "oil", "ground": "toned", "share_sketch": 0.5, "share_shading": 2.0},
        ),
        Preset(tr("Watercolour"), procedural, 30, {"medium": "watercolour", "stroke_size": 1.5}),
        Preset(
            tr("Ink first, then colour"),
            procedural,
            36,
            {"medium": "ink and colour", "share_line": 2.0},
        ),
        Preset(tr("Pencil drawing"), procedural, 30, {"medium": "pencil", "share_sketch": 2.0}),
        Preset(
            tr("Rough and quick"),
            undo,
            8,
            {"keyframe_sampling_steps": 20, "video_sampling_steps": 20, "keyframe_size": 512},
        ),
        Preset(tr("Keyframes alone"), undo, 7, {"inbetweens": False}),
        Preset(tr("Rough and quick"), painter, 8, {"sampling_steps": 20, "inversion_steps": 20}),
        Preset(tr("Close to the words"), painter, 8, {"guidance": 9.0}),
    ]


class Presets:
    """The painter's own presets, kept in `path` with every change."""

    def __init__(self, path: Optional[Path] = None) -> None:
        self._path = path or data_folder() / "plugin-presets.json"
        self._own = _read(self._path)

    def of_engine(self, engine: str) -> List[Preset]:
        """Return what there is for an engine, the painter's own last."""
        return [one for one in [*built_in_presets(), *self._own] if one.engine == engine]

    def is_own(self, preset: Preset) -> bool:
        """Return whether the painter has made a preset."""
        return preset in self._own

    def save(self, preset: Preset) -> None:
        """Keep a preset in the place of the painter's own one of this name."""
        self._own = [one for one in self._own if not _are_same(one, preset)] + [preset]
        self._write()

    def delete(self, preset: Preset) -> None:
        """Delete one of the painter's own presets."""
        self._own = [one for one in self._own if one != preset]
        self._write()

    def _write(self) -> None:
        self._own = self._own[-MOST_PRESETS:]
        try:
            write_private(self._path, json.dumps([asdict(one) for one in self._own], indent=1))
        except OSError as error:
            log.warning("The presets could not be kept: %s", error)


def without_words(options: Mapping[str, OptionValue]) -> Dict[str, OptionValue]:
    """Return options as a preset holds them: the prompt is about one picture."""
    return {name: value for name, value in options.items() if name != PROMPT}


def _are_same(one: Preset, other: Preset) -> bool:
    return (one.name, one.engine) == (other.name, other.engine)


def _read(path: Path) -> List[Preset]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        presets = [
            Preset(
                name=str(value["name"])[:LONGEST_NAME],
                engine=str(value["engine"]),
                frames=min(max(int(value["frames"]), FEWEST_FRAMES), MOST_FRAMES),
                options=checked_options({"": value["options"]}).get("", {}),
            )
            for value in values
        ]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError):
        log.warning("%s cannot be read, so there are no presets of the painter's own", path)
        return []
    return presets
