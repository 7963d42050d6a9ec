"""Checks the options of a request against what an engine declares."""

from __future__ import annotations

from collections.abc import Mapping

from .interface import EngineInfo, Option, OptionValue, UnpaintableRequest

Options = Mapping[str, OptionValue]


def settled_options(info: EngineInfo, given: Options) -> dict[str, OptionValue]:
    """All options of an engine: as given, or their defaults.

    Raises `UnpaintableRequest` for an option the engine does not have or a value out of range.
    """
    declared = {option.name: option for option in info.options}
    for name in given:
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise UnpaintableRequest(
                f"The engine {info.name} has no option {name!r}; its options are: {known}."
            )
    return {
        name: _checked(option, given.get(name, option.default)) for name, option in declared.items()
    }


def _checked(option: Option, value: OptionValue) -> OptionValue:
    if option.kind == "choice":
        if value in option.choices:
            return value
        raise UnpaintableRequest(
            f"{option.name} must be one of {', '.join(option.choices)}, not {value!r}."
        )
    if option.kind == "bool":
        if isinstance(value, bool):
            return value
        raise UnpaintableRequest(f"{option.name} must be yes or no, not {value!r}.")
    if isinstance(value, bool | str) or (option.kind == "int" and value != int(value)):
        kind = "a whole number" if option.kind == "int" else "a number"
        raise UnpaintableRequest(f"{option.name} must be {kind}, not {value!r}.")
    low = float("-inf") if option.minimum is None else option.minimum
    high = float("inf") if option.maximum is None else option.maximum
    if not low <= value <= high:
        raise UnpaintableRequest(
            f"{option.name} must lie between {low:g} and {high:g}, not {value:g}."
        )
    return value
