"""`pentimento models`, against a hub on this machine."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import Command

TAGGER = "wd14-tagger"
WEIGHTS = "wd-v1-4-moat-tagger-v2.onnx"


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "models"))
    from surroundings import surroundings_in

    around = surroundings_in(tmp_path)
    yield around
    around.hub.stop()


@pytest.fixture
def pentimento(surroundings: Any, own_command: Command) -> Command:
    own_command.environment.update(surroundings.environment)
    own_command.environment["PENTIMENTO_HOME"] = str(own_command.home)
    return own_command


def models(pentimento: Command) -> dict[str, dict[str, Any]]:
    listed = pentimento.run("models", "list", "--json")
    assert listed.returncode == 0
    return {model["name"]: model for model in json.loads(listed.stdout)}


def test_the_way_of_a_model(surroundings: Any, pentimento: Command) -> None:
    assert models(pentimento)[TAGGER]["presence"] == "missing"
    brought = pentimento.run("models", "download", TAGGER, "--yes")
    assert brought.returncode == 0
    assert "licence: see the model card" in brought.stderr
    assert str(surroundings.cache) in brought.stderr
    found = models(pentimento)[TAGGER]
    assert found["presence"] == "complete"
    weights = Path(found["place"]) / WEIGHTS
    assert weights.read_bytes() == surroundings.hub.files["lllyasviel/misc", WEIGHTS]
    assert "here" in pentimento.run("models", "list").stdout
    assert "as published (2 files)" in pentimento.run("models", "verify", TAGGER).stdout
    again = pentimento.run("models", "download", TAGGER, "--yes")
    assert (again.returncode, "here already" in again.stderr) == (0, True)
    assert pentimento.run("models", "remove", TAGGER, "--yes").returncode == 0
    assert not weights.exists()


def test_json_lines_tell_how_far_it_is(pentimento: Command) -> None:
    done = pentimento.run("models", "download", TAGGER, "--yes", "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert {event["event"] for event in events} == {"progress", "finished"}
    assert all(event["model"] == TAGGER for event in events)
    assert events[-1]["event"] == "finished"


def test_nothing_is_downloaded_or_removed_unasked(surroundings: Any, pentimento: Command) -> None:
    for errand in ("download", "remove"):
        refused = pentimento.run("models", errand, TAGGER)
        assert refused.returncode == 2
        assert "--yes" in refused.stderr
    assert not surroundings.hub.asked


def test_a_failure_is_one_sentence_and_exit_code_1(surroundings: Any, pentimento: Command) -> None:
    surroundings.hub.codes = {WEIGHTS: (401, "GatedRepo")}
    failed = pentimento.run("models", "download", TAGGER, "--yes")
    assert failed.returncode == 1
    assert "wants the licence accepted" in failed.stderr


def test_an_unknown_model_is_bad_input(pentimento: Command) -> None:
    failed = pentimento.run("models", "verify", "x")
    assert failed.returncode == 2
    assert "no model 'x'; there is: " in failed.stderr


def test_interrupt_cancels_and_keeps_what_came(surroundings: Any, pentimento: Command) -> None:
    surroundings.hub.block, surroundings.hub.pause = 10_000, 0.2
    process = pentimento.start("models", "download", TAGGER, "--yes")
    deadline = time.monotonic() + 60
    while not any(p.stat().st_size > 20_000 for p in surroundings.cache.rglob("*.incomplete")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "what has arrived is kept" in err
    found = models(pentimento)[TAGGER]
    assert (found["presence"], found["errand"]) == ("partial", "")


def test_a_folder_of_ones_own(pentimento: Command, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    refused = pentimento.run("models", "use", TAGGER, folder)
    assert refused.returncode == 2
    assert "it lacks" in refused.stderr
    for name in (WEIGHTS, "wd-v1-4-moat-tagger-v2.csv"):
        (folder / name).write_bytes(b"content")
    assert pentimento.run("models", "use", TAGGER, "mine").returncode == 0
    assert models(pentimento)[TAGGER]["place"] == str(folder)
    assert pentimento.run("models", "use", TAGGER).returncode == 2
    assert pentimento.run("models", "use", TAGGER, "--from-hub").returncode == 0
    assert not models(pentimento)[TAGGER]["named"]
