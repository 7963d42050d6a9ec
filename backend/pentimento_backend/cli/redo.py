"""`pentimento redo`: take back a part of a process, and let it go on differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pentimento_protocol import limits

from .failure import BAD_INPUT, Failure
from .option_groups import takes_groups
from .question_options import EngineOptions, Prompt
from .result_options import ResultOptions

if TYPE_CHECKING:
    from pentimento_protocol.descriptions import JobSummary
    from pentimento_protocol.wire import OptionValue

    from .following import Link
    from .kept_jobs import KeptFrame
    from .submission import State, Subject

TASK = "complete"
FEWEST_FRAMES = 2


@takes_groups
def redo(
    job: Annotated[
        str, typer.Argument(metavar="JOB", help="A kept job's id, or its first letters.")
    ],
    *,
    undo: Annotated[
        int | None,
        typer.Option("--undo", min=1, max=999, help="Operation steps to take back: 999 is all."),
    ] = None,
    frame: Annotated[
        int | None,
        typer.Option("--frame", min=0, help="Go on from this frame; 0 is the first."),
    ] = None,
    toward_finish: Annotated[
        bool, typer.Option("--toward-finish", help="Come to the same finish in another way.")
    ] = False,
    prompt: Prompt = None,
    engine: Annotated[
        str | None, typer.Option("--engine", help="Another engine; the same one unless said.")
    ] = None,
    frames: Annotated[
        int | None,
        typer.Option(
            "--frames", min=1, max=limits.MAX_FRAMES, help="As many as were left unless said."
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", min=0, max=limits.MAX_SEED, help="The next one unless said."),
    ] = None,
    option: EngineOptions = None,
    results: ResultOptions,
) -> None:
    """Take back a part of JOB, and let it go on differently.

    It goes on with other words, another seed or another engine. The new process begins with the
    frame it goes on from; `pentimento jobs tree` shows what came from what. Without --out, --video,
    --kra, --contact-sheet or --strokes, the frames go into a folder NAME_redo_process in the
    current folder.
    """
    from pathlib import Path

    from .following import Link
    from .kept_jobs import find_job
    from .question import Settings, send_over
    from .reporting import reporter_for
    from .results import open_and_close

    wanted = results.wanted()
    wanted.check()
    reporter = reporter_for(results.as_json, frames or 0)
    link = Link(reporter.say)
    parent = find_job(link, job)
    wanted = wanted.or_folder(f"{Path(parent.title).stem or 'imagined'}_redo")
    open_and_close(wanted)
    begin = _begin(link, parent, undo, frame)
    states = [_state(begin)]
    if toward_finish:
        states.append(_finish(link, parent))
    name = _engine(link, parent, engine)
    settings = Settings(
        engine=name,
        frames=frames or max(FEWEST_FRAMES, parent.frames - begin.index),
        seed=(parent.seed + 1) % (limits.MAX_SEED + 1) if seed is None else seed,
        size="canvas",
        options=option or [],
        prompt=prompt,
        inherited=_inherited(link, parent, name),
    )
    send_over(link, reporter, TASK, _subject(parent, begin, states), settings, wanted)


def _begin(link: Link, parent: JobSummary, undo: int | None, frame: int | None) -> KeptFrame:
    from .kept_jobs import frame_at, frame_of_step

    if undo is not None and frame is None:
        return frame_of_step(link, parent, undo)
    if frame is not None and undo is None:
        return frame_at(link, parent, frame)
    raise Failure("Say where to go on from: either --undo STEPS or --frame N.", BAD_INPUT)


def _subject(parent: JobSummary, begin: KeptFrame, states: list[State]) -> Subject:
    from pentimento_protocol.descriptions import Branch

    from .submission import Subject

    return Subject(
        title=parent.title,
        width=parent.width,
        height=parent.height,
        states=states,
        parent=Branch(parent.job, begin.index),
    )


def _state(kept: KeptFrame) -> State:
    from .submission import State

    frame = kept.frame
    if frame.step == 0:
        raise Failure("This frame is finished: go on from an earlier one.", BAD_INPUT)
    return State(frame.image, frame.step, frame.origin)


def _finish(link: Link, parent: JobSummary) -> State:
    from .kept_jobs import frame_at
    from .submission import State

    if parent.state != "finished":
        raise Failure("This job has no finish yet: resume it, or do without.", BAD_INPUT)
    last = frame_at(link, parent, parent.frames - 1).frame
    return State(last.image, last.step, last.origin)


def _engine(link: Link, parent: JobSummary, wanted: str | None) -> str:
    """Return the engine to use: the wanted one, the parent's, or the first that can."""
    from .question import find_engine

    if wanted is not None:
        return find_engine(link, wanted, TASK).name
    known = [] if link.client.welcome is None else link.client.welcome.engines
    able = [engine.name for engine in known if TASK in engine.tasks]
    return parent.engine if parent.engine in able else find_engine(link, None, TASK).name


def _inherited(link: Link, parent: JobSummary, engine: str) -> dict[str, OptionValue]:
    """Return the parent's options; another engine shares no more than the prompt."""
    from .question import find_engine

    declared = {option.name for option in find_engine(link, engine, TASK).options}
    shared = declared if engine == parent.engine else declared & {"prompt"}
    return {name: value for name, value in parent.options.items() if name in shared}
