"""One job in the worker: run the engine, pin the givens, code and keep each frame."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from pentimento_protocol.wire import ProtocolError

from ..canvas_coding import encode_canvas
from ..engines.interface import (
    FIRST_STEP,
    Cancelled,
    EngineInfo,
    Frame,
    Given,
    ProcessRequest,
    UnpaintableRequest,
)
from ..engines.model_work.options import MEMORY_BUDGET
from ..engines.registry import load_engine
from ..imaging.pin import pin
from ..models.problem import ModelProblem
from ..storage.job_folder import JobFolder, StoreFull
from ..taking_thread import TakingThread
from .orders import FrameWritten, WorkEnded, WorkOrder
from .outbox import Outbox
from .request import UnreadableRequest, stored_request
from .studio import WorkerStudio

log = logging.getLogger(__name__)


class FrameKeeper:
    """Codes the frames of a job, keeps them in its folder and tells the server."""

    def __init__(self, job: str, folder: JobFolder, outbox: Outbox) -> None:
        self._job = job
        self._folder = folder
        self._outbox = outbox

    def keep(self, numbered: tuple[int, Frame]) -> None:
        """Keep a frame, which comes with its index; raises StoreFull or OSError."""
        index, frame = numbered
        header, data = encode_canvas(frame.image)
        self._folder.write_frame(index, data)
        message = FrameWritten(
            "", self._job, index, frame.origin, header, frame.step, frame.stage, frame.layer
        )
        self._outbox.send(message)


def do_order(order: WorkOrder, folder: JobFolder, studio: WorkerStudio, outbox: Outbox) -> None:
    """Do one order and tell the server how it ended, in one sentence where it failed."""
    sentence, code = "", ""
    try:
        _paint(order, folder, studio, outbox)
    except Cancelled:
        sentence, code = "Cancelled.", "cancelled"
    except (UnpaintableRequest, ProtocolError) as problem:
        sentence, code = str(problem), "unpaintable"
    except UnreadableRequest as problem:
        log.exception("job %s", order.job)
        sentence, code = str(problem), "cannot-read"
    except ModelProblem as problem:
        sentence, code = str(problem), problem.code
    except StoreFull as problem:
        sentence, code = str(problem), "disk-full"
    except MemoryError:
        sentence = "There is not enough memory for this canvas: scale a copy down and try again."
        code = "out-of-memory"
    except OSError as error:
        log.exception("job %s", order.job)
        sentence = f"The frames could not be written ({error.strerror}); resume the job later."
        code = "cannot-write"
    except Exception as error:
        log.exception("job %s", order.job)
        sentence = f"The engine stopped with an error ({type(error).__name__}); the log has more."
        code = "engine-error"
    outbox.send(WorkEnded("", order.job, sentence, code))


def _paint(order: WorkOrder, folder: JobFolder, studio: WorkerStudio, outbox: Outbox) -> None:
    studio.progress(0, 1, "reading the canvas")
    submission, request = stored_request(folder, order.first_frame)
    engine = load_engine(submission.engine)
    request = _within_budget(request, engine.info, order.memory_budget)
    # frames are coded and kept while the engine paints the next ones
    keeping = TakingThread(FrameKeeper(order.job, folder, outbox).keep, "frame-writer")
    try:
        for numbered in _numbered(_pinned(engine.paint(request, studio), request), request):
            studio.check_cancelled()
            keeping.add(numbered)
    finally:
        keeping.stop()
        keeping.check()


def _within_budget(request: ProcessRequest, engine: EngineInfo, budget: float) -> ProcessRequest:
    """Return the request with the backend's memory budget, where the job names none of its own."""
    name = MEMORY_BUDGET.name
    has_budget = any(option.name == name for option in engine.options)
    if not has_budget or request.options.get(name):
        return request
    return replace(request, options={**request.options, name: budget})


def _pinned(frames: Iterator[Frame], request: ProcessRequest) -> Iterator[Frame]:
    """Put each given, bit for bit, into the frame of its operation step.

    A frame counts as given only where all of it is the painter's own. Raises ValueError where a
    given has no frame.
    """
    by_step = {given.step: given for given in request.givens}
    steps: list[int] = []
    for frame in frames:
        steps.append(frame.step)
        given = by_step.get(frame.step)
        yield frame if given is None else _with_given(frame, given)
    # after an interruption, the frames of higher steps have come before
    highest = FIRST_STEP if request.first_frame == 0 else max(steps, default=-1)
    lost = [step for step in by_step if step <= highest and step not in steps]
    if lost:
        raise ValueError(f"the engine gave no frame for the givens at {lost}")


def _with_given(frame: Frame, given: Given) -> Frame:
    image = pin(frame.image, given.image, given.mask)
    whole = given.mask is None or bool((given.mask == 255).all())
    return replace(frame, image=image, origin=given.origin if whole else "generated")


def _numbered(frames: Iterator[Frame], request: ProcessRequest) -> Iterator[tuple[int, Frame]]:
    index = request.first_frame
    for frame in frames:
        if frame.image.shape != (request.height, request.width, 4):
            raise ValueError(f"frame {index} has the shape {frame.image.shape}")
        yield index, frame
        index += 1
    if index != request.frames:
        raise ValueError(f"the engine gave {index} frames instead of {request.frames}")
