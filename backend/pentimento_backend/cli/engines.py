"""`pentimento engines`: what the backend can paint with."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from pentimento_protocol.messages import EngineDescription, OptionDescription
from pentimento_protocol.wire import OptionValue

from .failure import BAD_INPUT, Failure

WORDS_OF_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def engines(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the engines with their tasks and options."""
    from .following import linked

    with linked() as link:
        welcome = link.client.welcome
    descriptions = [] if welcome is None else welcome.engines
    if as_json:
        typer.echo(json.dumps([asdict(engine) for engine in descriptions], indent=1))
        return
    for engine in descriptions:
        typer.echo(f"{engine.name}  {engine.title}, version {engine.version}, {engine.licence}")
        typer.echo(f"  tasks: {', '.join(engine.tasks)}; devices: {', '.join(engine.devices)}")
        for model in engine.models or []:
            here = "here" if model.here else f"not here: `pentimento models download {model.name}`"
            typer.echo(f"  model {model.name} ({here})")
        for option in engine.options:
            about = f"{option.description}{_default(option)}"
            typer.echo(f"  --option {option.name}={_range(option)}  {about}")


def parse_options(words: Sequence[str], engine: EngineDescription) -> dict[str, OptionValue]:
    """Return the `--option NAME=VALUE` words as values of the engine's declared kinds.

    Raises Failure for a word without '=', an unknown option, or a value of another kind; ranges
    are checked by the backend.
    """
    declared = {option.name: option for option in engine.options}
    values: dict[str, OptionValue] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise Failure(f"--option takes NAME=VALUE, not {word!r}.", BAD_INPUT)
        if name not in declared:
            known = ", ".join(sorted(declared)) or "none"
            raise Failure(
                f"The engine {engine.name} has no option {name!r}; it has: {known}.", BAD_INPUT
            )
        values[name] = _value(declared[name], text)
    return values


def _value(option: OptionDescription, text: str) -> OptionValue:
    try:
        if option.kind == "bool":
            return WORDS_OF_TRUTH[text.lower()]
        if option.kind == "int":
            return int(text)
        if option.kind == "float":
            return _finite(text)
    except (KeyError, ValueError):
        sentence = f"The option {option.name} takes {_range(option)}, not {text!r}."
        raise Failure(sentence, BAD_INPUT) from None
    return text


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _default(option: OptionDescription) -> str:
    """Return the default as `--help` shows those of the command itself."""
    if option.kind == "bool":
        return f"  [default: {'yes' if option.default else 'no'}]"
    return "" if option.default == "" else f"  [default: {option.default}]"


def _range(option: OptionDescription) -> str:
    if option.kind == "bool":
        return "yes|no"
    if option.kind == "choice":
        return "|".join(option.choices)
    if option.kind == "text":
        return "TEXT"
    if option.kind == "int" and None not in (option.minimum, option.maximum):
        return f"{option.minimum:.0f}..{option.maximum:.0f}"
    return f"{option.minimum}..{option.maximum}"
