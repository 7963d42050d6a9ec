"""What the backend has of the models that engines work with, and how the rest gets there.

The backend does the work and goes on with it when Krita is closed; this asks for it and keeps what
it says. Knows nothing of widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Set, Tuple, Union

from pentimento_protocol.client import Arrival, new_id
from pentimento_protocol.messages import (
    CancelErrand,
    Done,
    EngineDescription,
    ErrandEnded,
    ErrandProgress,
    FollowErrands,
    ListModels,
    ModelDescription,
    ModelList,
    Refused,
    RunErrand,
    UseFolder,
)

from ..link.session import LinkState, Session
from ..qt import QtCore
from ..words import tr

TAGGER = "wd14-tagger"
"""Name, in the backend's catalogue, of the model that turns pictures into words."""


@dataclass(frozen=True)
class Coming:
    """How far a download is: bytes done, bytes in all (0 where not known yet), a few words."""

    done: int = 0
    total: int = 0
    note: str = ""


@dataclass(frozen=True)
class Offer:
    """What an engine lacks, and what is being done about it.

    It cannot paint without the models `needed`, and paints better with the `extras`. `coming` sums
    up the downloads `under_way`, None for none; `sentence` says what has become of what the painter
    asked for last, and `failed` whether that was a download that can be tried again.
    """

    engine: EngineDescription
    needed: Tuple[ModelDescription, ...]
    extras: Tuple[ModelDescription, ...]
    under_way: Tuple[str, ...]
    coming: Optional[Coming]
    sentence: str
    failed: bool


