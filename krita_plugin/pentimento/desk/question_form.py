"""The painter's choices for the next question, as the settings keep them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Callable, Dict, List, Optional

from pentimento_protocol.messages import EngineDescription
from pentimento_protocol.wire import OptionValue

from ..link.session import Session
from .engine_choice import able_engines, choose_engine, chosen_options, selection_uses
from .presets import Preset, Presets, without_words
from .questions import Question, SelectionUse, Task, Wishes
from .settings import LARGEST_SEED, Settings


class QuestionForm:
    """Task, engine, options, frames and seed of the next question.

    `settings` returns them as they are now, `change` changes and keeps some of them.
    """

    def __init__(
        self, session: Session, settings: Callable[[], Settings], change: Callable[..., None]
    ) -> None:
        self._session = session
        self._settings = settings
        self._change = change
        self.presets = Presets()

    @property
    def task(self) -> Task:
        """The kind of question."""
        return self._settings().task

    @property
    def engines(self) -> List[EngineDescription]:
        """The engines that can answer it, as far as the backend has told of them."""
        return able_engines(self._session.engines, self.task)

    @property
    def engine(self) -> Optional[EngineDescription]:
        """The engine that paints next, None where the backend has not told of one that can."""
        wanted = self._settings().engines.get(self.task, "")
        return choose_engine(self._session.engines, self.task, wanted)

    def values(self, engine: EngineDescription) -> Dict[str, OptionValue]:
        """Return the value of each of an engine's options."""
        return chosen_options(engine, self._settings().options.get(engine.name, {}))

    def choose_task(self, task: Task) -> None:
        """Ask another kind of question."""
        self._change(task=task)

    def choose_engine(self, name: str) -> None:
        """Take another engine for questions of this kind."""
        self._change(engines={**self._settings().engines, self.task: name})

    def change_option(self, engine: str, name: str, value: OptionValue) -> None:
        """Change one option of an engine."""
        before = self._settings().options
        self._change(options={**before, engine: {**before.get(engine, {}), name: value}})

    def choose_seed(self, seed: int) -> None:
        """Take this seed for all questions from now on: who chooses one wants that one."""
        self._change(seed=seed, seed_locked=True)

    def roll_seed(self) -> int:
        """Choose another seed and return it."""
        seed = random.randint(0, LARGEST_SEED)
        self._change(seed=seed)
        return seed

    @property
    def preset(self) -> Optional[Preset]:
        """The preset that the options agree with, None where there is no such."""
        engine = self.engine
        if engine is None:
            return None
        frames, values = self._settings().frames, without_words(self.values(engine))
        for preset in self.presets.of_engine(engine.name):
            meant = without_words(chosen_options(engine, preset.options))
            if preset.frames == frames and meant == values:
                return preset
        return None

    def use_preset(self, preset: Preset) -> None:
        """Take the options of a preset; the prompt stays."""
        before = self._settings().options
        words = {
            name: value
            for name, value in before.get(preset.engine, {}).items()
            if name not in without_words({name: value})
        }
        self._change(
            frames=preset.frames, options={**before, preset.engine: {**preset.options, **words}}
        )

    def save_preset(self, name: str) -> None:
        """Keep the options as they are under a name."""
        engine = self.engine
        if engine is not None:
            values = without_words(self.values(engine))
            defaults = chosen_options(engine, {})
            changed = {key: value for key, value in values.items() if value != defaults[key]}
            self.presets.save(Preset(name, engine.name, self._settings().frames, changed))
            self._change()

    def delete_preset(self, preset: Preset) -> None:
        """Delete one of the painter's own presets."""
        self.presets.delete(preset)
        self._change()

    def question(self, wishes: Wishes) -> Question:
        """Return what is asked for; a seed that is not locked is rolled first."""
        if not self._settings().seed_locked:
            self.roll_seed()
        settings, engine = self._settings(), self.engine
        if engine is None or wishes.selection not in selection_uses(self.task, engine):
            wishes = replace(wishes, selection=SelectionUse.UNUSED)
        return Question(
            settings.task,
            settings.frames,
            settings.seed,
            settings.engines.get(settings.task, ""),
            settings.options,
            wishes,
        )
