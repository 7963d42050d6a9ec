"""The plugin's one session with the backend: attach, talk, listen, notice its death.

Sockets belong to Krita's own thread; nothing here blocks it. A notifier on the socket says when
something has come, a timer sends heartbeats and looks for a backend that is starting.
"""

from __future__ import annotations

import enum
import logging
import threading
import time
from pathlib import Path
from typing import Callable, List, Optional, Sequence

from pentimento_protocol import PRODUCT_VERSION, PROTOCOL_VERSION, limits
from pentimento_protocol.client import Arrival, BackendLost, Client, new_id
from pentimento_protocol.connection import Connection
from pentimento_protocol.errand_messages import WHOLE_EXPORTS_SINCE
from pentimento_protocol.messages import (
    DeviceDescription,
    EngineDescription,
    Hello,
    Refused,
    Stop,
    StoreDescription,
    Welcome,
)
from pentimento_protocol.wire import Message, ProtocolError, Version

from ..qt import QtCore
from ..words import tr
from .backend_start import BackendStart, CannotStart

log = logging.getLogger("pentimento")

BEAT_MS = 250
STARTING_BEAT_MS = 50

WELCOME_SECONDS = 4.0
"""Patience with somebody who listens at the address but does not answer the hello."""

BLOCKED_SECONDS = 1.0

CLIENT_NAME = "krita"


