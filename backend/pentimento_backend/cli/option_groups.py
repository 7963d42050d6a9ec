"""Options that several commands share, as frozen dataclasses that a command takes whole."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import typing
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any


def takes_groups(
    command: Callable[..., None], defaults: Mapping[str, Any] = MappingProxyType({})
) -> Callable[..., None]:
    """Return a command for typer that takes the fields of its dataclass parameters one by one.

    Typer builds options from a function's parameters only. Each field of such a dataclass is
    declared as a parameter would be, `Annotated` and with a default where it need not be given;
    `defaults` are the command's own, by field.
    """
    kinds = typing.get_type_hints(command, include_extras=True)
    parameters = inspect.signature(command).parameters
    groups = {name: kinds[name] for name in parameters if dataclasses.is_dataclass(kinds[name])}
    shown: list[inspect.Parameter] = []
    for name, parameter in parameters.items():
        if name in groups:
            shown += _parameters_of(groups[name], defaults)
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


def takes_groups_with(
    **defaults: Any,  # noqa: ANN401 - of the options' types
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return `takes_groups` for a command that has other defaults than the groups declare."""
    return functools.partial(takes_groups, defaults=defaults)


def _parameters_of(
    group: Any,  # noqa: ANN401 - any dataclass
    defaults: Mapping[str, Any],
) -> Iterator[inspect.Parameter]:
    kinds = typing.get_type_hints(group, include_extras=True)
    for field in dataclasses.fields(group):
        default = defaults.get(field.name, field.default)
        needed = default is dataclasses.MISSING
        yield _named(field.name, kinds[field.name], inspect.Parameter.empty if needed else default)


def _named(name: str, kind: object, default: object) -> inspect.Parameter:
    # keyword-only, for which no order of those with and without a default is prescribed
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
