"""Stated limits that need many clients, many jobs or very large submissions."""

from __future__ import annotations

from typing import cast

import pytest
from asking import painting, submission
from running_backend import RunningBackend

from pentimento_backend.engines.registry import engine_infos
from pentimento_backend.server.followers import Followers
from pentimento_backend.server.intake import check_submission
from pentimento_backend.server.job_store import Job, JobStore
from pentimento_backend.server.sessions import Session, Sessions
from pentimento_backend.server.waking_clock import WakingClock
from pentimento_protocol import PROTOCOL_VERSION, limits
from pentimento_protocol.client import Client, RequestRefused
from pentimento_protocol.connection import read_connection
from pentimento_protocol.wire import ProtocolError

ENGINES = {info.name: info for info in engine_infos()}


def test_more_clients_than_allowed_are_turned_away(own_backend: RunningBackend) -> None:
    own_backend.start()
    connection = read_connection(own_backend.folder / "connection.json")
    clients = [Client(connection) for _ in range(limits.MAX_SESSIONS + 1)]
    for client in clients:
        client.open()
    refused = 0
    for client in clients:
        try:
            client.wait_for_welcome()
        except RequestRefused as refusal:
            refused += refusal.code == "too-many-clients"
    for client in clients:
        client.close()
    assert refused == 1


def test_a_client_follows_only_so_many_jobs() -> None:
    followers = Followers(cast(JobStore, None), lambda route, message, payloads: None)
    message, payloads = submission(painting())
    for number in range(limits.MAX_FOLLOWED_JOBS + 1):
        record = check_submission(
            type(message)(**{**vars(message), "job": f"job-{number:05}"}), payloads, ENGINES
        )
        job = Job(record)
        assert followers.has_room(b"client", job) == (number < limits.MAX_FOLLOWED_JOBS)
        followers.add(b"client", job, 0)
        assert followers.has_room(b"client", job)


def test_submission_beyond_the_sum_of_payloads(monkeypatch: pytest.MonkeyPatch) -> None:
    message, payloads = submission(painting())
    monkeypatch.setattr(limits, "MAX_SUBMIT_BYTES", len(payloads[0]) - 1)
    with pytest.raises(ProtocolError, match="together are too large"):
        check_submission(message, payloads, ENGINES)


def test_allowance_is_spent_and_earned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(b"client", "test")
    now = session.last_spent
    monkeypatch.setattr("pentimento_backend.server.sessions.time.monotonic", lambda: now)
    burst = 2 * limits.MESSAGES_PER_SECOND
    assert all(session.spend() for _ in range(burst))
    assert not session.spend()
    now += 0.5
    assert sum(session.spend() for _ in range(burst)) == limits.MESSAGES_PER_SECOND // 2


def test_silent_sessions_are_closed() -> None:
    clock = WakingClock()
    sessions = Sessions(clock)
    session = sessions.open(b"client", "test", PROTOCOL_VERSION)
    clock.now += limits.HEARTBEAT_PATIENCE - 0.1
    assert session is not None and sessions.close_silent() == []
    assert sessions.hear(b"client") is session
    clock.now += limits.HEARTBEAT_PATIENCE - 0.1
    assert sessions.close_silent() == []
    clock.now += 0.2
    assert sessions.close_silent() == [session]
    assert sessions.hear(b"client") is None


def test_the_backends_own_sleep_is_nobodys_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    time = 100.0
    monkeypatch.setattr("pentimento_backend.server.waking_clock.time.monotonic", lambda: time)
    clock = WakingClock()
    for _ in range(10):
        time += 0.1
        clock.tick()
    assert clock.now == pytest.approx(1.0)
    time += 3600
    clock.tick()
    assert clock.now < limits.HEARTBEAT_PATIENCE
