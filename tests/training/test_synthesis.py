"""Synthetic sequences: each kind paints as its name says, and shards come out the same always."""

from __future__ import annotations

import importlib.util
import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from pentimento_backend.cli import dataset
from pentimento_backend.cli.failure import Failure
from pentimento_backend.exports.writing import CannotWrite
from pentimento_backend.training.sequences import SequenceShards
from pentimento_backend.training.synthesis.captions import Captions
from pentimento_backend.training.synthesis.kinds import KINDS
from pentimento_backend.training.synthesis.order import Order
from pentimento_backend.training.synthesis.pictures import NoPictures, find_pictures
from pentimento_backend.training.synthesis.production import AnotherOrder, produce
from pentimento_backend.training.synthesis.region_kind import regions
from pentimento_backend.training.synthesis.workforce import NoWorkforce, on_cores, on_ray

COMMAND = [sys.executable, "-m", "pentimento_backend.cli.main", "dataset", "synthesize"]
DISC = np.zeros((96, 96), np.uint8)
cv2.circle(DISC, (50, 44), 20, (255,), -1)


def scene(seed: int = 0, size: int = 96) -> np.ndarray:
    """A red disc that stands out of green hills under a blue sky, with some noise."""
    random = np.random.default_rng(seed)
    picture = np.zeros((96, 96, 3), np.float32)
    picture[:60] = np.linspace((90, 130, 220), (170, 200, 240), 60)[:, None]
    picture[60:] = (70, 120, 60)
    cv2.circle(picture, (50, 44), 20, (210, 40, 50), -1, cv2.LINE_AA)
    picture += random.normal(0, 4, picture.shape) + random.uniform(-20, 20, 3)
    scaled = cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)
    return np.clip(scaled, 0, 255).astype(np.uint8)


def error(frame: np.ndarray, finish: np.ndarray) -> float:
    return float(np.sqrt(((frame.astype(np.float32) - finish) ** 2).mean()))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_paints_towards_its_picture(kind):
    picture = scene()
    frames = KINDS[kind](picture, 8, np.random.default_rng(3))
    assert frames.shape == (8, 96, 96, 3)
    assert frames.dtype == np.uint8
    errors = [error(frame, frames[-1]) for frame in frames]
    assert errors[0] > 40
    assert errors[-2] < 0.6 * errors[0]
    falls = [after < before for before, after in itertools.pairwise(errors)]
    assert sum(falls) >= 6, "it does not come closer step by step"
    assert error(frames[-1], picture) < 14, "the last frame does not show the picture"
    assert all(
        np.abs(before.astype(int) - after).max() > 20
        for before, after in itertools.pairwise(frames)
    ), "a frame shows nothing new"


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_paints_the_same_and_another_does_not(kind):
    def paint(seed: int) -> np.ndarray:
        return KINDS[kind](scene(), 4, np.random.default_rng(seed))

    assert np.array_equal(paint(1), paint(1))
    assert not np.array_equal(paint(1)[1], paint(2)[1])


@pytest.mark.parametrize("kind", ["regions", "procedural"])
def test_kinds_that_end_on_the_picture_end_on_it_exactly(kind):
    picture = scene()
    assert np.array_equal(KINDS[kind](picture, 5, np.random.default_rng(0))[-1], picture)


def test_regions_come_one_by_one_what_stands_out_first():
    picture = scene()
    frames = KINDS["regions"](picture, 12, np.random.default_rng(0)).astype(int)
    done = np.abs(frames - picture).max(axis=3) < 30
    arrival = done.argmax(axis=0)
    assert arrival[DISC > 0].mean() < 0.6 * arrival[:60][DISC[:60] == 0].mean()
    # what is not begun is blank
    blank = (frames[3] > 250).all(axis=2)
    assert blank.mean() > 0.4


