"""What an engine tells from inside a worker reaches the server, not too often and not too large."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
import zmq

from pentimento_backend.canvas_coding import decode_canvas
from pentimento_backend.engines.interface import Cancelled
from pentimento_backend.storage.job_folder import JobFolder
from pentimento_backend.worker.orders import (
    FROM_WORKER,
    ByProductWritten,
    WorkPreview,
    WorkProgress,
)
from pentimento_backend.worker.outbox import Outbox
from pentimento_backend.worker.studio import PREVIEW_SIDE, WorkerStudio
from pentimento_protocol import limits
from pentimento_protocol.wire import Message, decode


@pytest.fixture
def folder(tmp_path: Path) -> JobFolder:
    (tmp_path / "job-0001").mkdir()
    return JobFolder(tmp_path, "job-0001")


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


def test_preview_is_small_and_not_too_often(folder: JobFolder, outbox: Outbox) -> None:
    studio = WorkerStudio(folder, "cpu", outbox)
    picture = np.full((500, 1000, 4), (200, 100, 50, 255), np.uint8)
    for _ in range(20):
        studio.preview(picture)
    ((message, payloads),) = sent(outbox)
    assert isinstance(message, WorkPreview) and message.job == "job-0001"
    small = decode_canvas(message.image, payloads)
    assert small.shape == (PREVIEW_SIDE // 2, PREVIEW_SIDE, 4)
    assert (small == (200, 100, 50, 255)).all()


def test_preview_takes_pictures_without_alpha(folder: JobFolder, outbox: Outbox) -> None:
    WorkerStudio(folder, "cpu", outbox).preview(np.full((4, 6, 3), 9, np.uint8))
    ((message, payloads),) = sent(outbox)
    assert isinstance(message, WorkPreview)
    assert (decode_canvas(message.image, payloads) == (9, 9, 9, 255)).all()


def test_progress_is_bounded_and_a_new_note_comes_at_once(
    folder: JobFolder, outbox: Outbox
) -> None:
    studio = WorkerStudio(folder, "cpu", outbox)
    for done in range(50):
        studio.progress(done, 50, "flats")
    studio.progress(70, 50, "shading")
    studio.progress(1, 0, "details")
    told = [message for message, _ in sent(outbox) if isinstance(message, WorkProgress)]
    assert [message.note for message in told] == ["flats", "shading", "details"]
    assert [message.fraction for message in told] == [0.0, 1.0, 0.0]


def test_cancelled(folder: JobFolder, outbox: Outbox) -> None:
    studio = WorkerStudio(folder, "cpu", outbox)
    studio.check_cancelled()
    studio.cancel()
    with pytest.raises(Cancelled):
        studio.check_cancelled()


def test_by_products_lie_beside_the_frames(folder: JobFolder, outbox: Outbox) -> None:
    studio = WorkerStudio(folder, "cpu", outbox)
    studio.keep("strokes.json.gz", b"first")
    studio.keep("strokes.json.gz", b"second")
    assert (folder.path / "kept" / "strokes.json.gz").read_bytes() == b"second"
    assert folder.read_by_product("strokes.json.gz") == b"second"
    assert folder.by_products() == {"strokes.json.gz": 6}
    told = [message for message, _ in sent(outbox)]
    assert told == [
        ByProductWritten("", "job-0001", "strokes.json.gz", 5),
        ByProductWritten("", "job-0001", "strokes.json.gz", 6),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "../request.json", "/etc/passwd", "a/b", "a\\b", "Strokes.json", "a b",
        ".hidden", "-x", "a\n", "a\0", "strokes\u0661", "c:x", "strokes.new", "x" * 65,
    ],
)  # fmt: skip
def test_by_products_with_tricky_names(folder: JobFolder, outbox: Outbox, name: str) -> None:
    with pytest.raises(ValueError, match="no name for a by-product"):
        WorkerStudio(folder, "cpu", outbox).keep(name, b"content")
    with pytest.raises(ValueError, match="no name for a by-product"):
        folder.read_by_product(name)
    assert sent(outbox) == [] and list(folder.path.iterdir()) == []


def test_by_products_have_limits(
    folder: JobFolder, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_BY_PRODUCT_BYTES", 10)
    studio = WorkerStudio(folder, "cpu", outbox)
    studio.keep("large", bytes(11))
    assert folder.by_products() == {}
    for number in range(limits.MAX_BY_PRODUCTS):
        studio.keep(f"part-{number}", bytes(10))
    studio.keep("part-0", b"again")
    with pytest.raises(ValueError, match="is more"):
        studio.keep("one-more", b"")
    assert len(folder.by_products()) == limits.MAX_BY_PRODUCTS


def test_drafts_of_a_crash_are_no_by_products(folder: JobFolder) -> None:
    folder.write_by_product("strokes.json.gz", b"whole")
    (folder.path / "kept" / "strokes.json.gz.new").write_bytes(b"ha")
    assert folder.by_products() == {"strokes.json.gz": 5}
    assert len(list((folder.path / "kept").iterdir())) == 1


def test_messages_keep_their_order_whichever_thread_sends(outbox: Outbox) -> None:
    def send(first: int) -> None:
        for number in range(first, first + 300):
            outbox.send(ByProductWritten("", "job-0001", "x", number))

    for first in range(0, 3000, 300):
        thread = threading.Thread(target=send, args=(first,))
        thread.start()
        thread.join()
    told = [message for message, _ in sent(outbox)]
    assert [m.size for m in told if isinstance(m, ByProductWritten)] == list(range(3000))
