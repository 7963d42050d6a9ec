"""Models over the protocol: what there is, downloads that outlive their client, refused jobs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import running_backend
from asking import collect, painting, submit
from running_backend import RunningBackend

from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.connection import read_connection
from pentimento_protocol.messages import (
    CancelErrand,
    Done,
    ErrandEnded,
    ErrandProgress,
    FollowErrands,
    ListModels,
    ModelDescription,
    ModelList,
    RunErrand,
    UseFolder,
    Welcome,
)
from pentimento_protocol.wire import Message, encode

TAGGER = "wd14-tagger"
WEIGHTS = "wd-v1-4-moat-tagger-v2.onnx"


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The hub of the models' tests, for backends started from here."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "models"))
    from surroundings import surroundings_in

    around = surroundings_in(tmp_path)
    for name, value in around.environment.items():
        monkeypatch.setenv(name, value)
    yield around
    around.hub.stop()


@pytest.fixture
def needy_backend(
    surroundings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningBackend]:
    """A backend with an engine "needy" that works with the tagger."""
    launch = Path(__file__).with_name("launch_with_models.py")
    monkeypatch.setattr(running_backend, "LAUNCH", launch)
    running = RunningBackend(tmp_path / "home")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def client(needy_backend: RunningBackend) -> Iterator[Client]:
    connected = needy_backend.client()
    yield connected
    connected.close()


def tagger(client: Client) -> ModelDescription:
    models = client.ask(ListModels(new_id()), ModelList).models
    return next(model for model in models if model.name == TAGGER)


def until(client: Client, wanted: type[Message], timeout: float = 60) -> list[Message]:
    """All messages up to the first of the wanted type."""
    seen: list[Message] = []
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            seen.append(arrival.message)
            if isinstance(arrival.message, wanted):
                return seen
    raise AssertionError(f"no {wanted.TYPE} came; there came {seen}")


def run(client: Client, errand: Any) -> ErrandEnded:
    client.ask(RunErrand(new_id(), TAGGER, errand), Done)
    ended = until(client, ErrandEnded)[-1]
    assert isinstance(ended, ErrandEnded)
    return ended


def test_a_download_verification_and_removal(surroundings: Any, client: Client) -> None:
    before = tagger(client)
    assert (before.presence, before.here, before.errand) == ("missing", 0, "")
    assert before.place.startswith(str(surroundings.cache))
    client.ask(RunErrand(new_id(), TAGGER, "download"), Done)
    *others, ended = until(client, ErrandEnded)
    assert isinstance(ended, ErrandEnded)
    assert (ended.model, ended.errand, ended.outcome) == (TAGGER, "download", "finished")
    progress = [message for message in others if isinstance(message, ErrandProgress)]
    assert progress
    assert all(message.done <= message.total for message in progress if message.total)
    after = tagger(client)
    assert after.presence == "complete"
    assert after.here == sum(
        len(surroundings.hub.files["lllyasviel/misc", path.name])
        for path in Path(after.place).iterdir()
    )
    assert run(client, "verify").outcome == "finished"
    assert run(client, "remove").outcome == "finished"
    assert tagger(client).presence == "missing"


def test_a_failed_download_says_why(surroundings: Any, client: Client) -> None:
    surroundings.hub.codes = {WEIGHTS: (401, "GatedRepo")}
    ended = run(client, "download")
    assert ended.outcome == "failed"
    assert "licence accepted" in ended.sentence


def test_cancel_is_quick_keeps_what_came_and_a_second_download_goes_on(
    surroundings: Any, client: Client
) -> None:
    hub = surroundings.hub
    hub.block, hub.pause = 10_000, 0.2
    client.ask(RunErrand(new_id(), TAGGER, "download"), Done)
    while tagger(client).here < 30_000:
        time.sleep(0.05)
    assert tagger(client).errand == "download"
    client.ask(CancelErrand(new_id(), TAGGER), Done)
    ended = until(client, ErrandEnded, timeout=1)[-1]
    assert isinstance(ended, ErrandEnded)
    assert ended.outcome == "cancelled"
    assert "kept" in ended.sentence
    found = tagger(client)
    assert (found.presence, found.errand) == ("partial", "")
    hub.pause = 0
    hub.asked.clear()
    assert run(client, "download").outcome == "finished"
    (asked,) = hub.ranges_asked(WEIGHTS)
    assert asked.startswith("bytes=")


def test_a_download_outlives_its_client_and_others_may_follow(
    surroundings: Any, needy_backend: RunningBackend
) -> None:
    hub = surroundings.hub
    hub.block, hub.pause = 20_000, 0.1
    first = needy_backend.client()
    first.ask(RunErrand(new_id(), TAGGER, "download"), Done)
    first.close()
    second = needy_backend.client()
    second.ask(FollowErrands(new_id()), Done)
    seen = until(second, ErrandEnded)
    assert isinstance(seen[-1], ErrandEnded)
    assert seen[-1].outcome == "finished"
    assert any(isinstance(message, ErrandProgress) for message in seen)
    second.close()


def test_one_errand_at_a_time_about_a_model(surroundings: Any, client: Client) -> None:
    surroundings.hub.block, surroundings.hub.pause = 10_000, 0.2
    client.ask(RunErrand(new_id(), TAGGER, "download"), Done)
    client.ask(RunErrand(new_id(), TAGGER, "download"), Done)
    with pytest.raises(RequestRefused, match="download of wd14-tagger is still at work"):
        client.ask(RunErrand(new_id(), TAGGER, "remove"), Done)
    client.ask(CancelErrand(new_id(), TAGGER), Done)
    until(client, ErrandEnded)


def test_jobs_go_on_during_a_download(surroundings: Any, client: Client) -> None:
    surroundings.hub.block, surroundings.hub.pause = 10_000, 0.2
    client.ask(RunErrand(new_id(), TAGGER, "download"), Done)
    job = submit(client, painting(), frames=4)
    client.follow(job)
    frames, ended = collect(client, job)
    assert len(frames) == 4
    assert ended is not None
    assert ended.state == "finished"
    assert tagger(client).errand == "download"


def test_a_backend_at_a_download_is_not_idle(surroundings: Any, tmp_path: Path) -> None:
    surroundings.hub.block, surroundings.hub.pause = 20_000, 0.3
    backend = RunningBackend(tmp_path / "home", idle_exit=1.0)
    backend.start()
    client = backend.client()
    client.ask(RunErrand(new_id(), TAGGER, "download"), Done)
    client.close()
    assert backend.process is not None
    assert backend.process.wait(timeout=60) == 0
    assert not list(surroundings.cache.rglob("*.incomplete"))
    assert list(surroundings.cache.rglob(f"snapshots/*/{WEIGHTS}"))


def test_a_job_of_an_engine_without_its_models_names_the_command(
    surroundings: Any, client: Client
) -> None:
    assert client.welcome is not None
    engines = {engine.name: engine for engine in client.welcome.engines}
    assert engines["procedural"].models == []
    needs = engines["needy"].models
    assert needs is not None
    assert [(need.name, need.here) for need in needs] == [(TAGGER, False)]
    with pytest.raises(RequestRefused, match="`pentimento models download wd14-tagger`") as caught:
        submit(client, painting(), engine="needy")
    assert caught.value.code == "models-missing"
    assert run(client, "download").outcome == "finished"
    job = submit(client, painting(), frames=2, engine="needy")
    assert job


def test_clients_of_the_version_before_are_told_nothing_of_models(
    needy_backend: RunningBackend,
) -> None:
    client = Client(read_connection(needy_backend.folder / "connection.json"))
    say = client._socket.send_multipart

    def as_before(frames: list[bytes], *rest: object, **more: object) -> object:
        header = {**json.loads(frames[0]), "protocol": [1, 1]}
        return say([json.dumps(header).encode(), *frames[1:]])

    client._socket.send_multipart = as_before  # type: ignore[method-assign,assignment]
    client.open()
    welcome: Welcome = client.wait_for_welcome(20)
    client.close()
    assert {engine.name for engine in welcome.engines} >= {"procedural", "needy"}
    for engine in welcome.engines:
        assert engine.models is None
        header = json.loads(encode(welcome)[0])
    assert all("models" not in engine for engine in header["engines"])


def test_a_folder_of_ones_own_is_used_and_refused(
    surroundings: Any, client: Client, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / WEIGHTS).write_bytes(b"weights")
    with pytest.raises(RequestRefused, match=r"it lacks wd-v1-4-moat-tagger-v2\.csv") as caught:
        client.ask(UseFolder(new_id(), TAGGER, str(folder)), Done)
    assert caught.value.code == "bad-folder"
    (folder / "wd-v1-4-moat-tagger-v2.csv").write_bytes(b"words")
    client.ask(UseFolder(new_id(), TAGGER, str(folder)), Done)
    found = tagger(client)
    assert (found.presence, found.place, found.named) == ("complete", str(folder), True)
    assert run(client, "remove").outcome == "failed"
    assert (folder / WEIGHTS).exists()
    client.ask(UseFolder(new_id(), TAGGER), Done)
    assert not tagger(client).named


@pytest.mark.parametrize(
    "message",
    [RunErrand(new_id(), "x"), UseFolder(new_id(), "x", "/")],
    ids=lambda message: message.TYPE,
)
def test_an_unknown_model_is_refused(client: Client, message: Message) -> None:
    with pytest.raises(RequestRefused, match="no model 'x'") as caught:
        client.ask(message, Done)
    assert caught.value.code == "no-model"


def test_no_more_errands_than_allowed(surroundings: Any, client: Client) -> None:
    surroundings.hub.block, surroundings.hub.pause = 10_000, 0.2
    names = [model.name for model in client.ask(ListModels(new_id()), ModelList).models]
    for name in names[:4]:
        client.ask(RunErrand(new_id(), name, "download"), Done)
    with pytest.raises(RequestRefused) as caught:
        client.ask(RunErrand(new_id(), names[4], "download"), Done)
    assert caught.value.code == "too-many-errands"
