"""Brings the files of a model from the hub into the Hugging Face cache of this computer.

The hub's library keeps the cache, but its downloads start from the beginning after a break. So the
bytes are brought here, into the place where the library looks for them (`blobs/DIGEST`, under
another name until they are whole and checked), and the library then files them in the cache.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from huggingface_hub import constants, hf_hub_download
from huggingface_hub.file_download import are_symlinks_supported
from huggingface_hub.utils import WeakFileLock

from .catalogue import ModelEntry
from .digests import digest_like
from .folders import named_folders
from .hub import PublishedFile, published_files, told_in_sentences
from .library import UNFINISHED, cache_folder, file_in, size_of, status
from .problem import DiskFull, ModelProblem, NoNetwork
from .transfer import bring

Report = Callable[[int, int, str], None]
"""Told how far the work is: bytes done, bytes in all, and a few words."""

SPARE_ROOM = 256 * 10**6
"""Bytes that must stay free on the disk."""


def download(model: ModelEntry, report: Report) -> Path:
    """Bring what is missing of a model, check it, and return its folder. Raises ModelProblem."""
    if model.name in named_folders():
        raise ModelProblem(
            f"{model.title} is taken from a folder of your own: `pentimento models use "
            f"{model.name} --from-hub` first, if you want it downloaded."
        )
    if constants.HF_HUB_OFFLINE:
        raise NoNetwork(
            f"{model.title} ({size_of(model)}) cannot be downloaded while HF_HUB_OFFLINE is set: "
            "unset it and try again."
        )
    report(0, model.size, "asking the hub")
    files = list(published_files(model))
    with told_in_sentences(model):
        _Delivery(model, files, report).bring_all()
    found = status(model)
    if found.presence != "complete":
        raise ModelProblem(
            f"{model.repository} has changed during the download: download again, only what is "
            "new is brought."
        )
    return found.place


class _Delivery:
    """All files of one model on their way into the cache."""

    def __init__(self, model: ModelEntry, files: Sequence[PublishedFile], report: Report) -> None:
        self._model = model
        self._files = files
        self._report = report
        self._folder = cache_folder(model)
        self._total = sum(file.size for file in files)
        self._done = sum(self._have(file) for file in files)
        self._note = ""

    def bring_all(self) -> None:
        """Bring, check and file what is not there; raises ModelProblem, and what the hub raises."""
        self._check_room()
        for number, file in enumerate(self._files, 1):
            self._note = f"file {number} of {len(self._files)}"
            self._pass(0)
            if not self._filed(file):
                self._bring(file)
                self._file(file)

    def _bring(self, file: PublishedFile) -> None:
        blob = self._blob(file)
        blob.parent.mkdir(parents=True, exist_ok=True)
        with self._locked(file):
            if blob.exists():
                return
            coming = self._coming(file)
            resumed = coming.exists()
            right = self._bring_and_check(file, coming)
            if resumed and not right:
                right = self._bring_and_check(file, coming)  # the earlier share was damaged
            if not right:
                raise ModelProblem(
                    f"{file.file.path} of {self._model.repository} arrived with a wrong checksum "
                    "and was thrown away: download again, and if that happens once more, check "
                    "the connection and HF_ENDPOINT."
                )
            coming.replace(blob)

    def _bring_and_check(self, file: PublishedFile, coming: Path) -> bool:
        """Return whether the file has come as it should; otherwise nothing of it is left."""
        bring(file.url, coming, file.size, self._pass)
        self._report(self._done, self._total, f"checking {file.file.path}")
        right = digest_like(file.digest, coming, lambda _: None) == file.digest
        if not right:
            coming.unlink()
            self._pass(-file.size)
        return right

    def _file(self, file: PublishedFile) -> None:
        model = self._model
        place = hf_hub_download(model.repository, file.file.path, revision=model.revision)
        if not Path(place).is_symlink():
            # where links cannot be made the library copies, and one copy is enough
            self._blob(file).unlink(missing_ok=True)

    def _pass(self, count: int) -> None:
        self._done += count
        self._report(self._done, self._total, self._note)

    def _check_room(self) -> None:
        cache = Path(constants.HF_HUB_CACHE)
        cache.mkdir(parents=True, exist_ok=True)
        needed = self._total - self._done + SPARE_ROOM
        if not are_symlinks_supported(cache):
            needed += max(file.size for file in self._files)
        free = shutil.disk_usage(cache).free
        if free < needed:
            raise DiskFull(
                f"{self._model.title} needs {needed / 1e9:.1f} GB in {cache}, and "
                f"{free / 1e9:.1f} GB are free: free some space, or set HF_HOME to a folder on "
                "another disk."
            )

    def _have(self, file: PublishedFile) -> int:
        if self._filed(file) or self._blob(file).exists():
            return file.size
        try:
            have = self._coming(file).stat().st_size
        except OSError:
            return 0
        return have if have <= file.size else 0

    def _filed(self, file: PublishedFile) -> bool:
        return file_in(self._folder / "snapshots" / file.commit, file.file).exists()

    def _blob(self, file: PublishedFile) -> Path:
        return self._folder / "blobs" / file.digest

    def _coming(self, file: PublishedFile) -> Path:
        return self._folder / "blobs" / f"{file.digest}{UNFINISHED}"

    @contextmanager
    def _locked(self, file: PublishedFile) -> Iterator[None]:
        # the lock of the hub's library, so that other programs keep out meanwhile
        lock = self._folder.parent / ".locks" / self._folder.name / f"{file.digest}.lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        with WeakFileLock(lock):
            yield
