"""`pentimento jobs`: the jobs that the backend keeps."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.descriptions import JobSummary
from pentimento_protocol.errand_messages import (
    EXPORT_ENDINGS,
    WHOLE_EXPORTS_SINCE,
    Export,
    ExportKind,
)
from pentimento_protocol.messages import (
    Accepted,
    Cancel,
    Delete,
    Done,
    PaintNext,
    Resume,
)

from .command_group import command_group
from .failure import BAD_INPUT, JOB_FAILED, Failure
from .following import Link, cancelled_on_interrupt, linked
from .kept_jobs import find_job
from .option_groups import takes_groups
from .reporting import reporter_for, say
from .result_options import Json, ResultOptions

jobs = command_group("List, export, resume, reorder, cancel and delete stored jobs.")
JobId = Annotated[str, typer.Argument(metavar="JOB", help="A job's id, or its first letters.")]


@jobs.command("list")
def list_jobs(as_json: Json = False) -> None:
    """List the stored jobs, newest first."""
    with linked() as link:
        summaries = link.list_jobs()
    if as_json:
        typer.echo(json.dumps([asdict(summary) for summary in summaries], indent=1))
        return
    for summary in summaries:
        done = f"{summary.frames_done}/{summary.frames}"
        state = summary.state if summary.place is None else f"{summary.state} {summary.place}"
        typer.echo(
            f"{summary.job[:12]}  {_date(summary.created)}  {state:9}  {done:>9}  {summary.title}"
        )


@jobs.command()
def tree() -> None:
    """Show which job goes on from which (see `pentimento redo`)."""
    from .job_tree import print_tree

    with linked() as link:
        summaries = link.list_jobs()
    print_tree(summaries)


@jobs.command()
def show(job: JobId, as_json: Json = False) -> None:
    """Show all that is known of a job."""
    with linked() as link:
        summary = find_job(link, job)
    if as_json:
        typer.echo(json.dumps(asdict(summary), indent=1))
        return
    for name, value in _told(summary).items():
        if value not in ("", None):
            typer.echo(f"{name.replace('_', ' '):15} {value}")


def _told(job: JobSummary) -> dict[str, object]:
    """Return what is known of a job, in words and by name."""
    parent = job.parent
    return {
        **asdict(job),
        "created": _date(job.created),
        "options": ", ".join(f"{name}={value}" for name, value in sorted(job.options.items())),
        "parent": "" if parent is None else f"frame {parent.frame} of {parent.job}",
    }


def _date(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


@jobs.command()
@takes_groups
def resume(job: JobId, results: ResultOptions) -> None:
    """Go on with a job that stopped, and write all its frames."""
    from .results import receive

    wanted = results.wanted()
    wanted.check()
    link = Link(say)
    summary = find_job(link, job)
    with cancelled_on_interrupt(summary.job):
        if summary.state in {"failed", "cancelled"}:
            link.ask(Resume(new_id(), summary.job), Accepted)
        receive(link, summary, wanted, reporter_for(results.as_json, summary.frames))


@jobs.command()
def export(
    job: JobId,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="What to write: .mp4, .webm, .gif, .png (contact sheet), .kra, .json or .json.gz "
            "or .svg (strokes); without an ending, a folder of pictures.",
        ),
    ],
    rate: Annotated[
        float, typer.Option("--fps", min=0.1, max=limits.MAX_FRAME_RATE, help="Frames a second.")
    ] = 6.0,
    hold: Annotated[
        float, typer.Option("--hold", min=0, max=60, help="Seconds that the last frame stays.")
    ] = 1.5,
    longest: Annotated[
        float | None,
        typer.Option("--longest", min=1, max=3600, help="Seconds that a video takes at most."),
    ] = None,
    side: Annotated[
        int | None,
        typer.Option("--size", min=16, max=limits.MAX_IMAGE_SIDE, help="Longest side, in pixels."),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Begin with what came before a branch (not strokes).")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over what is there already.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the frames of a kept job to a file, as far as it is."""
    from .errands import reporter_for, run

    path = file.expanduser().absolute()
    with linked() as link:
        if whole and link.client.version < WHOLE_EXPORTS_SINCE:
            raise Failure("This backend exports branches alone: update it.", BAD_INPUT)
        request = Export(
            new_id(),
            find_job(link, job).job,
            _kind(file),
            str(path),
            replace,
            rate,
            hold,
            longest,
            side,
            whole,
        )
        ended = run(link, request, reporter_for(as_json, path.name))
    if ended.outcome != "finished":
        raise Failure(ended.sentence, JOB_FAILED)
    if not as_json:
        typer.echo(ended.sentence)


def _kind(file: Path) -> ExportKind:
    name = file.name.lower()
    for kind, endings in EXPORT_ENDINGS.items():
        if name.endswith(endings):
            return kind
    if "." in name:
        known = ", ".join(chain.from_iterable(EXPORT_ENDINGS.values()))
        raise Failure(f"{file} must end in {known}, or in nothing.", BAD_INPUT)
    return "images"


@jobs.command("next")
def paint_next(job: JobId) -> None:
    """Let a waiting job be painted next, before the others that wait."""
    _do(job, PaintNext)


@jobs.command()
def cancel(job: JobId) -> None:
    """Cancel a job; its frames are kept."""
    _do(job, Cancel)


@jobs.command()
def delete(job: JobId) -> None:
    """Delete a job and its frames."""
    _do(job, Delete)


def _do(job: str, request: type[Cancel] | type[Delete] | type[PaintNext]) -> None:
    with linked() as link:
        link.ask(request(new_id(), find_job(link, job).job), Done)
