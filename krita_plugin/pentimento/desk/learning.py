"""Learning a style from recordings: which there are, and the order to the backend."""

from __future__ import annotations

from pathlib import Path
from typing import Collection, List, Optional, Sequence

from krita import Krita

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.errand_messages import STYLE_NAME
from pentimento_protocol.messages import EngineDescription, Learn

from ..words import tr

LEARN = "learn"
"""The protocol's word for this errand."""

STYLE = "style"
"""Name of the option that a learnt style becomes a choice of."""

OWN = "own"

FEWEST_RECORDINGS = 10
"""Fewer teach little; the paper learns from ten to fifty."""


def recorder_folder() -> Path:
    """Return where Krita's Recorder docker keeps its recordings (it may not exist)."""
    usual = Path.home() / "KritaRecorder"
    told = Krita.instance().readSetting("", "recorder/snapshotdirectory", "")
    return Path(told) if told else usual


def recorded_sessions() -> List[Path]:
    """Return the folders of the Recorder's recordings, the oldest first."""
    try:
        return sorted(path for path in recorder_folder().iterdir() if path.name.isdigit())
    except OSError:
        return []


def teachable_engine(engines: Sequence[EngineDescription]) -> Optional[EngineDescription]:
    """Return the engine that takes learnt styles, None where the backend has none."""
    for engine in engines:
        if any(option.name == STYLE for option in engine.options):
            return engine
    return None


def base_styles(engine: EngineDescription) -> List[str]:
    """Return the styles that learning can begin with."""
    for option in engine.options:
        if option.name == STYLE:
            return [choice for choice in option.choices if choice != OWN]
    return []


def name_problem(name: str, taken: Collection[str]) -> str:
    """Return what keeps a style from being called so, "" for nothing.

    `taken` are names that no style can have because something else in the backend has them.
    """
    if not name:
        return tr("Give the style a name.")
    if not STYLE_NAME.fullmatch(name):
        return tr("A name may hold the letters a to z, digits, - and _, and nothing else.")
    if name in taken:
        return tr("A model is called {name} already: choose another name.").format(name=name)
    return ""


def learn_order(name: str, recordings: Sequence[Path], base_style: str, seed: int) -> Learn:
    """Return the message that asks for a style; the rest is left to the trainer."""
    return Learn(
        id=new_id(),
        name=name,
        recordings=[str(path) for path in recordings][: limits.MAX_RECORDINGS],
        base_style=base_style,
        seed=seed,
    )
