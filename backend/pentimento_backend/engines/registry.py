"""The engines of the house: one line each.

`engine_infos` is cheap, for describing engines; `load_engine` imports what an engine paints with.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from .interface import Engine, EngineInfo, UnpaintableRequest
from .paints_undo.info import INFO as PAINTS_UNDO
from .procedural.info import INFO as PROCEDURAL
from .process_painter.info import present_info as process_painter

_ENGINES: tuple[tuple[Callable[[], EngineInfo], str], ...] = (
    (lambda: PROCEDURAL, "pentimento_backend.engines.procedural.engine:ProceduralEngine"),
    (lambda: PAINTS_UNDO, "pentimento_backend.engines.paints_undo.engine:PaintsUndoEngine"),
    (process_painter, "pentimento_backend.engines.process_painter.engine:ProcessPainterEngine"),
)


class UnknownEngine(UnpaintableRequest):
    """No engine of this name is registered."""


def engine_infos() -> tuple[EngineInfo, ...]:
    """What every registered engine declares about itself now; imports none of their painting code.

    Choices may come and go while the program runs: with the painter's own styles.
    """
    return tuple(info() for info, _ in _ENGINES)


def engine_info(name: str) -> EngineInfo:
    """Declaration of one engine. Raises `UnknownEngine` with a sentence for the painter."""
    infos = engine_infos()
    for info in infos:
        if info.name == name:
            return info
    known = ", ".join(info.name for info in infos)
    raise UnknownEngine(f"There is no engine called {name!r}; choose one of: {known}.")


@cache
def load_engine(name: str) -> Engine:
    """Return the one engine of this name, which keeps what it has loaded.

    Raises `UnknownEngine` with a sentence for the painter.
    """
    engine_info(name)
    target = next(target for info, target in _ENGINES if info().name == name)
    module, _, made_by = target.partition(":")
    return getattr(import_module(module), made_by)()