class LinkState(enum.Enum):
    """How the plugin stands with the backend."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    LOST = "lost"


class Session(QtCore.QObject):
    """The link to the backend, as observable state.

    `command` says how to start one; `remote` names the connection file of one on another computer,
    which is never started from here.

    `sentence` is what the painter should know when the state is OFF or LOST, `details` the
    backend's last words, `code` a word for programs: "not-installed", "not-starting",
    "backend-lost", "protocol-version", "key-refused", "not-reachable".
    """

    changed = QtCore.pyqtSignal()
    welcomed = QtCore.pyqtSignal()
    arrived = QtCore.pyqtSignal(object)

    def __init__(
        self,
        command: Callable[[], List[str]],
        remote: Callable[[], Optional[Path]] = lambda: None,
        parent: Optional[QtCore.QObject] = None,
    ) -> None:
        super().__init__(parent)
        self.state = LinkState.OFF
        self.sentence = ""
        self.details = ""
        self.code = ""
        self._start = BackendStart(command, remote)
        self._client: Optional[Client] = None
        self._welcome: Optional[Welcome] = None
        self._version: Version = PROTOCOL_VERSION
        self._notifier: Optional[QtCore.QSocketNotifier] = None
        self._last_beat = 0.0
        self._judge_from = 0.0
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self._beat)

    @property
    def engines(self) -> List[EngineDescription]:
        """The backend's engines as of its last welcome; empty before the first."""
        return self._welcome.engines if self._welcome is not None else []

    @property
    def connection(self) -> Optional[Connection]:
        """Where the backend listens, None unless it is ready."""
        if self._client is None or self.state is not LinkState.READY:
            return None
        return self._client.connection

    @property
    def devices(self) -> List[str]:
        """The backend's devices, such as "cpu", as of its last welcome."""
        return self._welcome.devices if self._welcome is not None else []

    @property
    def hardware(self) -> List[DeviceDescription]:
        """The backend's devices with their memory, as of its last welcome."""
        return (self._welcome.hardware or []) if self._welcome is not None else []

    @property
    def store(self) -> Optional[StoreDescription]:
        """Where the backend keeps frames, as of its last welcome; None where it has not said."""
        return self._welcome.store if self._welcome is not None else None

    @property
    def exports_whole_processes(self) -> bool:
        """Whether the backend can export a branch together with what came before it.

        One that has not said yet what it speaks counts as being of this plugin's own version.
        """
        return self._version >= WHOLE_EXPORTS_SINCE

    def greet_again(self) -> None:
        """Have the backend tell anew of its engines, devices and store; `welcomed` follows."""
        self.send(Hello(new_id(), CLIENT_NAME, PRODUCT_VERSION))

    def missing(self) -> str:
        """Return a sentence about why no backend can be started here, "" where one can."""
        return self._start.missing()

    def attach(self) -> None:
        """Connect to a backend that already runs, if there is one; never start one."""
        connection = self._start.running()
        if self.state in (LinkState.OFF, LinkState.LOST) and connection is not None:
            self._start.be_patient()
            self._open(connection)
            self._become(LinkState.STARTING)

    def wake(self) -> None:
        """Attach to the running backend or start one; `welcomed` follows, or the state OFF."""
        if self.state in (LinkState.READY, LinkState.STARTING):
            return
        self.attach()
        if self.state is LinkState.STARTING:
            return
        self._start.be_patient()
        try:
            self._start.start()
        except CannotStart as problem:
            self._give_up(str(problem), problem.code)
        else:
            self._become(LinkState.STARTING)

    def send(self, message: Message, payloads: Sequence[bytes] = ()) -> bool:
        """Send a message if the backend is there; returns whether it is on its way."""
        if self._client is None or self.state is not LinkState.READY:
            return False
        try:
            self._client.send(message, payloads)
        except BackendLost as lost:
            self._lose(str(lost))
            return False
        self._look_again()
        return True

    def follow(self, job: str, from_frame: int) -> str:
        """Ask for the frames of `job` from `from_frame` on.

        Returns the message's id, or "" where there is no backend to ask.
        """
        if self._client is None or self.state is not LinkState.READY:
            return ""
        message_id = self._client.follow(job, from_frame)
        self._look_again()
        return message_id

    def unfollow(self, job: str) -> None:
        """Stop receiving `job`."""
        if self._client is not None and self.state is LinkState.READY:
            self._client.unfollow(job)
            self._look_again()

    def stop_backend(self) -> None:
        """Ask the backend to end; jobs that are not finished go on at its next start."""
        connection = self.connection
        if connection is not None and self.send(Stop(new_id())):
            self._start.note_stopped(connection)
            self._drop_client()
            self._become(LinkState.OFF)

    def close(self) -> None:
        """Leave the backend alone with its jobs; for the moment when Krita closes."""
        self._timer.stop()
        self._drop_client()
        self.state = LinkState.OFF

    def _open(self, connection: Connection) -> None:
        client = Client(connection, CLIENT_NAME)
        client.open()
        self._client = client
        notifier = QtCore.QSocketNotifier(
            client.descriptor,  # pyright: ignore[reportArgumentType] (the stubs know no int here)
            QtCore.QSocketNotifier.Type.Read,
            self,
        )
        notifier.activated.connect(self._drain)
        self._notifier = notifier
        self._look_again()

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._last_beat > BLOCKED_SECONDS:
            # Krita itself was busy, with saving for instance: nobody was asked for a sign of life.
            self._judge_from = now + limits.HEARTBEAT_PATIENCE
        self._last_beat = now
        # An exception that leaves a slot would end Krita: let none out.
        try:
            if self._client is not None:
                self._drain()
                self._judge()
            elif self.state is LinkState.STARTING:
                self._look_for_started_backend()
        except CannotStart as problem:
            self._give_up(str(problem), problem.code)
        except Exception:
            log.exception("The session with the backend stumbled")

    def _drain(self) -> None:
        """Hand out what has come; one portion a turn, so that Krita's window stays alive."""
        if self._client is None or self._notifier is None:
            return
        # The descriptor tells only of changes: read until nothing is left, then listen again.
        self._notifier.setEnabled(False)
        try:
            arrivals = self._client.poll()
        except ProtocolError as error:
            self._give_up(_with_hint(error.sentence, error.code), error.code)
            return
        except BackendLost as lost:
            self._lose(str(lost))
            return
        for arrival in arrivals:
            self._take(arrival)
        if self._notifier is None:
            return
        self._notifier.setEnabled(True)
        if arrivals:
            self._look_again()

    def _look_again(self) -> None:
        QtCore.QTimer.singleShot(0, self._drain)

    def _take(self, arrival: Arrival) -> None:
        message = arrival.message
        if isinstance(message, Welcome):
            self._start.note_welcome()
            self._welcome = message
            if self._client is not None:
                self._version = self._client.version
            self._become(LinkState.READY)
            self.welcomed.emit()
        elif isinstance(message, Refused) and self.state is LinkState.STARTING:
            self._give_up(_with_hint(message.sentence, message.code), message.code)
        else:
            self.arrived.emit(arrival)

    def _judge(self) -> None:
        """Notice that the backend is gone, or that it never was one."""
        client = self._client
        if client is None:
            return
        if client.key_refused:
            self._give_up(
                tr("The backend does not know this Krita's key: stop the backend, then try again."),
                "key-refused",
            )
        elif client.welcome is None:
            if client.silence > WELCOME_SECONDS:
                self._drop_client()
                self._start.distrust(client.connection)
        elif self._start.has_ended(client.connection) or (
            not client.alive and time.monotonic() > self._judge_from
        ):
            self._lose(tr("The backend has stopped: ask again to start it again."))

    def _look_for_started_backend(self) -> None:
        connection = self._start.look()
        if connection is not None:
            self._open(connection)

    def _lose(self, sentence: str) -> None:
        self._let_go(LinkState.LOST, sentence, "backend-lost")

    def _give_up(self, sentence: str, code: str) -> None:
        self._let_go(LinkState.OFF, sentence, code)

    def _let_go(self, state: LinkState, sentence: str, code: str) -> None:
        self.details = self._start.forget()
        self._drop_client()
        self._become(state, sentence, code)

    def _drop_client(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._client is not None:
            # Closing waits a moment for what is still to be sent; nobody uses the socket any more,
            # so that another thread may do the waiting.
            threading.Thread(target=self._client.close, daemon=True).start()
            self._client = None

    def _become(self, state: LinkState, sentence: str = "", code: str = "") -> None:
        self.state = state
        self.sentence = sentence
        self.code = code
        if state in (LinkState.OFF, LinkState.LOST):
            self._timer.stop()
        else:
            starting = state is LinkState.STARTING
            self._timer.start(STARTING_BEAT_MS if starting else BEAT_MS)
        self.changed.emit()


def _with_hint(sentence: str, code: str) -> str:
    if code != "protocol-version":
        return sentence
    hint = tr("If you have just done so, wait a minute: the old backend ends by itself.")
    return f"{sentence} {hint}"
