"""Reads members of a zip file within bounds; nothing of it is ever unpacked to the disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pentimento_protocol import limits

from .artwork import Flaw

MAX_XML_BYTES = 16_000_000
MAX_MEMBER_BYTES = limits.MAX_PAYLOAD_BYTES
MAX_UNPACKED_BYTES = 2 * limits.MAX_SUBMIT_BYTES
"""Largest sum of what is read from one file; a small file that holds more is a trap."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a packing method or version that nobody writes in such files
    RuntimeError,  # encrypted
    ValueError,
    OverflowError,
)


class Archive:
    """A zip file open for reading, as context manager; Flaw for whatever is wrong with it.

    Members are found by their names in the file and nowhere else, so a name such as
    "../../secret" leads to nothing outside.
    """

    def __init__(self, path: Path) -> None:
        self._left = MAX_UNPACKED_BYTES
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGE:
            raise Flaw("it is cut short or damaged") from None
        self.names = frozenset(self._zip.namelist())

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        """Say whether there is a member of this name."""
        return name in self.names

    def read(self, name: str, limit: int = MAX_MEMBER_BYTES) -> bytes:
        """Return a member's bytes; Flaw where it is missing, damaged or larger than `limit`."""
        if name not in self.names:
            raise Flaw(f"its part {name!r} is missing")
        limit = min(limit, self._left)
        try:
            with self._zip.open(name) as member:
                data = member.read(limit + 1)
        except _DAMAGE:
            raise Flaw(f"its part {name!r} is damaged") from None
        if len(data) > limit:
            raise Flaw(f"its part {name!r} unpacks to more than such a file can need")
        self._left -= len(data)
        return data

    def read_xml(self, name: str) -> Element:
        """Return the root element of an XML member; entities are refused, they can be bombs."""
        data = self.read(name, MAX_XML_BYTES)
        try:
            return fromstring(data)
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            raise Flaw(f"its part {name!r} is damaged") from None
