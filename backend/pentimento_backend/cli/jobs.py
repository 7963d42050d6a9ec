"""`pentimento jobs`: the jobs that the backend keeps."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import Annotated

import typer

from pentimento_protocol.client import new_id
from pentimento_protocol.messages import (
    Accepted,
    Cancel,
    Delete,
    Done,
    JobList,
    JobSummary,
    ListJobs,
    Resume,
)

from .failure import BAD_INPUT, Failure
from .following import Link
from .reporting import reporter_for
from .result_options import Json, Kra, Out, Sheet, Strokes, Video

jobs = typer.Typer(no_args_is_help=True, help="List, resume, cancel and delete stored jobs.")
JobId = Annotated[str, typer.Argument(help="A job's id, or its first letters.")]


@jobs.command("list")
def list_jobs(as_json: Json = False) -> None:
    """List the stored jobs, newest first."""
    link = Link(_say)
    summaries = link.ask(ListJobs(new_id()), JobList).jobs
    link.close()
    if as_json:
        typer.echo(json.dumps([asdict(summary) for summary in summaries], indent=1))
        return
    for summary in summaries:
        made = time.strftime("%Y-%m-%d %H:%M", time.localtime(summary.created))
        done = f"{summary.frames_done}/{summary.frames}"
        typer.echo(f"{summary.job[:12]}  {made}  {summary.state:9}  {done:>9}  {summary.title}")


@jobs.command()
def show(job: JobId, as_json: Json = False) -> None:
    """Show all that is known of a job."""
    link = Link(_say)
    summary = _find(link, job)
    link.close()
    if as_json:
        typer.echo(json.dumps(asdict(summary), indent=1))
        return
    for name, value in asdict(summary).items():
        typer.echo(f"{name:15} {value}")


@jobs.command()
def resume(
    job: JobId,
    out: Out = None,
    video: Video = None,
    kra: Kra = None,
    contact_sheet: Sheet = None,
    strokes: Strokes = None,
    as_json: Json = False,
) -> None:
    """Go on with a job where it stopped, and write its frames, all of them."""
    from .results import Wanted, receive

    wanted = Wanted(out, video, kra, contact_sheet, strokes)
    wanted.check()
    link = Link(_say)
    summary = _find(link, job)
    if summary.state in {"failed", "cancelled"}:
        link.ask(Resume(new_id(), summary.job), Accepted)
    receive(link, summary, wanted, reporter_for(as_json, summary.frames))


@jobs.command()
def cancel(job: JobId) -> None:
    """Cancel a job; its frames are kept."""
    _do(job, Cancel)


@jobs.command()
def delete(job: JobId) -> None:
    """Delete a job and its frames."""
    _do(job, Delete)


def _do(job: str, request: type[Cancel] | type[Delete]) -> None:
    link = Link(_say)
    try:
        link.ask(request(new_id(), _find(link, job).job), Done)
    finally:
        link.close()


def _find(link: Link, job: str) -> JobSummary:
    summaries = link.ask(ListJobs(new_id()), JobList).jobs
    found = [summary for summary in summaries if job and summary.job.startswith(job)]
    if len(found) == 1:
        return found[0]
    problem = "There is no job" if not found else "There is more than one job"
    raise Failure(f"{problem} {job!r}: see `pentimento jobs list`.", BAD_INPUT)


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