def test_segment_anything_finds_regions_where_it_is_there(tmp_path, monkeypatch):
    transformers = pytest.importorskip("transformers")
    import torch

    from pentimento_backend.models.problem import ModelProblem
    from pentimento_backend.training.synthesis import segment_anything

    # its own networks with few channels: masks of no sense, found in the same way
    vision = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    vision |= {"image_size": 64, "patch_size": 8, "output_channels": 16, "mlp_dim": 32}
    vision |= {"window_size": 4, "global_attn_indexes": [1], "num_pos_feats": 8}
    decoder = {"hidden_size": 16, "mlp_dim": 32, "num_attention_heads": 2}
    prompt = {"hidden_size": 16, "image_size": 64, "patch_size": 8}
    torch.manual_seed(0)
    config = transformers.SamConfig(
        vision_config=vision,
        prompt_encoder_config=prompt,
        mask_decoder_config=decoder | {"iou_head_hidden_dim": 16},
    )
    transformers.SamModel(config).save_pretrained(tmp_path / "sam")
    monkeypatch.setattr(segment_anything, "_TRUSTED", -9.0)
    picture = scene()[:, :70]
    labels = segment_anything.sam_segments(tmp_path / "sam", picture)
    assert labels.shape == picture.shape[:2]
    assert set(np.unique(labels)) == set(range(labels.max() + 1))
    assert labels.max() >= 1

    def segment(seen: np.ndarray) -> np.ndarray:
        return segment_anything.sam_segments(tmp_path / "sam", seen)

    frames = regions(picture, 4, np.random.default_rng(0), segment)
    assert np.array_equal(frames[-1], picture)
    with pytest.raises(ModelProblem, match="does not hold Segment Anything"):
        segment_anything.sam_segments(tmp_path / "none", picture)


def test_transparent_strokes_let_through_what_lies_below():
    flat = np.full((96, 96, 3), (200, 30, 40), np.uint8)
    first = KINDS["transparent"](flat, 12, np.random.default_rng(1))[0].reshape(-1, 3)
    # on white paper, one colour through strokes that let half of the white through
    mixed = first[(first[:, 1] > 60) & (first[:, 1] < 225)]
    assert len(mixed) > 0.05 * len(first)


