"""The part of the desk that knows of models: what there is, what engines lack, downloads.

Looking whether a model is here takes a few looks at the file system (some 50 microseconds a model),
so that the server's loop does it itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from pentimento_protocol.descriptions import ModelDescription, ModelNeed
from pentimento_protocol.errand_messages import ListModels, ModelList, RunErrand, UseFolder
from pentimento_protocol.messages import Done
from pentimento_protocol.wire import Message, OptionValue, ProtocolError

from ..engines.interface import EngineInfo
from ..models.catalogue import CATALOGUE, ModelEntry, entry
from ..models.library import size_of, status, use_folder
from ..models.problem import ModelProblem
from .errand_process import Task
from .errands import Errands
from .named_paths import named_path

log = logging.getLogger(__name__)


class ModelDesk:
    """Answers what clients ask about models."""

    def __init__(self, errands: Errands) -> None:
        self._errands = errands
        self.answers: Mapping[type[Message], Callable[..., Message | None]] = {
            ListModels: self._list,
            RunErrand: self._run,
            UseFolder: self._use_folder,
        }

    def needs(self, engine: EngineInfo) -> list[ModelNeed]:
        """Return the models that an engine needs by default, and whether they are there."""
        return [
            ModelNeed(model.name, model.title, _is_here(model), model.size, model.size_known)
            for model in map(entry, engine.models_for({}))
        ]

    def check(self, engine: EngineInfo, options: Mapping[str, OptionValue]) -> None:
        """Raise ProtocolError "models-missing" where a job lacks some of its models."""
        needed = map(entry, engine.models_for(options))
        lacking = [model for model in needed if not _is_here(model)]
        if lacking:
            named = ", ".join(f"{model.title} ({size_of(model)})" for model in lacking)
            command = " ".join(["pentimento models download", *(model.name for model in lacking)])
            raise ProtocolError(
                "models-missing",
                f"The engine {engine.name} works with models that are not here yet: {named}; get "
                f"them with `{command}`.",
            )

    def _list(self, route: bytes, message: ListModels) -> Message:
        try:
            return ModelList(message.id, [self._describe(model) for model in CATALOGUE])
        except ModelProblem as problem:
            raise ProtocolError("bad-folder", str(problem)) from problem

    def _describe(self, model: ModelEntry) -> ModelDescription:
        found = status(model)
        return ModelDescription(
            name=model.name,
            title=model.title,
            purpose=model.purpose,
            repository=model.repository,
            licence=model.licence,
            engines=list(model.engines),
            size=model.size,
            size_known=model.size_known,
            presence=found.presence,
            here=found.here,
            place=str(found.place),
            named=found.origin == "folder",
            errand=self._errands.errand_about(model.name),
        )

    def _run(self, route: bytes, message: RunErrand) -> Message:
        model = _known(message.model)
        if self._errands.errand_about(model.name) != message.errand:
            task = Task("pentimento_backend.models.errand", (message.errand, model.name))
            self._errands.start(model.name, message.errand, task)
        self._errands.follow(route)
        return Done(message.id)

    def _use_folder(self, route: bytes, message: UseFolder) -> Message:
        model = _known(message.model)
        folder = None if message.folder is None else named_path(message.folder)
        try:
            use_folder(model.name, folder)
        except ModelProblem as problem:
            raise ProtocolError("bad-folder", str(problem)) from problem
        return Done(message.id)


def _known(name: str) -> ModelEntry:
    try:
        return entry(name)
    except ModelProblem as problem:
        raise ProtocolError("no-model", str(problem)) from problem


def _is_here(model: ModelEntry) -> bool:
    try:
        return status(model).presence == "complete"
    except ModelProblem as problem:
        log.warning("%s", problem)
        return False
