"""Errands as such: what a process says, how it is stopped, and orders to learn."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pentimento_backend.server.errand_process import Task
from pentimento_backend.server.errands import Errands
from pentimento_backend.server.sessions import Sessions
from pentimento_backend.server.waking_clock import WakingClock
from pentimento_protocol import PROTOCOL_VERSION, limits
from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.errand_messages import ErrandEnded, ErrandPreview, ErrandProgress, Learn
from pentimento_protocol.messages import Done
from pentimento_protocol.wire import Message


class Post:
    """What two followers, of this protocol version and of the one before, are sent."""

    def __init__(self, folder: Path) -> None:
        self.sent: dict[bytes, list[tuple[Message, tuple[bytes, ...]]]] = {b"new": [], b"old": []}
        sessions = Sessions(WakingClock())
        sessions.open(b"new", "test", PROTOCOL_VERSION)
        sessions.open(b"old", "test", (1, 2))
        self.errands = Errands(self._send, sessions, folder / "errands.log")
        for route in self.sent:
            self.errands.follow(route)

    def _send(self, route: bytes, message: Message, payloads: Any) -> None:
        self.sent[route].append((message, tuple(payloads)))

    def until(self, reached: Callable[[], object]) -> None:
        deadline = time.monotonic() + 30
        while not reached():
            assert time.monotonic() < deadline, self.sent
            self.errands.supervise()
            time.sleep(0.02)

    def heard(self, kind: type[Message]) -> list[Message]:
        return [message for message, _ in self.sent[b"new"] if isinstance(message, kind)]


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


def begin(post: Post, folder: Path, **changes: Any) -> None:
    order = {"folder": str(folder), "picture": "picture", "waits": False, "fails": False}
    task = Task("scripted_errand", order=json.dumps({**order, **changes}))
    post.errands.start("Kei", "learn", task)


def test_an_errand_is_stopped_by_its_input_and_keeps_what_it_has(
    post: Post, tmp_path: Path
) -> None:
    begin(post, tmp_path, waits=True)
    post.until(lambda: post.heard(ErrandPreview))
    (progress,) = post.heard(ErrandProgress)
    assert progress == ErrandProgress("", "Kei", "learn", 3, 8, "step 3")
    _, payloads = next(p for p in post.sent[b"new"] if isinstance(p[0], ErrandPreview))
    assert payloads == (b"picture",)
    post.errands.cancel("Kei")
    post.until(lambda: post.heard(ErrandEnded))
    (ended,) = post.heard(ErrandEnded)
    assert isinstance(ended, ErrandEnded)
    assert (ended.outcome, ended.code) == ("finished", "")
    assert "what was learnt is kept" in ended.sentence
    assert post.sent[b"old"] == [], "a client of 1.2 knows no learning"
    assert not post.errands.busy


def test_why_an_errand_failed_is_told_to_programs_too(post: Post, tmp_path: Path) -> None:
    begin(post, tmp_path, fails=True)
    post.until(lambda: post.heard(ErrandEnded))
    (ended,) = post.heard(ErrandEnded)
    assert ended == ErrandEnded("", "Kei", "learn", "failed", "The disk is full.", "disk-full")


def test_an_errand_that_breaks_down_without_a_word(post: Post, tmp_path: Path) -> None:
    begin(post, tmp_path)
    post.until(lambda: post.heard(ErrandEnded))
    (ended,) = post.heard(ErrandEnded)
    assert isinstance(ended, ErrandEnded)
    assert (ended.outcome, ended.code) == ("failed", "broke-down")
    assert "errands.log" in ended.sentence


def test_an_order_larger_than_a_pipe_holds(post: Post, tmp_path: Path) -> None:
    begin(post, tmp_path, picture="x" * 500_000)
    post.until(lambda: post.heard(ErrandPreview))
    (preview,) = post.heard(ErrandPreview)
    assert isinstance(preview, ErrandPreview)
    assert preview.size == 500_000


def test_a_preview_that_is_too_large_stays_at_home(post: Post, tmp_path: Path) -> None:
    begin(post, tmp_path, picture="x" * (limits.MAX_ERRAND_PREVIEW_BYTES + 1), fails=True)
    post.until(lambda: post.heard(ErrandEnded))
    assert post.heard(ErrandPreview) == []


@pytest.mark.parametrize(
    ("name", "recording", "code"),
    [
        ("../styles", "{folder}", "bad-name"),
        ("a/b", "{folder}", "bad-name"),
        ("Kei Tanaka", "{folder}", "bad-name"),
        (" Kei", "{folder}", "bad-name"),
        ("wd14-tagger", "{folder}", "bad-name"),
        ("Kei", "recordings", "bad-path"),
        ("Kei", "/no/such/recording", "bad-path"),
        ("Kei", "{folder}/" + 300 * "a", "bad-path"),
    ],
)
def test_lessons_that_cannot_be(
    client: Client, tmp_path: Path, name: str, recording: str, code: str
) -> None:
    with pytest.raises(RequestRefused) as caught:
        client.ask(Learn(new_id(), name, [recording.format(folder=tmp_path)]), Done)
    assert caught.value.code == code


def test_the_trainer_says_what_it_lacks(client: Client, tmp_path: Path) -> None:
    pytest.importorskip("torch")
    (tmp_path / "holiday").mkdir()
    client.ask(Learn(new_id(), "Kei", [str(tmp_path / "holiday")]), Done)
    deadline = time.monotonic() + 120
    ended: ErrandEnded | None = None
    while ended is None and time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            if isinstance(arrival.message, ErrandEnded):
                ended = arrival.message
    assert ended is not None
    assert (ended.model, ended.errand, ended.outcome) == ("Kei", "learn", "failed")
    # which one depends on whether the models are here: the recordings, or the models
    assert ended.sentence
    assert ended.code != "broke-down", ended.sentence
