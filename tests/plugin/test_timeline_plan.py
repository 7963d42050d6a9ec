"""Where frames go on the timeline, what a document remembers, and layers that show a process."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pentimento.document.document_memory import (
    MOST_PROCESSES,
    RememberedProcess,
    TimelinePlace,
    forget_process,
    remember_process,
    remembered_processes,
)
from pentimento.document.kept_frames import (
    KeptFrames,
    KeptFramesDamaged,
    KeptFramesWriter,
    read_kept_frames,
)
from pentimento.document.stage_layers import PIECE_PIXELS, NotOpaque, StageLayers
from pentimento.document.timeline_plan import (
    LARGE_IMPORT_BYTES,
    MOST_TRACKS,
    Layout,
    TimelineOptions,
    chosen_frames,
    import_need,
    is_large,
    make_plan,
    size_words,
)
from pentimento.frame_label import FrameLabel


def _labels(*stages: str) -> list[FrameLabel]:
    return [FrameLabel(999 - number, stage, number % 2) for number, stage in enumerate(stages)]


def test_one_layer_with_spacing() -> None:
    plan = make_plan(_labels("a", "b", "c"), (), TimelineOptions(spacing=4), first_time=10)
    assert plan.times == (10, 14, 18)
    assert [track.times for track in plan.tracks] == [(10, 14, 18)]
    assert plan.tracks[0].keys == (0, 10, 14, 18)
    assert (plan.first_time, plan.last_time) == (10, 18)


def test_a_layer_for_each_stage_that_is_taken_up_again() -> None:
    labels = _labels("sketch", "sketch", "flats", "sketch")
    plan = make_plan(labels, (), TimelineOptions(Layout.STAGES), first_time=0)
    assert [track.name for track in plan.tracks] == ["Sketch 1", "Flats", "Sketch 2"]
    assert plan.lanes == (0, 0, 1, 2)
    assert [track.times for track in plan.tracks] == [(0, 1), (2,), (3,)]


def test_a_layer_for_each_original_layer() -> None:
    labels = [FrameLabel(9, "", 0), FrameLabel(8, "", 0), FrameLabel(7, "", 5), FrameLabel(6, "")]
    plan = make_plan(labels, ["Paper", "Ink"], TimelineOptions(Layout.LAYERS), first_time=0)
    assert [track.name for track in plan.tracks] == ["Paper", "Layer 6", "Other paint"]


def test_too_many_layers_are_one() -> None:
    labels = [FrameLabel(0, str(number)) for number in range(MOST_TRACKS + 1)]
    plan = make_plan(labels, (), TimelineOptions(Layout.STAGES), first_time=0)
    assert len(plan.tracks) == 1


@settings(deadline=None)
@given(count=st.integers(1, 300), every=st.integers(1, 9))
def test_every_nth_frame_ends_with_the_last(count: int, every: int) -> None:
    chosen = chosen_frames(count, every)
    assert chosen[-1] == count - 1
    assert len(chosen) == -(-count // every)
    assert all(later - earlier == every for earlier, later in itertools.pairwise(chosen))


@settings(deadline=None)
@given(
    first=st.integers(0, 500),
    frames=st.integers(1, 100),
    spacing=st.integers(1, 12),
    every=st.integers(1, 5),
)
def test_times_and_frames_tell_each_other(
    first: int, frames: int, spacing: int, every: int
) -> None:
    place = TimelinePlace(first, frames, spacing, every)
    for index in chosen_frames(frames, every):
        time = place.time_of(index)
        assert place.index_at(time) == index
        assert place.index_at(time + spacing - 1) == index
    assert place.index_at(first - 1) is None
    assert place.index_at(10**6) == frames - 1


def test_need_and_when_to_ask() -> None:
    need = import_need(24, 2480, 3508, 4, lanes=1)
    assert need.memory == 24 * 2480 * 3508 * 4
    assert need.sentence == "24 frames of 2480 x 3508: 796 MB, about 5 s"
    assert import_need(24, 2480, 3508, 8, lanes=1).seconds > need.seconds
    assert not is_large(need, None)
    assert not is_large(need, need.memory * 3)
    assert is_large(need, need.memory)
    assert is_large(import_need(1000, 2480, 3508, 4, lanes=1), None)
    assert size_words(LARGE_IMPORT_BYTES) == "3.0 GB"


def _pixels(colors: list[tuple[int, ...]]) -> bytes:
    return b"".join(bytes(color) for color in colors)


_OPAQUE = st.tuples(st.integers(0, 3), st.integers(0, 255), st.just(7), st.just(255))


@settings(deadline=None, max_examples=20)
@given(
    frames=st.lists(st.lists(_OPAQUE, min_size=5, max_size=5), min_size=1, max_size=6),
    data=st.data(),
)
def test_layers_show_every_frame(frames: list[list[tuple[int, ...]]], data: st.DataObject) -> None:
    """Laid over each other, the layers' last states give each frame exactly."""
    steps = data.draw(st.lists(st.booleans(), min_size=len(frames), max_size=len(frames)))
    lanes = list(itertools.accumulate(int(step) for step in [False, *steps[1:]]))
    gap = bytes((1, 2, 3, 255)) * (PIECE_PIXELS - 7)  # so that the end lies across two pieces
    repeated = [_pixels(frame) + gap + _pixels(frame) for frame in frames]
    layers = StageLayers()
    shown: dict[int, bytes] = {}
    for frame, lane in zip(repeated, lanes, strict=True):
        part = layers.part(frame, lane)
        assert len(part) == len(frame)
        shown[lane] = part
        assert _laid_over(shown, len(frame)) == frame
    first_of = {lane: repeated[lanes.index(lane) - 1] for lane in shown if lane > 0}
    for lane, before in first_of.items():
        last = repeated[len(lanes) - 1 - lanes[::-1].index(lane)]
        for at in range(0, 20, 4):
            kept = shown[lane][at : at + 4]
            assert kept == (
                last[at : at + 4] if last[at : at + 4] != before[at : at + 4] else b"\0" * 4
            )


