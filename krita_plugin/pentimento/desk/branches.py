"""Processes that go on from a frame of another one: how they hang together."""

from __future__ import annotations

from typing import List, Sequence

from .process import PaintingProcess


def roots_of(processes: Sequence[PaintingProcess]) -> List[PaintingProcess]:
    """Return the processes that branch off none of the others, oldest first.

    One whose parent has been deleted is a root from then on.
    """
    known = {process.job_id for process in processes}
    return [one for one in processes if one.parent is None or one.parent.job not in known]


def branches_of(
    process: PaintingProcess, processes: Sequence[PaintingProcess]
) -> List[PaintingProcess]:
    """Return the processes that branch off this one: off its first frames before its last."""
    branches = [
        (one.parent.frame, number, one)
        for number, one in enumerate(processes)
        if one.parent is not None and one.parent.job == process.job_id
    ]
    return [one for _, _, one in sorted(branches, key=lambda branch: branch[:2])]
