"""`pentimento models`: the published models that engines work with."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pentimento_protocol.client import new_id
from pentimento_protocol.descriptions import ModelDescription
from pentimento_protocol.errand_messages import (
    ListModels,
    ModelErrand,
    ModelList,
    RunErrand,
    UseFolder,
)
from pentimento_protocol.messages import Done

from .command_group import command_group
from .failure import BAD_INPUT, JOB_FAILED, Failure
from .following import Link, linked
from .reporting import say
from .result_options import Json

models = command_group("List, download, verify and remove the models of engines.")
Names = Annotated[list[str], typer.Argument(metavar="NAME", help="Names of models.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="Name of a model.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]

PRESENCE = {"complete": "here", "partial": "partly here", "missing": "not here"}


@models.command("list")
def list_models(as_json: Json = False) -> None:
    """List the models: size, licence, and where they lie."""
    with linked() as link:
        descriptions = _describe(link)
    if as_json:
        typer.echo(json.dumps([asdict(model) for model in descriptions], indent=1))
        return
    longest = max(len(model.name) for model in descriptions)
    for model in descriptions:
        here = PRESENCE[model.presence]
        typer.echo(f"{model.name:{longest}}  {_size(model):>16}  {here:11}  {model.title}")
        typer.echo(f"  {model.purpose} ({', '.join(model.engines)})")
        typer.echo(f"  {model.repository}, licence: {model.licence}")
        if model.presence != "missing":
            typer.echo(f"  {model.place}")


@models.command()
def download(names: Names, yes: Yes = False, as_json: Json = False) -> None:
    """Download models into the Hugging Face cache.

    It goes on where an earlier download stopped.
    """
    with linked() as link:
        wanted = [model for model in _find(link, names) if model.presence != "complete"]
        if not wanted:
            say("All of that is here already.")
            return
        for model in wanted:
            say(f"{model.title}: {_size(model)}{_share(model)}, licence: {model.licence}")
            say(f"  from https://huggingface.co/{model.repository} to {model.place}")
        _ask_leave("Download this?", yes)
        _run_all(link, "download", wanted, as_json)


@models.command()
def verify(names: Names, as_json: Json = False) -> None:
    """Read models again and compare them with their checksums."""
    with linked() as link:
        _run_all(link, "verify", _find(link, names), as_json)


@models.command()
def remove(names: Names, yes: Yes = False, as_json: Json = False) -> None:
    """Remove models from the Hugging Face cache.

    Other programs share it, and would have to download them again.
    """
    with linked() as link:
        wanted = _find(link, names)
        for model in wanted:
            say(f"{model.title}: {model.here / 1e9:.1f} GB in {model.place}")
        _ask_leave("Remove this, for all programs that share it?", yes)
        _run_all(link, "remove", wanted, as_json)


@models.command()
def use(
    name: Name,
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Folder that holds the model.")
    ] = None,
    from_hub: Annotated[
        bool, typer.Option("--from-hub", help="Take the model from the cache again.")
    ] = False,
) -> None:
    """Take a model from a folder of your own, which is never changed."""
    if (folder is None) != from_hub:
        raise Failure("Name either a folder or --from-hub.", BAD_INPUT)
    with linked() as link:
        place = None if folder is None else str(folder.expanduser().absolute())
        link.ask(UseFolder(new_id(), name, place), Done)


def _run_all(
    link: Link, errand: ModelErrand, wanted: Sequence[ModelDescription], as_json: bool
) -> None:
    from .errands import reporter_for, run

    failures = 0
    for model in wanted:
        ended = run(
            link, RunErrand(new_id(), model.name, errand), reporter_for(as_json, model.title)
        )
        failures += ended.outcome != "finished"
        if not as_json:
            typer.echo(ended.sentence, err=ended.outcome != "finished")
    if failures:
        raise typer.Exit(JOB_FAILED)


def _find(link: Link, names: Sequence[str]) -> list[ModelDescription]:
    known = {model.name: model for model in _describe(link)}
    for name in names:
        if name not in known:
            raise Failure(f"There is no model {name!r}; there is: {', '.join(known)}.", BAD_INPUT)
    return [known[name] for name in dict.fromkeys(names)]


def _describe(link: Link) -> list[ModelDescription]:
    return link.ask(ListModels(new_id()), ModelList).models


def _ask_leave(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise Failure("Nobody can be asked here: say --yes if you want it.", BAD_INPUT)
    if not typer.confirm(question, err=True):
        raise typer.Abort


def _size(model: ModelDescription) -> str:
    if not model.size:
        return "size not known"
    return f"{'' if model.size_known else 'more than '}{model.size / 1e9:.1f} GB"


def _share(model: ModelDescription) -> str:
    return f" ({model.here / 1e9:.1f} GB are here)" if model.here else ""
