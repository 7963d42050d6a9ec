"""Which engine answers a question, and with which values of its options."""

from __future__ import annotations

from typing import Dict, List, Mapping, Optional, Sequence

from pentimento_protocol.messages import EngineDescription, OptionDescription
from pentimento_protocol.wire import OptionValue

from ..words import tr
from .questions import SelectionUse, Task, Unanswerable

PROMPT = "prompt"
"""Name of the option that an engine may find words for by itself."""


def able_engines(engines: Sequence[EngineDescription], task: Task) -> List[EngineDescription]:
    """Return the engines that can answer a question."""
    return [engine for engine in engines if task.value in engine.tasks]


def choose_engine(
    engines: Sequence[EngineDescription], task: Task, wanted: str
) -> Optional[EngineDescription]:
    """Return the wanted engine, otherwise the first that can; None where none can."""
    able = able_engines(engines, task)
    named = [engine for engine in able if engine.name == wanted]
    return (named or able or [None])[0]


def chosen_options(
    engine: EngineDescription, changed: Mapping[str, OptionValue]
) -> Dict[str, OptionValue]:
    """Return a value for each of the engine's options: the painter's where it fits."""
    return {
        option.name: changed[option.name] if _fits(option, changed) else option.default
        for option in engine.options
    }


def option_named(engine: EngineDescription, name: str) -> Optional[OptionDescription]:
    """Return an option of an engine, None where it has no such."""
    return next((option for option in engine.options if option.name == name), None)


def selection_uses(task: Task, engine: EngineDescription) -> List[SelectionUse]:
    """Return what the selection may be used for."""
    if task is Task.RECONSTRUCT:
        return [SelectionUse.UNUSED, SelectionUse.START_HERE]
    if task is Task.COMPLETE and engine.takes_masks:
        return [SelectionUse.UNUSED, SelectionUse.START_HERE, SelectionUse.FINISHED]
    if task is Task.COMPLETE:
        return [SelectionUse.UNUSED, SelectionUse.START_HERE]
    return [SelectionUse.UNUSED]


def check_words(task: Task, engine: EngineDescription, options: Mapping[str, OptionValue]) -> None:
    """Raise Unanswerable where an engine that is to imagine something lacks the words for it."""
    needs_words = task is Task.IMAGINE and option_named(engine, PROMPT) is not None
    if needs_words and not str(options.get(PROMPT, "")).strip():
        raise Unanswerable(tr("Say in the prompt what is to be painted, then ask again."))


def finds_words_itself(
    task: Task, engine: EngineDescription, options: Mapping[str, OptionValue]
) -> bool:
    """Return whether the engine takes a prompt, and has to find the words in the picture."""
    has_prompt = task is not Task.IMAGINE and option_named(engine, PROMPT) is not None
    return has_prompt and not str(options.get(PROMPT, "")).strip()


def _fits(option: OptionDescription, changed: Mapping[str, OptionValue]) -> bool:
    value = changed.get(option.name)
    if option.kind == "choice":
        return value in option.choices
    if option.kind == "text":
        return isinstance(value, str) and (option.maximum is None or len(value) <= option.maximum)
    if option.kind == "bool":
        return isinstance(value, bool)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    if option.kind == "int" and not isinstance(value, int):
        return False
    above = option.minimum is None or value >= option.minimum
    return above and (option.maximum is None or value <= option.maximum)
