"""Options that several commands share, as frozen dataclasses that a command takes whole."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import typing
from collections.abc import Callable, Iterator
from typing import Any


def takes_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command for typer that takes the fields of its dataclass parameters one by one.

    Typer builds options from a function's parameters only. Each field of such a dataclass is
    declared as a parameter would be, `Annotated` and with a default.
    """
    kinds = typing.get_type_hints(command, include_extras=True)
    parameters = inspect.signature(command).parameters
    groups = {name: kinds[name] for name in parameters if dataclasses.is_dataclass(kinds[name])}
    shown: list[inspect.Parameter] = []
    for name, parameter in parameters.items():
        if name in groups:
            shown += _parameters_of(groups[name])
        else:
            shown.append(_named(name, kinds[name], parameter.default))

    @functools.wraps(command)
    def ungrouped(**values: Any) -> None:  # noqa: ANN401 - whatever the command takes
        for name, group in groups.items():
            fields = dataclasses.fields(group)
            values[name] = group(**{field.name: values.pop(field.name) for field in fields})
        command(**values)

    ungrouped.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    setattr(ungrouped, "__signature__", inspect.Signature(shown))  # noqa: B010 - typeshed knows no such attribute
    return ungrouped


def _parameters_of(group: Any) -> Iterator[inspect.Parameter]:  # noqa: ANN401 - any dataclass
    kinds = typing.get_type_hints(group, include_extras=True)
    for field in dataclasses.fields(group):
        yield _named(field.name, kinds[field.name], field.default)


def _named(name: str, kind: object, default: object) -> inspect.Parameter:
    # keyword-only, for which no order of those with and without a default is prescribed
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
