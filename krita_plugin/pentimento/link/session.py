"""The plugin's one session with the local backend: attach, start, listen, notice its death.

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

from pentimento_protocol import PRODUCT_VERSION, limits
from pentimento_protocol.client import Arrival, BackendLost, Client, new_id
from pentimento_protocol.connection import Connection, NoBackend, read_connection
from pentimento_protocol.messages import (
    DeviceDescription,
    EngineDescription,
    Hello,
    Refused,
    Stop,
    StoreDescription,
    Welcome,
)
from pentimento_protocol.places import connection_file
from pentimento_protocol.wire import Message, ProtocolError

from ..qt import QtCore
from ..words import tr
from .backend_process import BackendMissing, BackendProcess, check_command, is_listening

log = logging.getLogger("pentimento")

BEAT_MS = 250
STARTING_BEAT_MS = 50

WELCOME_SECONDS = 4.0
"""Patience with somebody who listens at the address but does not answer the hello."""

MOST_STARTS = 4
RETRY_SECONDS = 1.5
BLOCKED_SECONDS = 1.0

START_SECONDS = 40.0
"""Patience with a backend that is starting; a cold disk takes its time."""

UPDATED_JUST_NOW = "If you have just done so, wait a minute: the old backend ends by itself."


CLIENT_NAME = "krita"
NOT_INSTALLED = "not-installed"


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
        self._command = command
        self._remote = remote
        self._client: Optional[Client] = None
        self._welcome: Optional[Welcome] = None
        self._notifier: Optional[QtCore.QSocketNotifier] = None
        self._process: Optional[BackendProcess] = None
        self._distrusted: Optional[Connection] = None
        self._start_by = 0.0
        self._starts = 0
        self._last_start = 0.0
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

    def greet_again(self) -> None:
        """Have the backend tell anew of its engines, devices and store; `welcomed` follows."""
        self.send(Hello(new_id(), CLIENT_NAME, PRODUCT_VERSION))

    def missing(self) -> str:
        """Return a sentence about why no backend can be started here, "" where one can."""
        if self._remote() is not None:
            return ""
        try:
            check_command(self._command())
        except BackendMissing as missing:
            return str(missing)
        return ""

    def attach(self) -> None:
        """Connect to a backend that already runs, if there is one; never start one."""
        connection = self._running_backend()
        if self.state in (LinkState.OFF, LinkState.LOST) and connection is not None:
            self._start_by = time.monotonic() + START_SECONDS
            self._open(connection)
            self._become(LinkState.STARTING)

    def wake(self) -> None:
        """Attach to the running backend or start one; `welcomed` follows, or the state OFF."""
        if self.state in (LinkState.READY, LinkState.STARTING):
            return
        self.attach()
        self._starts = 0
        if self.state is not LinkState.STARTING:
            self._start_by = time.monotonic() + START_SECONDS
            self._start()

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
        if self.send(Stop(new_id())):
            self._drop_client()
            self._become(LinkState.OFF)

    def close(self) -> None:
        """Leave the backend alone with its jobs; for the moment when Krita closes."""
        self._timer.stop()
        self._drop_client()
        self.state = LinkState.OFF

    def _running_backend(self) -> Optional[Connection]:
        remote = self._remote()
        try:
            connection = read_connection(remote or connection_file())
        except NoBackend:
            return None
        if remote is not None:
            return connection  # whether it listens shows by itself: to ask would take too long
        if connection == self._distrusted or not is_listening(connection.address):
            return None
        return connection

    def _start(self) -> None:
        remote = self._remote()
        if remote is not None:
            self._give_up(
                tr("{file} is no connection file of a backend: see the settings.").format(
                    file=remote.name
                ),
                "not-reachable",
            )
            return
        try:
            self._process = BackendProcess(self._command())
        except BackendMissing as missing:
            self._give_up(str(missing), NOT_INSTALLED)
            return
        self._starts += 1
        self._last_start = time.monotonic()
        self._become(LinkState.STARTING)

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
            note = f" {tr(UPDATED_JUST_NOW)}" if error.code == "protocol-version" else ""
            self._give_up(error.sentence + note, error.code)
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
            self._distrusted = None
            self._welcome = message
            self._become(LinkState.READY)
            self.welcomed.emit()
        elif isinstance(message, Refused) and self.state is LinkState.STARTING:
            note = f" {tr(UPDATED_JUST_NOW)}" if message.code == "protocol-version" else ""
            self._give_up(message.sentence + note, message.code)
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
                self._on_no_welcome(client)
        elif self._has_ended() or (not client.alive and time.monotonic() > self._judge_from):
            self._lose(tr("The backend has stopped: ask again to start it again."))

    def _on_no_welcome(self, client: Client) -> None:
        if self._remote() is not None:
            self._give_up(
                tr("The backend on the other computer does not answer: see that it runs."),
                "not-reachable",
            )
            return
        self._distrusted = client.connection
        self._drop_client()
        if self._process is None:
            self._start()

    def _has_ended(self) -> bool:
        """Whether the backend that this plugin started and talks to has ended."""
        process = self._process
        return (
            process is not None
            and self._client is not None
            and process.pid == self._client.connection.pid
            and process.exit_code is not None
        )

    def _look_for_started_backend(self) -> None:
        connection = self._running_backend()
        if connection is not None:
            self._open(connection)
        elif self._process is None or self._process.exit_code is not None:
            self._start_once_more()
        elif time.monotonic() > self._start_by:
            self._give_up(
                tr("The backend does not get ready: see the details, then try again."),
                "not-starting",
            )

    def _start_once_more(self) -> None:
        # A backend that is just ending keeps its folder locked for another moment.
        if self._starts >= MOST_STARTS:
            self._give_up(
                tr("The backend ended while it was starting: see the details, then try again."),
                "not-starting",
            )
        elif time.monotonic() > self._last_start + RETRY_SECONDS:
            self._start()

    def _lose(self, sentence: str) -> None:
        self._note_last_words()
        self._drop_client()
        self._process = None
        self._become(LinkState.LOST, sentence, "backend-lost")

    def _give_up(self, sentence: str, code: str) -> None:
        self._note_last_words()
        self._drop_client()
        self._process = None
        self._become(LinkState.OFF, sentence, code)

    def _note_last_words(self) -> None:
        self.details = self._process.last_words() if self._process is not None else ""

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
