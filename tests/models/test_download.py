"""Downloads from a hub whose connections break, lie, and say no."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from huggingface_hub import constants, try_to_load_from_cache
from local_hub import COMMIT
from surroundings import LARGE, Surroundings

from pentimento_backend.models import download as downloads
from pentimento_backend.models.catalogue import entry
from pentimento_backend.models.download import download
from pentimento_backend.models.library import locate, status
from pentimento_backend.models.problem import DiskFull, ModelProblem, NoNetwork

TAGGER = entry("wd14-tagger")
WEIGHTS = "wd-v1-4-moat-tagger-v2.onnx"
SINGLE = entry("paints-undo-single-frame")


class Reports(list[tuple[int, int, str]]):
    def __call__(self, done: int, total: int, note: str) -> None:
        self.append((done, total, note))


def interrupt(surroundings: Surroundings) -> None:
    """Leave the first 100 000 bytes of the tagger's weights behind."""
    hub = surroundings.hub
    hub.break_after, hub.breaks, hub.block = 100_000, 1000, 50_000
    hub.ranges = False  # every attempt starts anew and breaks at the same place
    with pytest.raises(ModelProblem):
        download(TAGGER, Reports())
    hub.breaks, hub.ranges = 0, True
    hub.asked.clear()


def test_a_whole_model_is_where_the_hubs_library_looks(surroundings: Surroundings) -> None:
    reports = Reports()
    folder = download(SINGLE, reports)
    assert locate(SINGLE.name) == folder
    contents = {f.path: surroundings.hub.files[SINGLE.repository, f.path] for f in SINGLE.files}
    for path, content in contents.items():
        found = try_to_load_from_cache(SINGLE.repository, path, surroundings.cache)
        assert found == str(folder / path)
        assert (folder / path).read_bytes() == content
    assert reports[-1][:2] == (sum(map(len, contents.values())),) * 2
    assert all(0 <= done <= total for done, total, _ in reports)
    assert not list(surroundings.cache.rglob("*.incomplete"))


def test_a_second_download_brings_nothing(surroundings: Surroundings) -> None:
    download(TAGGER, Reports())
    surroundings.hub.asked.clear()
    download(TAGGER, Reports())
    assert {method for method, _, _ in surroundings.hub.asked} == {"HEAD"}


def test_broken_connections_are_taken_up_where_they_broke(surroundings: Surroundings) -> None:
    hub = surroundings.hub
    hub.block, hub.break_after, hub.breaks = 20_000, 80_000, 3
    folder = download(TAGGER, Reports())
    assert (folder / WEIGHTS).read_bytes() == hub.files[TAGGER.repository, WEIGHTS]
    asked = hub.ranges_asked(WEIGHTS)
    assert asked == ["", "bytes=80000-", "bytes=160000-", "bytes=240000-"]


def test_a_connection_that_brings_nothing_is_given_up(surroundings: Surroundings) -> None:
    surroundings.hub.breaks = 1000
    with pytest.raises(ModelProblem, match="check the connection") as caught:
        download(TAGGER, Reports())
    assert "kept" in str(caught.value)


def test_a_busy_hub_is_asked_again(surroundings: Surroundings) -> None:
    surroundings.hub.busy = 3
    assert download(TAGGER, Reports()) == locate(TAGGER.name)


def test_an_earlier_attempts_share_is_not_brought_again(surroundings: Surroundings) -> None:
    interrupt(surroundings)
    assert status(TAGGER).presence == "partial"
    assert 100_000 <= status(TAGGER).here < LARGE
    reports = Reports()
    download(TAGGER, reports)
    assert surroundings.hub.ranges_asked(WEIGHTS) == ["bytes=100000-"]
    assert reports[1][0] >= 100_000


def test_a_damaged_share_is_thrown_away_and_brought_again(surroundings: Surroundings) -> None:
    interrupt(surroundings)
    (share,) = surroundings.cache.rglob("*.incomplete")
    share.write_bytes(b"x" * share.stat().st_size)
    reports = Reports()
    folder = download(TAGGER, reports)
    hub = surroundings.hub
    assert hub.ranges_asked(WEIGHTS) == ["bytes=100000-", ""]
    assert (folder / WEIGHTS).read_bytes() == hub.files[TAGGER.repository, WEIGHTS]
    assert reports[-1][0] == reports[-1][1]


