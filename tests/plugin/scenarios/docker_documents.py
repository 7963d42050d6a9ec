"""Processes belong to their document: when it comes back, is copied, or has lost its frames."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from krita import Document, Krita
from pentimento_scenarios.painter import (
    animated_layer,
    backend_pid,
    canvas_pixels,
    pixels_at,
    process_layers,
)
from pentimento_scenarios.stage import Stage
from pentimento_scenarios.timeline_controls import (
    FRAMES,
    HEIGHT,
    WIDTH,
    ask_for_frames,
    ask_without_adding,
    open_options,
    painted_document,
    pictures,
    until_groups,
)

from pentimento.docker import shared_desk

Steps = Generator[int, None, None]


def scenario_reopened(stage: Stage) -> Steps:
    """Days later: the processes are there, with pictures out of the store, and can be added."""
    path = stage.artifacts / "reopened.kra"
    document = yield from painted_document(stage, "Reopened", path)
    painter = yield from ask_without_adding(stage, seed=11)
    assert document.save()
    yield from stage.close(document)
    yield from stage.until(lambda: not painter.sees("thumbnails"), "nothing to be shown")
    document = yield from stage.open_document(path)
    yield from stage.until(lambda: pictures(painter) == FRAMES, "the pictures")
    assert not painter.is_offered
    process = shared_desk().state.shown
    assert (process.engine, process.seed, process.task) == ("procedural", 11, "reconstruct")
    assert process.layer_names == ("Background",), process.layer_names
    painter.shot("reopened")
    painter.click("add_to_timeline")
    yield from until_groups(stage, painter, document, 1)
    assert "seed 11" in process_layers(document)[0].name()
    assert document.save()
    yield from stage.close(document)
    painter.choose("stop_backend")
    yield from stage.until(lambda: painter.status.startswith("Off"), "the backend to end")
    document = yield from stage.open_document(path)
    yield from stage.until(lambda: painter.sees("fetch_frames"), "the button for the frames")
    assert pictures(painter) == 0
    yield 400
    painter.shot("backend_off")
    painter.click("fetch_frames")
    yield from stage.until(lambda: pictures(painter) == FRAMES, "the pictures")
    assert not painter.sees("fetch_frames")
    document.setCurrentTime(2)
    yield from stage.until(lambda: painter.slider.value() == 2, "the slider on the timeline")


def scenario_kept_in_the_document(stage: Stage) -> Steps:
    """Frames that the document keeps are there when the store has lost them."""
    path = stage.artifacts / "kept.kra"
    document = yield from painted_document(stage, "Kept", path)
    painter = yield from ask_without_adding(stage)
    size_before = _saved_size(document, path)
    yield from open_options(painter)
    painter.click("keep_frames")
    yield from stage.until(lambda: painter.sees("let_go_of_frames"), "the frames to be kept")
    stage.facts["kept"] = painter.label("kept_words")
    painter.shot("kept")
    size = _saved_size(document, path) - size_before
    stage.facts["bytes"] = (size, WIDTH * HEIGHT * 4 * FRAMES)
    assert 0 < size < WIDTH * HEIGHT * 4 * FRAMES / 4
    job = shared_desk().state.shown.job_id
    yield from stage.close(document)
    _delete_from_store(job)
    yield 1000
    document = yield from stage.open_document(path)
    canvas = canvas_pixels(document)
    yield from stage.until(lambda: pictures(painter) == FRAMES, "the pictures")
    assert painter.message == "", painter.message
    painter.click("add_to_timeline")
    yield from until_groups(stage, painter, document, 1)
    layer = animated_layer(process_layers(document)[0])
    assert pixels_at(layer, document, FRAMES - 1) == canvas
    painter.click("let_go_of_frames")
    yield from stage.until(lambda: painter.sees("keep_frames"), "the frames to be let go of")
    assert _saved_size(document, path) > 0


def scenario_lost_by_the_store(stage: Stage) -> Steps:
    """Neither kept nor in the store: a sentence, and no trouble."""
    path = stage.artifacts / "lost.kra"
    document = yield from painted_document(stage, "Lost", path)
    painter = yield from ask_without_adding(stage)
    assert document.save()
    job = shared_desk().state.shown.job_id
    yield from stage.close(document)
    _delete_from_store(job)
    yield 1000
    document = yield from stage.open_document(path)
    yield from stage.until(lambda: "no longer in the backend" in painter.message, "a sentence")
    painter.shot("lost")
    painter.click("add_to_timeline")
    yield 1500
    assert painter.message != ""
    assert not process_layers(document)


def scenario_png_says_nothing_wrong(stage: Stage) -> Steps:
    """Saved as PNG, a document loses what it remembers: it is then any picture."""
    document = yield from painted_document(stage, "Picture")
    painter = yield from ask_without_adding(stage)
    path = stage.artifacts / "picture.png"
    document.setBatchmode(True)
    assert document.saveAs(str(path))
    yield 300
    yield from stage.close(document)
    document = yield from stage.open_document(path)
    yield 800
    assert not painter.sees("thumbnails")
    assert painter.message == ""


def scenario_two_views_of_one_document(stage: Stage) -> Steps:
    """A second view shows the same processes; a second document shows its own."""
    document = yield from painted_document(stage, "Views")
    painter = yield from ask_without_adding(stage)
    Krita.instance().activeWindow().addView(document)
    yield 600
    assert Krita.instance().activeDocument() == document
    assert pictures(painter) == FRAMES
    other = yield from stage.new_document(300, 200, title="Other")
    yield from stage.until(lambda: not painter.sees("thumbnails"), "the other document's own state")
    assert not painter.sees("add_to_timeline")
    assert not process_layers(other)


def scenario_a_copy_opened_alone(stage: Stage) -> Steps:
    """A copy shows the same processes, but what is asked for in one is not the other's."""
    path = stage.artifacts / "copied.kra"
    document = yield from painted_document(stage, "Copied", path)
    painter = yield from ask_without_adding(stage)
    assert document.save()
    yield 200
    yield from stage.close(document)
    copy_path = stage.artifacts / "the copy.kra"
    copy_path.write_bytes(path.read_bytes())
    copy = yield from stage.open_document(copy_path)
    yield from stage.until(lambda: pictures(painter) == FRAMES, "the pictures")
    yield from ask_for_frames(painter, seed=6)
    yield from stage.close(copy)  # not saved: its new process is offered when it is opened again
    document = yield from stage.open_document(path)
    yield from stage.until(lambda: pictures(painter) == FRAMES, "the pictures of the original")
    yield 1500
    assert not painter.is_offered, "a process of the copy is offered in the original"
    assert len(shared_desk().state.processes) == 1
    yield from stage.close(document)
    moved = stage.artifacts / "moved.kra"
    path.rename(moved)
    yield from stage.open_document(moved)
    yield from stage.until(lambda: pictures(painter) == FRAMES, "the pictures where it is now")
    assert not shared_desk().state.is_copy


def _saved_size(document: Document, path: Path) -> int:
    assert document.save()
    document.waitForDone()
    return path.stat().st_size


def _delete_from_store(job: str) -> None:
    """Have the backend lose a job, as its limit of room would."""
    assert backend_pid() > 0

    desk = shared_desk()
    desk._dispatch.delete(job)