def test_pictures_are_described_by_tables_and_texts_beside_them(tmp_path):
    for name in ("b.png", "a.png", "sub/c.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        cv2.imwrite(str(tmp_path / name), scene())
    (tmp_path / "manifest.csv").write_text(
        "file,group,licence,author,original_path\n"
        "a.png,painting,CC0,Ada,/x/red_disc-01.png\nsub/c.jpg,photo,GPL-3+,Bo,\n"
    )
    (tmp_path / "captions.csv").write_text('file,caption\na.png,"a disc, red"\n')
    (tmp_path / "b.txt").write_text("hills\nunder a sky\n")
    found = {picture.path.name: picture for picture in find_pictures([tmp_path])}
    assert list(found) == ["a.png", "b.png", "c.jpg"]
    captions = Captions()
    assert [captions.of(picture) for picture in found.values()] == [
        "a disc, red",
        "hills under a sky",
        "photo",
    ]
    assert found["a.png"].licence == "CC0"
    assert found["b.png"].licence == "not stated"
    assert "Ada" in found["a.png"].source
    assert [p.path.name for p in find_pictures([tmp_path], ["photo"])] == ["c.jpg"]
    with pytest.raises(NoPictures, match="groups here: painting, photo"):
        find_pictures([tmp_path], ["gouache"])


@pytest.fixture
def pictures(tmp_path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for index in range(5):
        cv2.imwrite(str(folder / f"p{index}.png"), scene(index))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_one_worker_or_two_make_the_same_bytes(pictures, tmp_path):
    order = Order(("transparent", "textured", "regions"), 9, 48, 4, seed=5)
    told: list[tuple[int, str]] = []
    for workers in (1, 2):
        tally = produce(
            order,
            find_pictures([pictures]),
            tmp_path / str(workers),
            Captions(),
            on_cores(workers),
            lambda *told_now: told.append(told_now),
        )
        assert tally.sequences == 9
        assert tally.kinds == {"transparent": 3, "textured": 3, "regions": 3}
    assert content(tmp_path / "1") == content(tmp_path / "2")
    assert sum(done for done, _ in told) == 18
    shards = SequenceShards(tmp_path / "1")
    assert {sequence.source for sequence in shards} == {f"p{index}.png" for index in range(5)}
    assert len({sequence.seed for sequence in shards}) == 9


def synthesize(*words: object, **more) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        **more,
    )


def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(pictures, tmp_path):
    words = ["--kinds", "transparent", "--count", 66, "--size", 48, "--frames", 4, "--workers", 2]
    out = tmp_path / "killed"
    running = subprocess.Popen([*COMMAND, str(pictures), str(out), *map(str, words)])
    table = out / "sequences-00000.csv"
    while not table.exists() and running.poll() is None:
        time.sleep(0.02)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    workers = [int(pid) for pid in children.read_text().split()] if children.exists() else []
    running.send_signal(signal.SIGKILL)
    running.wait()
    first = (out / "sequences-00000.tar").stat().st_mtime_ns
    assert not (out / "manifest.csv").exists(), "it was too quick to be killed"
    until = time.monotonic() + 20
    while any(_runs(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(_runs(worker) for worker in workers), "workers outlive their parent"
    again = synthesize(pictures, out, *words)
    assert again.returncode == 0, again.stderr
    assert (out / "sequences-00000.tar").stat().st_mtime_ns == first, "a whole shard was redone"
    whole = synthesize(pictures, tmp_path / "whole", *words)
    assert whole.returncode == 0, whole.stderr
    assert content(out) == content(tmp_path / "whole")


def _runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_a_worker_that_is_killed_is_told(pictures, tmp_path):
    """As by a system whose memory has run out."""
    order = Order(("transparent",), 40, 48, 4, seed=5)

    def kill(done: int, _reason: str) -> None:
        if done:
            for worker in multiprocessing.active_children():
                worker.kill()

    with pytest.raises(NoWorkforce, match="fewer --workers; what is done is kept"):
        produce(order, find_pictures([pictures]), tmp_path, Captions(), on_cores(1), kill)


def test_ctrl_c_ends_in_a_sentence_and_can_be_gone_on_from(pictures, tmp_path):
    words = [str(pictures), str(tmp_path / "out"), "--count", "4000", "--size", "48"]
    running = subprocess.Popen(
        [*COMMAND, *words], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not (tmp_path / "out" / "order.json").exists() and running.poll() is None:
        time.sleep(0.02)
    time.sleep(1.0)
    os.killpg(running.pid, signal.SIGINT)
    _, stderr = running.communicate(timeout=60)
    assert running.returncode == 130
    assert stderr.strip() == "Interrupted; run it again to go on."


def test_unreadable_pictures_are_skipped_and_named(pictures, tmp_path, capsys):
    (pictures / "p2.png").write_bytes(b"\x89PNG\r\n\x1a\n cut")
    dataset.synthesize([pictures], tmp_path / "out", kinds="transparent", size=32, workers=1)
    assert capsys.readouterr().err.count("p2.png cannot be read") == 1
    assert len(SequenceShards(tmp_path / "out")) == 4
    with pytest.raises(Failure, match="None of the pictures could be read"):
        dataset.synthesize([pictures / "p2.png"], tmp_path / "none", kinds="transparent", workers=1)


def test_a_full_disk_ends_in_a_sentence_and_loses_nothing(pictures, tmp_path):
    resource = pytest.importorskip("resource")

    def fill() -> None:
        dataset.synthesize([pictures], tmp_path / "out", kinds="transparent", size=48, workers=1)

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(Failure, match=r"cannot be written: .* What is done is kept") as caught:
            fill()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.exit_code == 1
    assert not list((tmp_path / "out").glob("*.tar"))
    fill()
    assert len(SequenceShards(tmp_path / "out")) == 5


@pytest.mark.parametrize(
    ("place", "kinds", "says"),
    [
        ("gone", "regions", "neither a picture nor a folder"),
        ("empty", "regions", "There are no pictures"),
        ("pictures", "regions,fresco", "no kind fresco"),
        ("pictures", ",", "no kind named"),
    ],
)
def test_bad_input_ends_in_one_sentence(pictures, tmp_path, place, kinds, says):
    (tmp_path / "empty").mkdir()
    with pytest.raises(Failure, match=says) as caught:
        dataset.synthesize([tmp_path / place], tmp_path / "out", kinds=kinds)
    assert caught.value.exit_code == 2


def test_without_ray_one_sentence_says_how_to_get_it():
    if importlib.util.find_spec("ray"):
        pytest.skip("Ray is installed")
    with pytest.raises(NoWorkforce, match=r"pip install pentimento\[ray\]"):
        on_ray("local")


def test_a_folder_is_not_filled_with_two_orders(pictures, tmp_path):
    found = find_pictures([pictures])

    def make(size: int) -> None:
        order = Order(("transparent",), 2, size, 4, seed=0)
        produce(order, found, tmp_path / "out", Captions(), on_cores(1), lambda *_: None)

    make(32)
    with pytest.raises(AnotherOrder, match="other pictures or settings"):
        make(48)
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        produce(
            Order(("transparent",), 2, 32, 4, seed=0),
            found,
            tmp_path / "file" / "out",
            Captions(),
            on_cores(1),
            lambda *_: None,
        )


def test_ray_makes_the_same_bytes(pictures, tmp_path):
    try:
        workforce = on_ray("local")
    except NoWorkforce as problem:
        pytest.skip(str(problem))
    order = Order(("transparent", "regions"), 6, 48, 4, seed=5)
    for name, force in (("ray", workforce), ("cores", on_cores(2))):
        produce(
            order, find_pictures([pictures]), tmp_path / name, Captions(), force, lambda *_: None
        )
    assert content(tmp_path / "ray") == content(tmp_path / "cores")
