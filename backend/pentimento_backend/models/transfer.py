"""Brings one file from the hub, going on where an earlier attempt has stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import httpx2
from huggingface_hub import constants
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

MOST_FAILURES = 5
"""Connections in a row that may break without bringing anything."""

FIRST_PAUSE = 0.5
"""Seconds before a broken connection is tried again; doubled for each failure in a row."""

PASSING_TROUBLE = {408, 429, 500, 502, 503, 504}
"""HTTP codes that may be gone at the next attempt."""


def bring(url: str, path: Path, size: int, passed: Callable[[int], None]) -> None:
    """Make `path` the first `size` bytes at `url`; what the file already has is not asked again.

    `passed` is told how many bytes have come (a negative number: so many are dropped again).
    Raises httpx2.HTTPError, HfHubHTTPError and OSError.
    """
    failures = 0
    with path.open("ab") as file:
        if file.tell() > size:
            file.truncate(0)
        while file.tell() < size:
            before = file.tell()
            try:
                _stream(url, file, size, passed)
            except httpx2.HTTPError as trouble:
                failures = 0 if file.tell() > before else failures + 1
                if failures >= MOST_FAILURES or not _may_pass(trouble):
                    raise
                time.sleep(FIRST_PAUSE * 2**failures)


def _stream(url: str, file: BinaryIO, size: int, passed: Callable[[int], None]) -> None:
    have = file.tell()
    headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    timeout = constants.HF_HUB_DOWNLOAD_TIMEOUT
    with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
        hf_raise_for_status(response)
        if have and not _goes_on_at(have, response):
            file.truncate(0)
            passed(-have)
        for block in response.iter_bytes():
            file.write(block)
            passed(len(block))
            if file.tell() >= size:
                return


def _may_pass(trouble: httpx2.HTTPError) -> bool:
    if isinstance(trouble, HfHubHTTPError):
        return trouble.response.status_code in PASSING_TROUBLE
    return isinstance(trouble, httpx2.TransportError)


def _goes_on_at(have: int, response: httpx2.Response) -> bool:
    start = response.headers.get("Content-Range", "").partition("-")[0]
    return response.status_code == 206 and start == f"bytes {have}"