def _laid_over(layers: dict[int, bytes], size: int) -> bytes:
    result = bytearray(size)
    for lane in sorted(layers):
        layer = layers[lane]
        for at in range(0, size, 4):
            if layer[at + 3]:
                result[at : at + 4] = layer[at : at + 4]
    return bytes(result)


def test_half_transparent_paint_over_paint_is_told() -> None:
    layers = StageLayers()
    layers.part(_pixels([(1, 2, 3, 255), (0, 0, 0, 0)]), 0)
    layers.part(_pixels([(1, 2, 3, 255), (9, 9, 9, 100)]), 1)  # over nothing it can be shown
    with pytest.raises(NotOpaque):
        layers.part(_pixels([(1, 2, 4, 254), (9, 9, 9, 100)]), 1)


def test_paint_taken_away_is_told() -> None:
    layers = StageLayers()
    layers.part(_pixels([(1, 2, 3, 255)]), 0)
    with pytest.raises(NotOpaque):
        layers.part(_pixels([(0, 0, 0, 0)]), 1)


def _kept(frames: list[bytes], width: int, height: int) -> bytes:
    writer = KeptFramesWriter(width, height)
    for frame in frames:
        writer.add(frame)
    return writer.finish()


def _never() -> bool:
    return False


def _read(kept: KeptFrames, *indices: int, stopped: Callable[[], bool] = _never) -> list[bytes]:
    return [pixels for _, _, _, pixels in kept.whole_frames(indices, stopped)]


@settings(deadline=None)
@given(frames=st.lists(st.binary(min_size=48, max_size=48), min_size=1, max_size=5))
def test_kept_frames_come_back(frames: list[bytes]) -> None:
    kept = read_kept_frames(_kept(frames, 4, 3))
    assert kept is not None
    assert _read(kept, *range(len(frames))) == frames
    assert _read(kept, len(frames) - 1) == frames[-1:]


def test_kept_frames_that_change_little_take_little() -> None:
    noise = random.Random(1).randbytes(64 * 64 * 4)
    frames = [noise[:-number] + bytes(number) for number in range(1, 11)]
    assert len(_kept(frames, 64, 64)) < 1.1 * len(_kept(frames[:1], 64, 64))


