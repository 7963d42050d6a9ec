"""Where models are found, and what is said of those that are not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from huggingface_hub import constants, hf_hub_download
from local_hub import COMMIT, digest_of
from surroundings import Surroundings

from pentimento_backend.models.catalogue import CATALOGUE, ModelEntry, ModelFile, entry
from pentimento_backend.models.folders import folders_file
from pentimento_backend.models.library import cache_folder, locate, size_of, status, use_folder
from pentimento_backend.models.problem import ModelProblem, ModelsMissing

TAGGER = entry("wd14-tagger")
SINGLE = entry("paints-undo-single-frame")


def fill(folder: Path, model: ModelEntry) -> Path:
    for file in model.files:
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"weights")
    return folder


def test_names_are_unique_and_all_files_lie_inside_their_folder() -> None:
    assert len({model.name for model in CATALOGUE}) == len(CATALOGUE)
    for model in CATALOGUE:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", model.repository)
        assert re.fullmatch(r"[a-z0-9.-]+", model.name)
        for file in model.files:
            assert ".." not in file.path.split("/")
            assert not file.path.startswith("/")


def test_an_unknown_name_is_told_which_there_are() -> None:
    with pytest.raises(ModelProblem, match=r"no model 'x'; there is: .*wd14-tagger"):
        locate("x")


def test_sizes_are_told_as_far_as_they_are_known() -> None:
    known = ModelFile("a.safetensors", 1_500_000_000)
    model = ModelEntry("a", "A", (), "", "a/a", "", (known, ModelFile("config.json")))
    assert size_of(model) == "1.5 GB"
    more = ModelEntry("a", "A", (), "", "a/a", "", (known, ModelFile("b.ckpt")))
    assert size_of(more) == "more than 1.5 GB"
    none = ModelEntry("a", "A", (), "", "a/a", "", (ModelFile("b.ckpt"),))
    assert size_of(none) == "size not known"


def test_a_missing_model_says_size_and_command(surroundings: Surroundings) -> None:
    with pytest.raises(ModelsMissing) as caught:
        locate(SINGLE.name)
    assert "2.1 GB" in str(caught.value)
    assert "`pentimento models download paints-undo-single-frame`" in str(caught.value)
    found = status(SINGLE)
    assert (found.presence, found.here, found.origin) == ("missing", 0, "cache")
    assert found.place == cache_folder(SINGLE)


def test_offline_mode_says_what_is_missing_and_both_ways(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelProblem) as caught:
        locate(SINGLE.name)
    for words in ("HF_HUB_OFFLINE", "2.1 GB", "models download", "models use"):
        assert words in str(caught.value)


def test_what_other_programs_have_downloaded_is_found(surroundings: Surroundings) -> None:
    places = {f.path: hf_hub_download(SINGLE.repository, f.path) for f in SINGLE.files}
    folder = locate(SINGLE.name)
    assert {path: str(folder / path) for path in places} == places


def test_a_snapshot_without_a_reference_is_found(surroundings: Surroundings) -> None:
    snapshot = fill(cache_folder(TAGGER) / "snapshots" / COMMIT, TAGGER)
    assert locate(TAGGER.name) == snapshot


def test_the_whole_snapshot_wins(surroundings: Surroundings) -> None:
    snapshots = cache_folder(SINGLE) / "snapshots"
    (snapshots / "new" / "unet").mkdir(parents=True)
    (snapshots / "new" / "unet" / "config.json").write_text("{}")
    refs = cache_folder(SINGLE) / "refs"
    refs.mkdir()
    (refs / "main").write_text("new")
    old, older = fill(snapshots / "old", SINGLE), fill(snapshots / "a", SINGLE)
    assert locate(SINGLE.name) in {old, older}
    fill(snapshots / "new", SINGLE)
    assert locate(SINGLE.name) == snapshots / "new"


def test_an_unfinished_download_is_partial(surroundings: Surroundings) -> None:
    folder = cache_folder(TAGGER)
    (folder / "blobs").mkdir(parents=True)
    share = folder / "blobs" / f"{digest_of(b'x', large=True)}.incomplete"
    share.write_bytes(b"12345")
    found = status(TAGGER)
    assert (found.presence, found.here) == ("partial", 5)
    with pytest.raises(ModelProblem, match="is not here whole"):
        locate(TAGGER.name)


def test_a_link_whose_blob_is_gone_is_missing(surroundings: Surroundings) -> None:
    snapshot = fill(cache_folder(TAGGER) / "snapshots" / COMMIT, TAGGER)
    weights = snapshot / TAGGER.files[0].path
    weights.unlink()
    weights.symlink_to("../../blobs/gone")
    assert status(TAGGER).missing == (TAGGER.files[0].path,)


def test_a_folder_named_by_hand_is_used_and_forgotten(
    surroundings: Surroundings, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "mine", TAGGER)
    use_folder(TAGGER.name, folder)
    assert locate(TAGGER.name) == folder
    assert status(TAGGER).origin == "folder"
    use_folder(TAGGER.name, None)
    assert status(TAGGER).presence == "missing"


def test_a_folder_that_lacks_files_is_refused_by_name(
    surroundings: Surroundings, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "mine", SINGLE)
    (folder / "unet" / "config.json").unlink()
    with pytest.raises(ModelProblem, match=r"it lacks unet/config\.json"):
        use_folder(SINGLE.name, folder)
    assert not folders_file().exists()


def test_a_named_folder_that_has_lost_files_says_which(
    surroundings: Surroundings, tmp_path: Path
) -> None:
    folder = fill(tmp_path / "mine", SINGLE)
    use_folder(SINGLE.name, folder)
    (folder / "vae" / "config.json").unlink()
    with pytest.raises(ModelProblem, match=r"lacks vae/config\.json.*--from-hub"):
        locate(SINGLE.name)


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', "[" * 100_000, "\xff"])
def test_a_damaged_list_of_folders_is_told(surroundings: Surroundings, content: str) -> None:
    folders_file().parent.mkdir(parents=True)
    folders_file().write_bytes(content.encode("latin-1"))
    with pytest.raises(ModelProblem, match="cannot be read: delete it"):
        locate(TAGGER.name)
