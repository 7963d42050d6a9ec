"""Verifying and removing models, and errands in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from huggingface_hub import constants, hf_hub_download
from surroundings import LARGE, SMALL, Surroundings

from pentimento_backend.models.catalogue import entry
from pentimento_backend.models.download import download
from pentimento_backend.models.library import locate, status, use_folder
from pentimento_backend.models.problem import ModelProblem
from pentimento_backend.models.upkeep import remove, verify

TAGGER = entry("wd14-tagger")
WEIGHTS = "wd-v1-4-moat-tagger-v2.onnx"
SPEED, CHARACTER = entry("process-painter-speedpainting"), entry("process-painter-character")


def quietly(done: int, total: int, note: str) -> None:
    assert 0 <= done <= total


def test_a_sound_model_is_verified_without_the_hub(surroundings: Surroundings) -> None:
    download(TAGGER, quietly)
    surroundings.hub.asked.clear()
    found = verify(TAGGER, quietly)
    assert len(found.checked) == 2
    assert not found.unknown
    assert not surroundings.hub.asked


@pytest.mark.parametrize("path", [file.path for file in TAGGER.files])
def test_a_damaged_file_is_thrown_away_and_brought_again(
    surroundings: Surroundings, path: str
) -> None:
    folder = download(TAGGER, quietly)
    content = bytearray((folder / path).read_bytes())
    content[10] ^= 1
    (folder / path).write_bytes(content)
    with pytest.raises(ModelProblem, match=rf"damaged.*{path}.*models download wd14-tagger"):
        verify(TAGGER, quietly)
    assert status(TAGGER).missing == (path,)
    download(TAGGER, quietly)
    assert len(verify(TAGGER, quietly).checked) == 2


def test_a_folder_of_ones_own_is_held_against_the_hub_and_left_alone(
    surroundings: Surroundings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in TAGGER.files:
        (tmp_path / file.path).write_bytes(surroundings.hub.files[TAGGER.repository, file.path])
    use_folder(TAGGER.name, tmp_path)
    assert len(verify(TAGGER, quietly).checked) == 2
    (tmp_path / WEIGHTS).write_bytes(b"another version")
    with pytest.raises(ModelProblem, match=rf"damaged or holds another version.*{WEIGHTS}"):
        verify(TAGGER, quietly)
    assert (tmp_path / WEIGHTS).read_bytes() == b"another version"
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert len(verify(TAGGER, quietly).unknown) == 2


def test_a_folder_of_ones_own_is_never_deleted(surroundings: Surroundings, tmp_path: Path) -> None:
    for file in TAGGER.files:
        (tmp_path / file.path).write_bytes(b"weights")
    use_folder(TAGGER.name, tmp_path)
    with pytest.raises(ModelProblem, match="folder of your own and is not deleted"):
        remove(TAGGER)
    assert (tmp_path / WEIGHTS).exists()


def test_removing_leaves_other_files_of_the_repository(surroundings: Surroundings) -> None:
    surroundings.hub.files[TAGGER.repository, "another.bin"] = b"of another program"
    another = Path(hf_hub_download(TAGGER.repository, "another.bin"))
    download(TAGGER, quietly)
    assert remove(TAGGER) == LARGE + SMALL
    assert status(TAGGER).presence == "missing"
    assert another.read_bytes() == b"of another program"


def test_a_file_of_two_models_stays_for_the_other(surroundings: Surroundings) -> None:
    download(SPEED, quietly)
    download(CHARACTER, quietly)
    remove(SPEED)
    assert (locate(CHARACTER.name) / "Motion_with_LoRA" / "adapter_config.json").exists()
    remove(CHARACTER)
    assert status(CHARACTER).presence == "missing"


def test_what_an_interrupted_download_left_is_removed(surroundings: Surroundings) -> None:
    surroundings.hub.breaks, surroundings.hub.break_after = 1000, 100_000
    surroundings.hub.ranges, surroundings.hub.block = False, 50_000
    with pytest.raises(ModelProblem):
        download(TAGGER, quietly)
    assert remove(TAGGER) == 100_000
    with pytest.raises(ModelProblem, match="is not here"):
        remove(TAGGER)


def start(surroundings: Surroundings, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "pentimento_backend.models.errand", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={
            **os.environ,
            **surroundings.environment,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
    )


def read(process: subprocess.Popen[str]) -> list[dict[str, object]]:
    """What the errand writes until its end; its standard input stays open meanwhile."""
    assert process.stdout is not None
    lines = [json.loads(line) for line in process.stdout]
    process.wait(timeout=60)
    return lines


def wait_for_share(surroundings: Surroundings, size: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        shares = list(surroundings.cache.rglob("*.incomplete"))
        if any(share.stat().st_size > size for share in shares):
            return
        time.sleep(0.02)
    raise AssertionError("nothing came")


def test_an_errand_reports_in_json_lines(surroundings: Surroundings) -> None:
    process = start(surroundings, "download", TAGGER.name)
    lines = read(process)
    assert process.returncode == 0
    assert str(locate(TAGGER.name)) in str(lines[-1]["sentence"])
    assert lines[-2]["total"] == LARGE + SMALL


def test_a_failed_errand_ends_in_its_sentence(surroundings: Surroundings) -> None:
    surroundings.hub.codes = {WEIGHTS: (401, "GatedRepo")}
    process = start(surroundings, "download", TAGGER.name)
    lines = read(process)
    assert process.returncode == 1
    assert "licence accepted" in str(lines[-1]["sentence"])


@pytest.mark.parametrize("end", ["kill", "parent gone"])
def test_a_killed_errand_goes_on_where_it_was(surroundings: Surroundings, end: str) -> None:
    hub = surroundings.hub
    hub.block, hub.pause = 10_000, 0.1
    process = start(surroundings, "download", TAGGER.name)
    wait_for_share(surroundings, 30_000)
    if end == "kill":
        process.kill()
    else:
        assert process.stdin is not None
        process.stdin.close()
    process.wait(timeout=5)
    assert status(TAGGER).presence == "partial"
    hub.pause = 0
    hub.asked.clear()
    download(TAGGER, quietly)
    (asked,) = hub.ranges_asked(WEIGHTS)
    assert int(asked.removeprefix("bytes=").removesuffix("-")) > 30_000
