"""`pentimento reconstruct`: what it writes, and how it fails."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from command import Command, hill
from typer.testing import CliRunner

from pentimento_backend.cli.app import app
from pentimento_backend.cli.failure import INTERRUPTED, Failure
from pentimento_protocol.client import new_id
from pentimento_protocol.messages import JobList, ListJobs


def test_folder_holds_frames_and_process(command: Command, picture: Path) -> None:
    done = command.run("reconstruct", picture, "--frames", 5, "--seed", 3, "--out", "process")
    assert done.returncode == 0
    folder = command.folder / "process"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [*(f"frame_{i:04}.png" for i in range(5)), "process.json"]
    process = json.loads((folder / "process.json").read_text(encoding="utf-8"))
    assert (process["engine"], process["seed"]) == ("procedural", 3)
    assert process["version"]
    steps = [frame["step"] for frame in process["frames"]]
    assert steps[0] == 999 and steps[-1] == 0 and steps == sorted(steps, reverse=True)
    assert [frame["file"] for frame in process["frames"]] == names[:5]
    assert [frame["origin"] for frame in process["frames"]] == ["generated"] * 4 + ["given"]
    last = cv2.imread(str(folder / "frame_0004.png"), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(last, cv2.imread(str(picture)))


def test_without_a_place_the_frames_go_beside(command: Command, picture: Path) -> None:
    assert command.run("reconstruct", picture, "--frames", 2).returncode == 0
    assert (command.folder / "hill_process" / "frame_0001.png").exists()


def test_all_results_at_once(command: Command, picture: Path) -> None:
    done = command.run(
        "reconstruct", picture, "--frames", 4, "--video", "v.mp4", "--kra", "k.kra",
        "--contact-sheet", "s.png", "--out", "f",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in ("v.mp4", "k.kra", "s.png", "f/process.json"):
        assert (command.folder / name).stat().st_size > 100
        assert name.split("/")[0] in done.stdout


def test_json_lines(command: Command, picture: Path) -> None:
    done = command.run("reconstruct", picture, "--frames", 3, "--json", "--out", "f")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert [e["index"] for e in events if e["event"] == "frame"] == [0, 1, 2]
    assert events[-1] == {"event": "finished", "files": {"frames": "f"}}


def test_size_scales_the_canvas(command: Command, picture: Path) -> None:
    assert command.run("reconstruct", picture, "--frames", 2, "--size", 48).returncode == 0
    last = cv2.imread(str(command.folder / "hill_process" / "frame_0001.png"))
    assert last.shape[:2] == (36, 48)


def test_seed_changes_the_way_and_not_the_end(command: Command, picture: Path) -> None:
    for seed in (1, 2):
        command.run("reconstruct", picture, "--frames", 6, "--seed", seed, "--out", f"s{seed}")
    first, second = (
        [(command.folder / f"s{s}" / f"frame_{i:04}.png") for i in range(6)] for s in (1, 2)
    )
    pairs = [(cv2.imread(str(a)), cv2.imread(str(b))) for a, b in zip(first, second, strict=True)]
    assert any(not np.array_equal(a, b) for a, b in pairs[:-1])
    assert np.array_equal(*pairs[-1])


@pytest.mark.parametrize("name", ["st_yeti.ora", "st_bowling.kra"])
def test_layered_documents(command: Command, art: Path, name: str) -> None:
    words = ("--frames", 3, "--size", 256, "--out", "f")
    done = command.run("reconstruct", art / "layered" / name, *words)
    assert done.returncode == 0, done.stderr
    process = json.loads((command.folder / "f" / "process.json").read_text(encoding="utf-8"))
    assert process["source"] == name


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nothing.png"], "no such file"),
        (["words.png"], "cannot be read"),
        (["cut.png"], "cannot be read"),
        (["hill.png", "--engine", "rembrandt"], "There is no engine"),
        (["hill.png", "--frames", "0"], "--frames"),
        (["hill.png", "--frames", "many"], "--frames"),
        (["hill.png", "--seed", "-1"], "--seed"),
        (["hill.png", "--size", "huge"], "--size"),
        (["hill.png", "--option", "ground"], "NAME=VALUE"),
        (["hill.png", "--option", "mood=blue"], "no option 'mood'"),
        (["hill.png", "--option", "ground=plaid"], "ground"),
        (["hill.png", "--video", "film.avi"], "must end in .mp4"),
        (["hill.png", "--out", "words.png"], "words.png"),
        (["hill.png", "--out", "/proc/frames"], "/proc/frames"),
        (["hill.png", "--video", "/proc/film.mp4"], "/proc/film.mp4"),
        (["hill.png", "--surplus"], "--surplus"),
        ([], "Missing argument"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    command: Command, picture: Path, words: list[str], sentence: str
) -> None:
    (command.folder / "words.png").write_text("these are words")
    (command.folder / "cut.png").write_bytes(picture.read_bytes()[:200])
    done = command.run("reconstruct", *words)
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if not line.startswith("Starting")]
    assert len(said) == 1 and sentence in said[0]


def test_failure_as_json(command: Command) -> None:
    done = command.run("reconstruct", "nothing.png", "--json")
    event = json.loads(done.stdout)
    assert event["event"] == "failed" and event["exit_code"] == 2
    assert "no such file" in event["sentence"]


def test_ctrl_c_cancels_the_job(command: Command) -> None:
    cv2.imwrite(str(command.folder / "big.png"), hill(1200, 900))
    process = command.start("reconstruct", "big.png", "--frames", 400, "--json")
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "frame":
            break
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "jobs resume" in err
    assert "Traceback" not in err
    client = command.client()
    job = client.ask(ListJobs(new_id()), JobList).jobs[0]
    client.close()
    assert job.state == "cancelled" and 0 < job.frames_done < 400


def test_ctrl_c_before_the_first_frame_cancels_the_job(
    own_command: Command, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    # no other process can hit the moment between the backend's answer and the first frame
    monkeypatch.setattr("pentimento_backend.cli.question.receive", interrupted)
    monkeypatch.setenv("PENTIMENTO_HOME", str(own_command.home))
    monkeypatch.chdir(own_command.folder)
    ended = CliRunner().invoke(app, ["reconstruct", str(picture), "--frames", "900"])
    assert isinstance(ended.exception, Failure) and ended.exception.exit_code == INTERRUPTED
    client = own_command.client()
    (job,) = client.list_jobs()
    client.close()
    assert job.state == "cancelled"


def test_ctrl_c_while_the_command_loads(command: Command) -> None:
    """Wherever it strikes after Python itself has started, it ends in a word, not a traceback."""
    code = (
        "import sys, _thread, importlib.abc\n"
        "class Interrupt(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'typer': _thread.interrupt_main()\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "from pentimento_backend.cli.main import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "Interrupted.\n")


def test_backend_killed_in_a_job_costs_nothing(own_command: Command) -> None:
    cv2.imwrite(str(own_command.folder / "big.png"), hill(800, 600))
    process = own_command.start("reconstruct", "big.png", "--frames", 30, "--json", "--out", "f")
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "frame":
            break
    connection = json.loads((own_command.home / "connection.json").read_text())
    os.kill(connection["pid"], signal.SIGKILL)
    out, err = process.communicate(timeout=90)
    assert process.returncode == 0, err
    assert "starting it again" in err
    assert json.loads(out.splitlines()[-1])["event"] == "finished"
    assert len(list((own_command.folder / "f").glob("frame_*.png"))) == 30


def test_jobs_are_listed_shown_resumed_deleted(own_command: Command, picture: Path) -> None:
    own_command.run("reconstruct", picture, "--frames", 3)
    (job,) = json.loads(own_command.run("jobs", "list", "--json").stdout)
    assert job["state"] == "finished" and job["title"] == "hill.png"
    short = job["job"][:8]
    assert short in own_command.run("jobs", "list").stdout
    assert "hill.png" in own_command.run("jobs", "show", short).stdout
    again = own_command.run("jobs", "resume", short, "--out", "again")
    assert again.returncode == 0, again.stderr
    assert (own_command.folder / "again" / "frame_0002.png").exists()
    assert own_command.run("jobs", "delete", short).returncode == 0
    assert json.loads(own_command.run("jobs", "list", "--json").stdout) == []
    gone = own_command.run("jobs", "show", short)
    assert gone.returncode == 2 and "There is no job" in gone.stderr


def test_engines_and_doctor(command: Command) -> None:
    engines = json.loads(command.run("engines", "--json").stdout)
    assert "procedural" in [engine["name"] for engine in engines]
    told = command.run("engines").stdout
    (ground,) = (line for line in told.splitlines() if "--option ground=" in line)
    assert ground.endswith("[default: auto]")
    (layers,) = (line for line in told.splitlines() if "--option layers=" in line)
    assert layers.endswith("[default: yes]")
    doctor = command.run("doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert "answers; engines: procedural" in doctor.stdout


def test_data_folder_that_cannot_be_written(command: Command, picture: Path) -> None:
    command.home = picture / "home"
    for words in (("reconstruct", picture), ("serve",)):
        done = command.run(*words)
        assert done.returncode in {1, 2}
        assert "PENTIMENTO_HOME" in done.stderr
    assert command.run("doctor").returncode == 1


def test_serve_refuses_a_second_backend(own_command: Command) -> None:
    first = own_command.start("serve")
    deadline = time.monotonic() + 20
    while not (own_command.home / "connection.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    second = own_command.run("serve")
    first.terminate()
    first.communicate(timeout=20)
    assert second.returncode == 2
    assert "already running" in second.stderr
    assert first.returncode == 0