def test_damaged_kept_frames_are_told() -> None:
    content = _kept([bytes(16), bytes(range(16))], 2, 2)
    assert read_kept_frames(b"") is None
    assert read_kept_frames(b"something else") is None
    assert read_kept_frames(content[:-1]) is None
    assert read_kept_frames(content.replace(b'"width": 2', b'"width": "')) is None
    broken = read_kept_frames(content[:-1] + bytes([content[-1] ^ 1]))
    assert broken is not None
    with pytest.raises(KeptFramesDamaged):
        _read(broken, 0, 1)
    kept = read_kept_frames(content)
    assert kept is not None
    with pytest.raises(KeptFramesDamaged):
        _read(kept, 2)


class _Annotations:
    """What of a document is asked for here: QByteArray's data(), and the annotations."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def annotation(self, name: str) -> _Annotations:
        self._asked = name
        return self

    def data(self) -> bytes:
        return self.kept.get(self._asked, b"")

    def setAnnotation(self, name: str, _description: str, content: bytes) -> None:  # noqa: N802
        self.kept[name] = content


def _process(job: str) -> RememberedProcess:
    return RememberedProcess(
        job=job,
        labels=(FrameLabel(999, "sketch", 1), FrameLabel(0, "detail")),
        title="Title",
        task="reconstruct",
        engine="procedural",
        seed=7,
        options={"medium": "oil", "prompt": "a cat", "shares": 0.5, "on": True},
        parent=("parent-job", 3),
        given_steps=(0,),
        layer_names=("Paper", "Ink"),
        created=12.5,
        starred=True,
        place=TimelinePlace(4, 2, 3, 1, "{a group}"),
    )


def test_processes_come_back() -> None:
    document = _Annotations()
    for number in range(3):
        remember_process(document, _process(f"job{number}"))
    assert remembered_processes(document) == [_process(f"job{number}") for number in range(3)]
    changed = RememberedProcess("job1", title="other")
    remember_process(document, changed)
    assert remembered_processes(document)[1] == changed
    forget_process(document, "job1")
    assert [one.job for one in remembered_processes(document)] == ["job0", "job2"]
    for number in range(MOST_PROCESSES + 5):
        remember_process(document, _process(f"more{number}"))
    assert len(remembered_processes(document)) == MOST_PROCESSES


def test_documents_of_the_first_version_are_read() -> None:
    document = _Annotations()
    labels = [{"step": 999, "stage": "sketch"}, {"step": 0, "stage": "detail"}]
    first = [{"job": "abc", "first_time": 3, "labels": labels}]
    document.kept["pentimento/processes"] = json.dumps(first).encode()
    (process,) = remembered_processes(document)
    assert process.place == TimelinePlace(3, 2)
    assert process.labels == (FrameLabel(999, "sketch"), FrameLabel(0, "detail"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"{}",
        b"[1, null]",
        b'[{"job": 1, "labels": []}]',
        b'[{"job": "a", "labels": 3}]',
        b'[{"job": "a", "labels": [], "parent": ["x"]}]',
        b'[{"job": "a", "labels": [], "created": "yesterday"}]',
        b'[{"job": "a", "labels": [], "options": []}]',
        b'[{"job": "a", "labels": [], "created": NaN}]',
        b'[{"job": "a", "labels": [], "seed": -1}]',
        b'[{"job": "a", "labels": [], "given_steps": [1000]}]',
        b'[{"job": "a", "labels": [], "options": {"size": 1%s}}]' % (b"0" * 400),
        b'[{"job": "a", "labels": [{"step": 1%s, "stage": "sketch"}]}]' % (b"0" * 30),
        b'[{"job": "a", "labels": [{"step": 0, "stage": "s"}], "first_time": 10000000000}]',
        b"[" * 100_000,
    ],
)
def test_damaged_memory_is_no_memory(content: bytes) -> None:
    document = _Annotations()
    document.kept["pentimento/processes"] = content
    assert remembered_processes(document) == []
