"""One question about pictures, from the painter's files to the files of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pentimento_protocol import limits
from pentimento_protocol.client import new_id
from pentimento_protocol.messages import EngineDescription, JobList, ListJobs
from pentimento_protocol.wire import OptionValue

from .engines import parse_options
from .failure import BAD_INPUT, Failure
from .following import Link, cancelled_on_interrupt, submit
from .order_wish import read_order_wish
from .pictures import check_same_size, read_picture
from .question_options import PaintingOptions, WishOptions
from .reporting import Reporter, reporter_for
from .results import Wanted, open_and_close, receive
from .submission import State, Subject, process_submission, scaled_artwork, scaled_canvas

SMALLEST_SIDE = 16


@dataclass(frozen=True)
class Settings:
    """How to paint.

    `engine` None takes the first that can answer. `size` is "canvas" or the long side of the frames
    in pixels; `options` are NAME=VALUE words for the engine, which come before those `inherited`
    from another job; `start_here` and `order` are pictures that say what comes first (see
    order_wish).
    """

    engine: str | None
    frames: int
    seed: int
    size: str
    options: Sequence[str]
    start_here: Path | None = None
    order: Path | None = None
    prompt: str | None = None
    inherited: Mapping[str, OptionValue] = field(default_factory=dict)

    @staticmethod
    def of(
        painting: PaintingOptions,
        engine: str | None,
        frames: int,
        wishes: WishOptions | None = None,
        prompt: str | None = None,
    ) -> Settings:
        """Return what the options of a command say."""
        wishes = wishes or WishOptions()
        return Settings(
            engine=engine,
            frames=frames,
            seed=painting.seed,
            size=painting.size,
            options=painting.option or [],
            start_here=wishes.start_here,
            order=wishes.order,
            prompt=prompt,
        )


def ask(
    task: str, pictures: Sequence[tuple[Path, int]], settings: Settings, wanted: Wanted, json: bool
) -> None:
    """Ask the backend for a process and write what it answers; raises Failure.

    `pictures` are files with the operation steps at which the process must show them, 999..0; the
    first names the process, and its layers go along. `json` reports in JSON lines.
    """
    wanted.check()
    side = long_side(settings.size)
    if len(pictures) > settings.frames:
        raise Failure(
            f"{len(pictures)} pictures need at least as many frames, not {settings.frames}: raise "
            "--frames.",
            BAD_INPUT,
        )
    artworks = [read_picture(path) for path, _ in pictures]
    for artwork in artworks[1:]:
        check_same_size(artwork, artworks[0])
    order = read_order_wish(settings.start_here, settings.order, artworks[0], side)
    first = scaled_artwork(artworks[0], side)
    subject = Subject(
        title=first.name,
        width=first.canvas.shape[1],
        height=first.canvas.shape[0],
        states=[
            State(scaled_canvas(artwork.canvas, side), step)
            for artwork, (_, step) in zip(artworks, pictures, strict=True)
        ],
        layers=first.layers,
        order=order,
    )
    send(task, subject, settings, wanted, json)


def send(task: str, subject: Subject, settings: Settings, wanted: Wanted, json: bool) -> None:
    """Ask the backend for a process about a subject and write what it answers; raises Failure."""
    open_and_close(wanted)
    reporter = reporter_for(json, settings.frames)
    send_over(Link(reporter.say), reporter, task, subject, settings, wanted)


def send_over(
    link: Link,
    reporter: Reporter,
    task: str,
    subject: Subject,
    settings: Settings,
    wanted: Wanted,
) -> None:
    """Do what `send` does over a link that is there already; link and reporter are closed."""
    try:
        engine = find_engine(link, settings.engine, task)
        options = _options(settings, engine, reporter)
        if wanted.strokes is not None and any(o.name == "keep_strokes" for o in engine.options):
            options["keep_strokes"] = True
        message, payloads = process_submission(
            task, subject, engine.name, settings.frames, settings.seed, options
        )
        with cancelled_on_interrupt(message.job):
            submit(link, message, payloads)
            summaries = link.ask(ListJobs(new_id()), JobList).jobs
            accepted = next(job for job in summaries if job.job == message.job)
            receive(link, accepted, wanted, reporter)
    finally:
        reporter.close()
        link.close()


def _options(
    settings: Settings, engine: EngineDescription, reporter: Reporter
) -> dict[str, OptionValue]:
    options = {**settings.inherited, **parse_options(settings.options, engine)}
    if settings.prompt is not None:
        if any(option.name == "prompt" for option in engine.options):
            options["prompt"] = settings.prompt
        else:
            reporter.say(
                f"The engine {engine.name} paints from pictures only: the prompt is left out."
            )
    return options


def long_side(size: str) -> int | None:
    """Return the pixels that --size says, None for the canvas's own size. Raises Failure."""
    if size == "canvas":
        return None
    if not size.isdecimal() or not SMALLEST_SIDE <= int(size) <= limits.MAX_IMAGE_SIDE:
        raise Failure(
            f"--size takes `canvas` or a number of pixels from {SMALLEST_SIDE} to "
            f"{limits.MAX_IMAGE_SIDE}, not {size!r}.",
            BAD_INPUT,
        )
    return int(size)


def find_engine(link: Link, name: str | None, task: str) -> EngineDescription:
    """Return the engine called so, or where `name` is None the first that can; raises Failure."""
    known = [] if link.client.welcome is None else link.client.welcome.engines
    for engine in known:
        if engine.name == name or (name is None and task in engine.tasks):
            return engine
    if name is None:
        raise Failure(f"The backend has no engine that can {task}: update it.", BAD_INPUT)
    names = ", ".join(engine.name for engine in known)
    raise Failure(f"There is no engine {name!r}; there is: {names}.", BAD_INPUT)
