"""A backend elsewhere, over a link on which a canvas takes longer than a heartbeat may."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from asking import collect, submission
from running_backend import RunningBackend
from slow_link import FAST, SlowLink

from pentimento_protocol import limits, patience
from pentimento_protocol.client import Client
from pentimento_protocol.connection import read_connection
from pentimento_protocol.messages import Accepted, JobEnded
from pentimento_protocol.patience import Patience

SIDE = 64
TRICKLE = SIDE * SIDE * 4 / (limits.HEARTBEAT_PATIENCE + 2)
"""Bytes a second at which the canvas takes two seconds longer than a heartbeat may."""

NOISE = np.random.default_rng(1).integers(0, 256, (SIDE, SIDE, 4), np.uint8)


@pytest.fixture
def link(backend: RunningBackend) -> Iterator[SlowLink]:
    slow = SlowLink(read_connection(backend.folder / "connection.json").address)
    yield slow
    slow.close()


@pytest.fixture
def far_client(
    backend: RunningBackend, link: SlowLink, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Client]:
    monkeypatch.setattr(patience, "SLOWEST_LINK", TRICKLE / 2)
    connection = read_connection(backend.folder / "connection.json")
    client = Client(replace(connection, address=link.address, pid=0))
    client.open()
    client.wait_for_welcome(20)
    yield client
    client.close()


def test_a_canvas_that_takes_long_to_send_is_taken(far_client: Client, link: SlowLink) -> None:
    message, payloads = submission(NOISE, frames=2)
    link.up = TRICKLE
    assert far_client.ask(message, Accepted, payloads, timeout=60).state == "queued"
    link.up = FAST
    far_client.follow(message.job)
    _, ended = collect(far_client, message.job)
    assert ended is not None and ended.state == "finished"


def test_a_frame_that_takes_long_to_come_is_no_silence(far_client: Client, link: SlowLink) -> None:
    message, payloads = submission(NOISE, frames=1)
    far_client.ask(message, Accepted, payloads)
    link.down = TRICKLE
    far_client.follow(message.job)
    ended, silence = False, 0.0
    deadline = time.monotonic() + 60
    while not ended and time.monotonic() < deadline:
        arrivals = [arrival.message for arrival in far_client.poll(0.1)]
        ended = any(isinstance(arrival, JobEnded) for arrival in arrivals)
        silence = max(silence, far_client.silence)
        assert far_client.alive
    assert ended
    assert silence > limits.HEARTBEAT_PATIENCE


def test_a_backend_elsewhere_that_dies_is_noticed_as_soon(
    own_backend: RunningBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SLOWEST_LINK", 1)
    connection = own_backend.start()
    client = Client(replace(connection, pid=0))
    client.open()
    client.wait_for_welcome(20)
    message, payloads = submission(NOISE, frames=100)
    client.ask(message, Accepted, payloads)
    client.follow(message.job)
    collect(client, message.job, until_frame=0)
    own_backend.kill()
    killed = time.monotonic()
    while client.alive and time.monotonic() - killed < 20:
        client.poll(0.1)
    assert time.monotonic() - killed < 5
    client.close()


def test_patience_is_for_what_may_be_on_its_way() -> None:
    message, payloads = submission(NOISE)
    near, far = Patience(elsewhere=False), Patience(elsewhere=True)
    canvas = SIDE * SIDE * 4 / patience.SLOWEST_LINK
    sent = len(payloads[0]) / patience.SLOWEST_LINK

    def more(side: Patience, following: bool) -> float:
        return pytest.approx(side.seconds(following) - limits.HEARTBEAT_PATIENCE)

    for side in (near, far):
        side.note_sent(message, payloads)
    assert more(near, following=True) == 0
    assert more(far, following=False) == sent
    assert more(far, following=True) == sent + canvas
    far.note_heard(Accepted("1", message.job, "queued"))
    assert more(far, following=False) == 0
    assert more(far, following=True) == canvas
    far.connected = False
    assert more(far, following=True) == 0
