"""What the Hugging Face hub says of a model's files, and its errors in sentences for painters."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx2
from huggingface_hub import constants, get_hf_file_metadata, hf_hub_url
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
)

from .catalogue import ModelEntry, ModelFile
from .problem import CannotWrite, DiskFull, ModelProblem, NoNetwork

DIGEST = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""Git's SHA-1 of a small file, or the SHA-256 of a large one: the hub's names of contents."""

TOKEN_ADVICE = "make a token at https://huggingface.co/settings/tokens, set HF_TOKEN to it"


@dataclass(frozen=True)
class PublishedFile:
    """A file as the hub has it at one commit: its digest (see DIGEST) and its size in bytes."""

    file: ModelFile
    commit: str
    url: str
    digest: str
    size: int


def published_files(model: ModelEntry) -> Iterator[PublishedFile]:
    """Yield the files of a model, all of one commit. Raises ModelProblem."""
    revision = model.revision
    for file in model.files:
        published = published_file(model, file, revision)
        revision = published.commit
        yield published


def published_file(model: ModelEntry, file: ModelFile, revision: str) -> PublishedFile:
    """Ask the hub about one file. Raises ModelProblem."""
    url = hf_hub_url(model.repository, file.path, revision=revision)
    with told_in_sentences(model):
        found = get_hf_file_metadata(url)
    digest, commit, size = found.etag or "", found.commit_hash, found.size
    if not DIGEST.fullmatch(digest) or not commit or size is None:
        raise ModelProblem(
            f"{constants.ENDPOINT} does not answer like the Hugging Face hub: check HF_ENDPOINT."
        )
    if file.sha256 not in (None, digest):
        raise ModelProblem(
            f"{file.path} of {model.repository} is no longer the file that Pentimento knows: "
            "update Pentimento, or name a folder that holds the model with "
            f"`pentimento models use {model.name} FOLDER`."
        )
    return PublishedFile(file, commit, url, digest, size)


@contextmanager
def told_in_sentences(model: ModelEntry) -> Iterator[None]:
    """Turn what can go wrong with the hub and the disk into ModelProblem."""
    try:
        yield
    except ModelProblem:
        raise
    except (httpx2.TransportError, LocalEntryNotFoundError) as error:
        raise NoNetwork(
            f"{constants.ENDPOINT} cannot be reached: check the connection and download again; "
            "what has arrived is kept."
        ) from error
    except OfflineModeIsEnabled as error:
        raise NoNetwork("HF_HUB_OFFLINE forbids downloads: unset it.") from error
    except HfHubHTTPError as error:
        raise ModelProblem(_refusal(model, error)) from error
    except OSError as error:
        raise _disk_trouble(error) from error


def _refusal(model: ModelEntry, error: HfHubHTTPError) -> str:
    repository = model.repository
    code = error.response.status_code
    if isinstance(error, GatedRepoError):
        return (
            f"The owner of {repository} wants the licence accepted: do that at "
            f"https://huggingface.co/{repository}, {TOKEN_ADVICE}, and download again."
        )
    if isinstance(error, RemoteEntryNotFoundError):
        return (
            f"{repository} lacks a file of the model {model.title}: update Pentimento, or name a "
            f"folder that holds the model with `pentimento models use {model.name} FOLDER`."
        )
    if isinstance(error, RepositoryNotFoundError) or code in {401, 403}:
        return (
            f"The hub does not give out {repository}: it is gone, or private. Where you may read "
            f"it, {TOKEN_ADVICE}, and download again."
        )
    return f"The hub answers with error {code}: download again later; what has arrived is kept."


def _disk_trouble(error: OSError) -> ModelProblem:
    cache = constants.HF_HUB_CACHE
    if error.errno == errno.ENOSPC:
        return DiskFull(
            f"The disk of {cache} is full: free some space, or set HF_HOME to a folder on another "
            "disk, and download again; what has arrived is kept."
        )
    reason = error.strerror or str(error)
    return CannotWrite(
        f"{cache} cannot be written ({reason}): make it writable, or set HF_HOME to another one."
    )
