"""Verifies models that are here, and removes them from the Hugging Face cache."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import constants, scan_cache_dir
from huggingface_hub.errors import CacheNotFound

from .catalogue import CATALOGUE, ModelEntry, ModelFile
from .digests import digest_like
from .download import Report
from .folders import named_folders
from .hub import DIGEST, published_file, told_in_sentences
from .library import UNFINISHED, cache_folder, file_in, locate, status
from .problem import ModelProblem


@dataclass(frozen=True)
class Verified:
    """What a verification has found: files checked, and those nobody knows the checksum of."""

    checked: tuple[str, ...]
    unknown: tuple[str, ...]


def verify(model: ModelEntry, report: Report) -> Verified:
    """Read all files of a model again and compare them with their checksums.

    Damaged files of the cache are thrown away, so that the next download brings them again; those
    of a folder named by hand are left alone. Raises ModelProblem that names damaged files.
    """
    folder = locate(model.name)
    paths = {file: file_in(folder, file) for file in model.files}
    total = sum(path.stat().st_size for path in paths.values())
    done = 0
    right, unknown, damaged = list[str](), list[str](), list[Path]()

    def passed(count: int) -> None:
        nonlocal done
        done += count
        report(done, total, "checking")

    for file, path in paths.items():
        expected = _expected_digest(model, file, path)
        if expected is None:
            unknown.append(file.path)
            passed(path.stat().st_size)
        elif digest_like(expected, path, passed) == expected:
            right.append(file.path)
        else:
            damaged.append(path)
    if damaged:
        raise ModelProblem(_throw_away(model, folder, damaged))
    return Verified(tuple(right), tuple(unknown))


def remove(model: ModelEntry) -> int:
    """Remove a model from the cache; returns how many bytes that frees. Raises ModelProblem.

    Files that belong to another model that is here stay.
    """
    folder = named_folders().get(model.name)
    if folder is not None:
        raise ModelProblem(
            f"{folder} is a folder of your own and is not deleted: `pentimento models use "
            f"{model.name} --from-hub` makes Pentimento forget it."
        )
    if status(model).presence == "missing":
        raise ModelProblem(f"{model.title} is not here: nothing is to be removed.")
    wanted = {file.path for file in model.files} - _needed_by_others(model)
    freed = 0
    with told_in_sentences(model):
        freed += _remove_filed(model, wanted)
        for path in (cache_folder(model) / "blobs").glob(f"*{UNFINISHED}"):
            freed += path.stat().st_size
            path.unlink()
    return freed


def _remove_filed(model: ModelEntry, wanted: set[str]) -> int:
    try:
        cache = scan_cache_dir(constants.HF_HUB_CACHE)
    except CacheNotFound:
        return 0
    files = [
        file
        for repository in cache.repos
        if repository.repo_id == model.repository and repository.repo_type == "model"
        for revision in repository.revisions
        for file in revision.files
        if file.file_path.relative_to(revision.snapshot_path).as_posix() in wanted
    ]
    strategy = cache.delete_files(*files)
    strategy.execute()
    return strategy.expected_freed_size


def _needed_by_others(model: ModelEntry) -> set[str]:
    return {
        file.path
        for other in CATALOGUE
        if other.repository == model.repository and other.name != model.name
        if status(other).presence == "complete"
        for file in other.files
    }


def _expected_digest(model: ModelEntry, file: ModelFile, path: Path) -> str | None:
    if file.sha256 is not None:
        return file.sha256
    blob = path.readlink().name if path.is_symlink() else ""
    if DIGEST.fullmatch(blob):
        return blob
    if constants.HF_HUB_OFFLINE:
        return None
    try:
        return published_file(model, file, model.revision).digest
    except ModelProblem:
        return None


def _throw_away(model: ModelEntry, folder: Path, damaged: list[Path]) -> str:
    names = ", ".join(path.relative_to(folder).as_posix() for path in damaged)
    if model.name in named_folders():
        return (
            f"{folder} is damaged or holds another version of {model.title}: {names}; put the "
            "published files there."
        )
    for path in damaged:
        blob = path.resolve()
        path.unlink()
        blob.unlink(missing_ok=True)
    return (
        f"{model.title} is damaged, and what is wrong was thrown away ({names}): bring it again "
        f"with `pentimento models download {model.name}`."
    )
