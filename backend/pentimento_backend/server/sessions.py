"""Connected clients: who they are, when they were last heard, how fast they may talk."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from pentimento_protocol import PROTOCOL_VERSION, limits
from pentimento_protocol.wire import Version

from .waking_clock import WakingClock


@dataclass
class Session:
    """One connected client; `route` is the ROUTER socket's name for it.

    `version` is the protocol version that it speaks, `last_heard` a time of the loop's clock.
    """

    route: bytes
    client: str
    version: Version = PROTOCOL_VERSION
    last_heard: float = 0.0
    allowance: float = 2.0 * limits.MESSAGES_PER_SECOND
    last_spent: float = field(default_factory=time.monotonic)

    def spend(self) -> bool:
        """Take one message from the client's allowance; False where it talks too fast."""
        now = time.monotonic()
        earned = (now - self.last_spent) * limits.MESSAGES_PER_SECOND
        self.allowance = min(self.allowance + earned, 2.0 * limits.MESSAGES_PER_SECOND)
        self.last_spent = now
        if self.allowance < 1.0:
            return False
        self.allowance -= 1.0
        return True


class Sessions:
    """All connected clients by route; `clock` is the loop's."""

    def __init__(self, clock: WakingClock) -> None:
        self._clock = clock
        self._sessions: dict[bytes, Session] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def hear(self, route: bytes) -> Session | None:
        """Return the session of a route from which a message has come."""
        session = self._sessions.get(route)
        if session is not None:
            session.last_heard = self._clock.now
        return session

    def version(self, route: bytes) -> Version:
        """Return the protocol version that a client speaks (ours where it has not said hello)."""
        session = self._sessions.get(route)
        return PROTOCOL_VERSION if session is None else session.version

    def open(self, route: bytes, client: str, version: Version) -> Session | None:
        """Return a new session (or the one there is); None where too many are open."""
        session = self._sessions.get(route)
        if session is None and len(self._sessions) < limits.MAX_SESSIONS:
            session = Session(route, client, version, self._clock.now)
            self._sessions[route] = session
        return session

    def close_silent(self) -> list[Session]:
        """Close and return the sessions not heard for HEARTBEAT_PATIENCE."""
        horizon = self._clock.now - limits.HEARTBEAT_PATIENCE
        silent = [session for session in self._sessions.values() if session.last_heard < horizon]
        for session in silent:
            del self._sessions[session.route]
        return silent
