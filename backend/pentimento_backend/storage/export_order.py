"""What a process that exports a job is told: what is wanted, and which frames there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pentimento_protocol.descriptions import JobSummary
from pentimento_protocol.errand_messages import Export
from pentimento_protocol.wire import Catalogue, Message, ProtocolError, decode, encode

from .ledger import FrameRecord


@dataclass(frozen=True)
class Stretch:
    """The first frames of a job, those that are wanted; `folder` is its own (see job_folder)."""

    job: JobSummary
    folder: str
    frames: list[FrameRecord]


@dataclass(frozen=True)
class ExportOrder(Message):
    """Write what `wanted` says: the frames of all stretches, of which the last is the job's own.

    Those before it are of the jobs that it goes on from, the first one first. What is not complete
    yet lies in the folder `workroom`.
    """

    TYPE: ClassVar[str] = "export-order"
    wanted: Export
    stretches: list[Stretch]
    workroom: str

    def to_line(self) -> str:
        """Return the line for the process's standard input."""
        return encode(self)[0].decode("utf-8")

    @staticmethod
    def from_line(line: str) -> ExportOrder:
        """Return the order that `to_line` wrote; raises ProtocolError."""
        order = decode([line.encode("utf-8")], Catalogue([ExportOrder]))
        if not isinstance(order, ExportOrder):
            raise ProtocolError("bad-header", "This is no order for an export.")
        return order
