"""Where models lie: in a folder named by hand, or in the Hugging Face cache of this computer.

The cache is the one that all programs on this computer share (HF_HUB_CACHE, HF_HOME); its layout:
<cache>/models--OWNER--NAME/{blobs/ETAG, refs/REVISION, snapshots/COMMIT/FILE}. It is read here
without the hub's library, whose import takes longer than everything else at the server's start.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from huggingface_hub import constants

from .catalogue import ModelEntry, ModelFile, entry
from .folders import name_folder, named_folders
from .problem import ModelProblem, ModelsMissing

Presence = Literal["missing", "partial", "complete"]
Origin = Literal["folder", "cache"]

UNFINISHED = ".incomplete"
"""Suffix of files on their way into the cache, as older versions of the hub's library wrote it."""


@dataclass(frozen=True)
class ModelStatus:
    """What there is of a model.

    `place` is its folder, or where it will come to lie. `here` counts bytes, also of files that
    are still on their way; `missing` names files.
    """

    presence: Presence
    origin: Origin
    place: Path
    here: int
    missing: tuple[str, ...]


def locate(name: str) -> Path:
    """Return the folder of a complete model; raises ModelsMissing that says how to get it."""
    model = entry(name)
    found = status(model)
    if found.presence != "complete":
        raise ModelsMissing(_not_here(model, found))
    return found.place


def status(model: ModelEntry) -> ModelStatus:
    """Return what there is of a model. Raises ModelProblem where the named folders are damaged."""
    folder = named_folders().get(model.name)
    if folder is not None:
        return _status_in(model, folder, "folder")
    best = min(
        (_status_in(model, snapshot, "cache") for snapshot in _snapshots(model)),
        key=lambda found: len(found.missing),
        default=None,
    )
    if best is not None and best.presence == "complete":
        return best
    place = cache_folder(model)
    here = (best.here if best else 0) + _bytes_coming(place)
    missing = best.missing if best else tuple(file.path for file in model.files)
    return ModelStatus("partial" if here else "missing", "cache", place, here, missing)


def use_folder(name: str, folder: Path | None) -> None:
    """Take a model from a folder from now on, or (None) from the cache again.

    Raises ModelProblem for a folder that lacks some of the model's files.
    """
    model = entry(name)
    if folder is not None:
        folder = folder.expanduser().absolute()
        found = _status_in(model, folder, "folder")
        if found.missing:
            raise ModelProblem(
                f"{folder} is not the whole {model.title}: it lacks {_some(found.missing)}."
            )
    name_folder(name, folder)


def cache_folder(model: ModelEntry) -> Path:
    """Return the folder of the model's repository in the cache."""
    owner, _, name = model.repository.partition("/")
    return Path(constants.HF_HUB_CACHE) / f"models--{owner}--{name}"


def file_in(folder: Path, file: ModelFile) -> Path:
    """Return where a file of a model lies in the model's folder."""
    return folder.joinpath(*file.path.split("/"))


def size_of(model: ModelEntry) -> str:
    """Return a model's size for people."""
    if not model.size:
        return "size not known"
    gigabytes = model.size / 1e9
    shown = f"{gigabytes:.1f} GB" if gigabytes >= 1 else f"{gigabytes * 1e3:.0f} MB"
    return shown if model.size_known else f"more than {shown}"


def _status_in(model: ModelEntry, folder: Path, origin: Origin) -> ModelStatus:
    here, missing = 0, list[str]()
    for file in model.files:
        try:
            size = file_in(folder, file).stat().st_size
        except OSError:
            size = 0
        here += size
        if size == 0:
            missing.append(file.path)
    presence: Presence = "partial" if here else "missing"
    if not missing:
        presence = "complete"
    return ModelStatus(presence, origin, folder, here, tuple(missing))


def _snapshots(model: ModelEntry) -> list[Path]:
    """Return the model's snapshots in the cache, the one of its revision first."""
    folder = cache_folder(model)
    try:
        commit = (folder / "refs" / model.revision).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        commit = model.revision
    try:
        snapshots = sorted((folder / "snapshots").iterdir())
    except OSError:
        return []
    return sorted(snapshots, key=lambda snapshot: snapshot.name != commit)


def _bytes_coming(folder: Path) -> int:
    total = 0
    for path in (folder / "blobs").glob(f"*{UNFINISHED}"):
        try:
            total += path.stat().st_size
        except OSError:
            continue
    return total


def _not_here(model: ModelEntry, found: ModelStatus) -> str:
    if found.origin == "folder":
        return (
            f"{found.place} lacks {_some(found.missing)} of the model {model.title}: put that "
            f"there, or take the model from the hub with `pentimento models use {model.name} "
            "--from-hub`."
        )
    got = "is not here whole" if found.presence == "partial" else "is not here"
    if constants.HF_HUB_OFFLINE:
        way = (
            "HF_HUB_OFFLINE forbids downloads: unset it and run "
            f"`pentimento models download {model.name}`, or name a folder that holds the model "
            f"with `pentimento models use {model.name} FOLDER`."
        )
    else:
        way = f"get it with `pentimento models download {model.name}`."
    return f"The model {model.title} ({size_of(model)}) {got}; {way}"


def _some(paths: tuple[str, ...]) -> str:
    if len(paths) <= 2:
        return " and ".join(paths)
    return f"{paths[0]} and {len(paths) - 1} more files"
