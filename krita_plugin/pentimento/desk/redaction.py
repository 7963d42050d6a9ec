"""Takes out of a text what is the painter's own business: paths, and names of user and machine."""

from __future__ import annotations

import getpass
import platform
import re
import sys
from pathlib import Path
from typing import List, Sequence

_OWN_FILE = re.compile(r"(?:[A-Za-z]:)?[\\/][^\s\"'<>|:*?]*?[\\/](pentimento(?:_\w+)?[\\/])")
_PATH = re.compile(
    r"(?:(?<!\w)[A-Za-z]:[\\/]|~[\\/]|(?<![\w.:/\\>-])/)"  # where a path begins
    r"[^\"'<>|:*?\n,;()]*?"  # names may hold blanks
    r"(\.\w{1,5})?(?=[\"'<>|:*?\n,;()]|$)"
)


def without_private_words(text: str, private: Sequence[str]) -> str:
    """Return `text` without paths outside of Pentimento's own package, and without `private`.

    Of a path, only its file type stays.
    """
    text = _OWN_FILE.sub(lambda match: f"…{match.group(1)}", text)
    text = _PATH.sub(lambda match: f"<path{match.group(1) or ''}>", text)
    for word in private:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "<private>", text)
    return text


def private_words() -> List[str]:
    """Return the names of user and machine, longest first; what is too short says nothing."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):
        user = ""
    words = {user, Path.home().name, platform.node(), platform.node().split(".")[0]}
    usual = {"root", "home", "user", "users", "krita", sys.platform}
    return sorted((word for word in words if len(word) > 2 and word.lower() not in usual), key=len)[
        ::-1
    ]