def test_a_share_that_is_too_long_is_dropped(surroundings: Surroundings) -> None:
    interrupt(surroundings)
    (share,) = surroundings.cache.rglob("*.incomplete")
    share.write_bytes(b"x" * (LARGE + 1))
    assert download(TAGGER, Reports()) == locate(TAGGER.name)


def test_a_server_without_ranges_starts_anew(surroundings: Surroundings) -> None:
    hub = surroundings.hub
    hub.ranges, hub.block, hub.break_after, hub.breaks = False, 50_000, 100_000, 1
    reports = Reports()
    folder = download(TAGGER, reports)
    assert (folder / WEIGHTS).read_bytes() == hub.files[TAGGER.repository, WEIGHTS]
    assert reports[-1][0] == reports[-1][1]


def test_a_wrong_checksum_leaves_nothing(surroundings: Surroundings) -> None:
    surroundings.hub.corrupt = {WEIGHTS}
    with pytest.raises(ModelProblem, match=rf"{WEIGHTS}.*wrong checksum"):
        download(TAGGER, Reports())
    assert WEIGHTS in status(TAGGER).missing
    assert not list(surroundings.cache.rglob("*.incomplete"))
    surroundings.hub.corrupt = set()
    assert download(TAGGER, Reports()) == locate(TAGGER.name)


def test_a_small_files_checksum_is_checked_too(surroundings: Surroundings) -> None:
    surroundings.hub.corrupt = {"wd-v1-4-moat-tagger-v2.csv"}
    with pytest.raises(ModelProblem, match=r"csv.*wrong checksum"):
        download(TAGGER, Reports())


@pytest.mark.parametrize(
    ("code", "reason", "words"),
    [
        (404, "EntryNotFound", "lacks a file of the model"),
        (404, "RepoNotFound", "does not give out lllyasviel/misc"),
        (401, "RepoNotFound", "does not give out lllyasviel/misc"),
        (401, "GatedRepo", r"licence accepted.*HF_TOKEN"),
        (403, "GatedRepo", r"licence accepted.*HF_TOKEN"),
        (403, "", "does not give out lllyasviel/misc"),
        (500, "", r"error 500.*later"),
    ],
)
def test_refusals_are_one_sentence(
    surroundings: Surroundings, code: int, reason: str, words: str
) -> None:
    surroundings.hub.codes = {WEIGHTS: (code, reason)}
    with pytest.raises(ModelProblem, match=words) as caught:
        download(TAGGER, Reports())
    assert "\n" not in str(caught.value)


def test_no_network_is_one_sentence(surroundings: Surroundings) -> None:
    surroundings.hub.stop()
    with pytest.raises(NoNetwork, match="cannot be reached: check the connection"):
        download(TAGGER, Reports())


def test_another_server_is_not_taken_for_the_hub(surroundings: Surroundings) -> None:
    surroundings.hub.commit = ""
    with pytest.raises(ModelProblem, match="check HF_ENDPOINT"):
        download(TAGGER, Reports())


def test_a_full_disk_is_told_beforehand(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**12, 10**12, 10**5))
    with pytest.raises(ModelProblem, match=r"needs 0\.3 GB in .*cache.* free some space"):
        download(TAGGER, Reports())
    assert not surroundings.hub.ranges_asked(WEIGHTS)


def test_a_disk_that_fills_up_meanwhile_is_one_sentence(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(downloads, "bring", full)
    with pytest.raises(DiskFull, match=r"disk of .*cache is full"):
        download(TAGGER, Reports())


def test_offline_mode_downloads_nothing(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelProblem, match="HF_HUB_OFFLINE is set: unset it"):
        download(TAGGER, Reports())
    assert not surroundings.hub.asked


def test_where_links_cannot_be_made_each_file_is_there_once(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_SYMLINKS", True)
    folder = download(TAGGER, Reports())
    assert not (folder / WEIGHTS).is_symlink()
    assert folder.name == COMMIT
    files = [Path(path) for path in surroundings.cache.rglob("*") if path.is_file()]
    assert [path for path in files if path.stat().st_size == LARGE] == [folder / WEIGHTS]
