"""Which job goes on from which; apart from `jobs`, because rich takes a while to load."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from pentimento_protocol.descriptions import JobSummary

ID_LETTERS = 12
PIPE_WIDTH = 1000


def print_tree(jobs: Iterable[JobSummary]) -> None:
    """Print each job below the one that it goes on from, the oldest first."""
    kept = sorted(jobs, key=lambda job: job.created)
    nodes: dict[str, Tree] = {}
    roots: list[Tree] = []
    for job in kept:
        parent = job.parent
        if parent is None:
            nodes[job.job] = Tree(_line(job))
            roots.append(nodes[job.job])
            continue
        if parent.job not in nodes:
            nodes[parent.job] = Tree(Text(f"{parent.job[:ID_LETTERS]}  no longer kept"))
            roots.append(nodes[parent.job])
        nodes[job.job] = nodes[parent.job].add(_line(job))
    # what reads a pipe has no edge at which lines would have to be cut
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False)
    for root in roots:
        console.print(root)


def _line(job: JobSummary) -> Text:
    begin = "" if job.parent is None else f"from frame {job.parent.frame}  "
    done = f"{job.frames_done}/{job.frames}"
    how = f"{job.task} by {job.engine}, seed {job.seed}"
    return Text(f"{job.job[:ID_LETTERS]}  {begin}{job.state}  {done}  {how}  {job.title}")
