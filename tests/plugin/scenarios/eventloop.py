"""Steps in Krita's own event loop, and what the plugin asks of documents."""

from __future__ import annotations

from collections.abc import Generator

from krita import Krita
from pentimento_scenarios.stage import Stage
from PyQt5 import QtCore

from pentimento.document.documents import ActiveDocumentWatch, identify, identity, is_open
from pentimento.eventloop import BREATHE, SETTLE, Cancelled, run, settled, stop_all

Steps = Generator[int, None, None]


def scenario_result_comes_after_run_has_returned(stage: Stage) -> Steps:
    results: list[object] = []

    def steps() -> Generator[int, None, str]:
        for _ in range(3):
            yield BREATHE
        return "painted"

    running = run(steps(), results.append)
    assert not results
    assert running.active
    yield from stage.until(lambda: bool(results), "the result")
    assert results == ["painted"]
    assert not running.active


def scenario_error_reaches_its_listener_alone(stage: Stage) -> Steps:
    results: list[object] = []
    errors: list[Exception] = []

    def steps() -> Steps:
        yield SETTLE
        raise ValueError("spilt")

    run(steps(), results.append, errors.append)
    yield from stage.until(lambda: bool(errors), "the error")
    yield 50
    assert [str(error) for error in errors] == ["spilt"]
    assert not results


def scenario_listener_that_fails_harms_nobody(stage: Stage) -> Steps:
    results: list[object] = []

    def steps() -> Steps:
        yield BREATHE

    def fail(_: object) -> None:
        raise ValueError("a listener's own mistake")

    run(steps(), fail)
    run(steps(), results.append)
    yield from stage.until(lambda: bool(results), "the other steps' result")


def scenario_cancelling_lets_steps_clean_up(stage: Stage) -> Steps:
    ended: list[object] = []
    cleaned: list[str] = []

    def steps() -> Steps:
        try:
            while True:
                yield 10_000
        except Cancelled:
            yield SETTLE
            cleaned.append("brushes")
            raise

    running = run(steps(), ended.append, ended.append)
    yield 50
    running.cancel()
    yield from stage.until(lambda: bool(ended), "the end")
    assert cleaned == ["brushes"]
    assert isinstance(ended[0], Cancelled)
    running.cancel()
    yield 50
    assert len(ended) == 1, "cancelled twice, told twice"


def scenario_cancelled_while_krita_turns_a_loop_of_its_own(stage: Stage) -> Steps:
    """Some calls of Krita let timers through; steps must not be entered a second time there."""
    ended: list[object] = []

    def steps() -> Steps:
        yield BREATHE
        QtCore.QTimer.singleShot(0, running.cancel)
        inner = QtCore.QEventLoop()
        QtCore.QTimer.singleShot(100, inner.quit)
        inner.exec()
        yield 60_000

    running = run(steps(), ended.append, ended.append)
    yield from stage.until(lambda: bool(ended), "the end")
    assert isinstance(ended[0], Cancelled), ended


def scenario_stopping_closes_all_steps_silently(stage: Stage) -> Steps:
    ended: list[object] = []
    closed: list[int] = []

    def steps(number: int) -> Steps:
        try:
            while True:
                yield SETTLE
        finally:
            closed.append(number)

    for number in range(3):
        run(steps(number), ended.append, ended.append)
    yield 100
    stop_all()
    assert sorted(closed) == [0, 1, 2]
    yield 100
    assert not ended


def scenario_settled_waits_for_krita(stage: Stage) -> Steps:
    document = yield from stage.new_document(3000, 3000, depth="F32", profile="")
    layer = document.createNode("large", "paintlayer")
    layer.setPixelData(bytes(3000 * 3000 * 16), 0, 0, 3000, 3000)
    document.rootNode().addChildNode(layer, None)
    layer.setOpacity(100)  # composes the whole canvas again, on Krita's own threads
    layer.setBlendingMode("multiply")
    yield from settled(document)
    assert document.tryBarrierLock(), "Krita is still busy"
    document.unlock()
    yield from stage.close(document)
    yield from settled(document)  # nothing will come any more


def scenario_identity_is_given_once_and_saved(stage: Stage) -> Steps:
    document = yield from stage.new_document(32, 32)
    assert identity(document) is None
    assert not document.modified(), "asking has changed the document"
    given = identify(document)
    assert identify(document) == identity(document) == given
    path = stage.artifacts / "identity.kra"
    assert document.saveAs(str(path))
    yield from stage.close(document)
    assert not is_open(document)
    reopened = yield from stage.open_document(path)
    assert identity(reopened) == given
    other = yield from stage.new_document(32, 32)
    assert identify(other) != given


def scenario_watch_tells_of_other_documents(stage: Stage) -> Steps:
    watch = ActiveDocumentWatch()
    seen: list[object] = []

    def note() -> None:
        document = Krita.instance().activeDocument()
        seen.append(document and document.width())

    watch.changed.connect(note)
    yield 500
    assert seen == [], "nothing has changed"
    document = yield from stage.new_document(32, 32)
    yield 500
    assert seen == [32], seen
    other = yield from stage.new_document(48, 48)
    yield 500
    assert seen == [32, 48], seen
    yield from stage.close(other)
    yield from stage.close(document)
    yield 500
    assert seen[-1] is None, seen
