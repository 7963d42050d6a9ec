"""What an engine tells from inside a worker reaches the server, not too often and not too large."""

from __future__ import annotations

import numpy as np
import pytest
import zmq

from pentimento_backend.canvas_coding import decode_canvas
from pentimento_backend.engines.interface import Cancelled
from pentimento_backend.worker.orders import FROM_WORKER, WorkPreview, WorkProgress
from pentimento_backend.worker.outbox import Outbox
from pentimento_backend.worker.studio import PREVIEW_SIDE, WorkerStudio
from pentimento_protocol.wire import Message, decode


@pytest.fixture
def outbox():
    context = zmq.Context()
    box = Outbox(context)
    yield box
    context.destroy(linger=0)


def sent(outbox: Outbox) -> list[tuple[Message, list[bytes]]]:
    messages = []
    while outbox.inlet.poll(100):
        frames = outbox.inlet.recv_multipart()
        messages.append((decode(frames, FROM_WORKER), frames[1:]))
    return messages


def test_preview_is_small_and_not_too_often(outbox: Outbox) -> None:
    studio = WorkerStudio("job-0001", "cpu", outbox)
    picture = np.full((500, 1000, 4), (200, 100, 50, 255), np.uint8)
    for _ in range(20):
        studio.preview(picture)
    ((message, payloads),) = sent(outbox)
    assert isinstance(message, WorkPreview) and message.job == "job-0001"
    small = decode_canvas(message.image, payloads)
    assert small.shape == (PREVIEW_SIDE // 2, PREVIEW_SIDE, 4)
    assert (small == (200, 100, 50, 255)).all()


def test_preview_takes_pictures_without_alpha(outbox: Outbox) -> None:
    WorkerStudio("job-0001", "cpu", outbox).preview(np.full((4, 6, 3), 9, np.uint8))
    ((message, payloads),) = sent(outbox)
    assert isinstance(message, WorkPreview)
    assert (decode_canvas(message.image, payloads) == (9, 9, 9, 255)).all()


def test_progress_is_bounded_and_a_new_note_comes_at_once(outbox: Outbox) -> None:
    studio = WorkerStudio("job-0001", "cpu", outbox)
    for done in range(50):
        studio.progress(done, 50, "flats")
    studio.progress(70, 50, "shading")
    studio.progress(1, 0, "details")
    told = [message for message, _ in sent(outbox) if isinstance(message, WorkProgress)]
    assert [message.note for message in told] == ["flats", "shading", "details"]
    assert [message.fraction for message in told] == [0.0, 1.0, 0.0]


def test_cancelled(outbox: Outbox) -> None:
    studio = WorkerStudio("job-0001", "cpu", outbox)
    studio.check_cancelled()
    studio.cancel()
    with pytest.raises(Cancelled):
        studio.check_cancelled()