class ModelShelf(QtCore.QObject):
    """The models as the backend has told of them last; `changed` says that this is no longer so."""

    changed = QtCore.pyqtSignal()

    def __init__(self, session: Session, parent: Optional[QtCore.QObject] = None) -> None:
        super().__init__(parent)
        self._session = session
        self._models: Dict[str, ModelDescription] = {}
        self._wanted: List[str] = []
        self._folders: Dict[str, str] = {}
        self._coming: Dict[str, Coming] = {}
        self._sentences: Dict[str, str] = {}
        self._failed: Set[str] = set()
        self._look = ""
        self._trouble = ""
        self._asked: Dict[str, Union[RunErrand, UseFolder]] = {}
        session.welcomed.connect(self._on_welcome)
        session.changed.connect(self._on_link_changed)
        session.arrived.connect(self._on_arrival)

    def offer(self, engine: EngineDescription) -> Optional[Offer]:
        """Return what `engine` lacks, None where it has everything or nothing is known yet."""
        if self._trouble and engine.models:
            return Offer(engine, (), (), (), None, self._trouble, failed=False)
        names = {need.name for need in engine.models or []}
        names.update(name for name, model in self._models.items() if engine.name in model.engines)
        lacking = [
            model
            for name, model in self._models.items()
            if name in names and model.presence != "complete"
        ]
        if not lacking:
            return None
        needs = {need.name for need in engine.models or []}
        under_way = [
            model.name
            for model in lacking
            if model.name in self._wanted or model.name in self._coming
        ]
        told = [self._sentences[model.name] for model in lacking if model.name in self._sentences]
        return Offer(
            engine,
            tuple(model for model in lacking if model.name in needs),
            tuple(model for model in lacking if model.name not in needs),
            tuple(under_way),
            self._sum_of(under_way) if under_way else None,
            # as a rule they have failed for the same reason
            told[0] if told else "",
            failed=any(model.name in self._failed for model in lacking),
        )

    @property
    def names(self) -> Set[str]:
        """Names of the models of the backend's catalogue, as far as it has told."""
        return set(self._models)

    def has_tagger(self, engine: EngineDescription) -> bool:
        """Return whether a tagger is here that finds words for this engine."""
        tagger = self._models.get(TAGGER)
        return (
            tagger is not None and engine.name in tagger.engines and tagger.presence == "complete"
        )

    def look(self) -> None:
        """Ask the backend what there is, if it is there; `changed` follows."""
        self._look = new_id()
        self._session.send(ListModels(self._look))

    def download(self, names: Sequence[str]) -> None:
        """Have the backend bring these models, starting it where it is not there."""
        self._wanted += [
            name for name in names if name not in self._wanted and name not in self._coming
        ]
        self._ask()

    def cancel(self, names: Sequence[str]) -> None:
        """Have the downloads of these models stopped; what has arrived is kept."""
        for name in names:
            if name in self._wanted:
                self._wanted.remove(name)
            if name in self._coming:
                self._session.send(CancelErrand(new_id(), name))
        self.changed.emit()

    def use_folder(self, name: str, folder: str) -> None:
        """Have a model taken from a folder of the painter's own."""
        if name in self._wanted:
            self._wanted.remove(name)
        self._folders[name] = folder
        self._ask()

    def _sum_of(self, names: Sequence[str]) -> Coming:
        """Return how far the downloads of these models are together."""
        parts = [self._coming.get(name) or self._at_hand(name) for name in names]
        return Coming(
            sum(part.done for part in parts),
            # a sum that lacks one is none
            sum(part.total for part in parts) if all(part.total for part in parts) else 0,
            parts[0].note if len(parts) == 1 else "",
        )

    def _at_hand(self, name: str) -> Coming:
        """Return what is known of a download that has not reported yet."""
        model = self._models.get(name)
        return Coming() if model is None else Coming(model.here, model.size)

    def _ask(self) -> None:
        self._sentences.clear()
        self._failed.clear()
        self._ask_for_wanted()
        self._session.wake()
        self.changed.emit()

    def _ask_for_wanted(self) -> None:
        """Ask for what is wanted and not asked for yet; does nothing while there is no backend."""
        for name, folder in list(self._folders.items()):
            if self._send(UseFolder(new_id(), name, folder)):
                del self._folders[name]
        asked = {message.model for message in self._asked.values()}
        for name in self._wanted:
            if name in asked:
                continue
            model = self._models.get(name)
            if model is not None and model.named:
                # its folder does not hold it (any more), or nobody would want it
                self._session.send(UseFolder(new_id(), name))
            self._send(RunErrand(new_id(), name))

    def _send(self, message: Union[RunErrand, UseFolder]) -> bool:
        sent = self._session.send(message)
        if sent:
            self._asked[message.id] = message
        return sent

    def _on_welcome(self) -> None:
        self._asked.clear()
        self.look()
        self._session.send(FollowErrands(new_id()))
        self._ask_for_wanted()

    def _on_link_changed(self) -> None:
        if self._session.state not in (LinkState.OFF, LinkState.LOST):
            return
        for name in [*self._wanted, *self._coming, *self._folders]:
            self._sentences[name] = (
                tr("The backend has stopped during the download; what has arrived is kept.")
                if name in self._coming
                else self._session.sentence
            )
            self._failed.add(name)
        self._asked.clear()
        self._wanted.clear()
        self._folders.clear()
        self._coming.clear()
        self.changed.emit()

    def _on_arrival(self, arrival: Arrival) -> None:
        message = arrival.message
        if isinstance(message, ModelList):
            self._take_list(message)
        elif isinstance(message, ErrandProgress):
            if message.errand == "download":
                self._coming[message.model] = Coming(message.done, message.total, message.note)
        elif isinstance(message, ErrandEnded):
            self._take_ending(message)
        elif isinstance(message, Done) and message.id in self._asked:
            self._take_consent(self._asked.pop(message.id))
        elif isinstance(message, Refused):
            self._take_refusal(message)
        else:
            return
        self.changed.emit()

    def _take_list(self, message: ModelList) -> None:
        self._trouble = ""
        self._models = {model.name: model for model in message.models}
        self._coming = {
            name: self._coming.get(name) or self._at_hand(name)
            for name, model in self._models.items()
            if model.errand == "download"
        }

    def _take_consent(self, asked: Union[RunErrand, UseFolder]) -> None:
        name = asked.model
        if isinstance(asked, UseFolder):
            self.look()
        elif name in self._wanted:
            self._wanted.remove(name)
            self._coming.setdefault(name, self._at_hand(name))

    def _take_ending(self, message: ErrandEnded) -> None:
        if message.errand == "download" and message.outcome != "finished":
            self._coming.pop(message.model, None)
            self._sentences[message.model] = tr("Cancelled; what has arrived is kept.")
            if message.outcome == "failed":
                self._sentences[message.model] = message.sentence
                self._failed.add(message.model)
        # What has come is shown as coming until the list says that it is there.
        self.look()
        self._ask_for_wanted()

    def _take_refusal(self, message: Refused) -> None:
        asked = self._asked.pop(message.id, None)
        if message.id == self._look:
            self._trouble = message.sentence
        elif message.code == "models-missing":
            self.look()
        elif asked is not None and message.code != "too-many-errands":
            self._sentences[asked.model] = message.sentence
            if isinstance(asked, RunErrand) and asked.model in self._wanted:
                self._wanted.remove(asked.model)
                self._failed.add(asked.model)


def in_words(size: int) -> str:
    """Return a number of bytes for people, such as "326 MB" or "2.1 GB"."""
    if size >= 1e9:
        return f"{size / 1e9:.1f} GB"
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{size / 1e3:.0f} KB"


def size_in_words(models: Sequence[ModelDescription]) -> str:
    """Return how much of these models is still to come, for people; "" where nothing is known."""
    rest = sum(max(0, model.size - model.here) for model in models)
    if not rest:
        return ""
    known = all(model.size_known for model in models)
    return in_words(rest) if known else tr("more than {size}").format(size=in_words(rest))
