"""Recordings of known painters: whatever the recorder saw besides the painting is undone."""

from __future__ import annotations

import random
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from pentimento_backend.cli import recordings
from pentimento_backend.cli.failure import Failure
from pentimento_backend.engines.interface import Frame
from pentimento_backend.exports import KritaDocument, Provenance
from pentimento_backend.training.recordings import (
    UnusableRecording,
    Wish,
    find_recordings,
    import_recording,
)
from pentimento_backend.training.sequences import SequenceShards

from .painter_at_work import (
    PAPER,
    distance,
    known_of,
    moved,
    on_screen,
    painted_states,
    write_pictures,
    write_video,
    zoomed,
)

ART = Path(__file__).parents[2].parent / "shared" / "art"
DOCUMENTS = Path(__file__).parents[1] / "documents" / "files"


def imported(place: Path, frames: int = 8, size: int = 512):
    (recording,) = find_recordings([place])
    return import_recording(recording, Wish(frames, size), "key", "a caption")


def nearest_states(frames, states, most_apart=3.0) -> list[int]:
    """For each frame the state that it shows; asserts that it shows one."""
    found = []
    for frame in frames:
        apart = [distance(frame, state) for state in states]
        assert min(apart) < most_apart, "a frame shows no state of the painting"
        found.append(int(np.argmin(apart)))
    return found


def assert_in_order(frames, states, most_apart=3.0) -> list[int]:
    shown = nearest_states(frames, states, most_apart)
    assert shown == sorted(set(shown)), "frames show states out of order"
    assert shown[-1] == len(states) - 1, "the last frame is not the finish"
    return shown


def test_an_even_painting_gives_even_frames_from_first_marks_to_finish(tmp_path):
    states = painted_states(24)
    blank = np.full_like(states[0], states[0][0, 0])
    result = imported(write_pictures(tmp_path / "r", [blank, *states]))
    assert result.sequence.frames.shape == (8, 240, 320, 3)
    assert result.sequence.steps == (999, 856, 714, 571, 428, 285, 143, 0)
    shown = assert_in_order(result.sequence.frames, states)
    assert shown[0] == 0, "the first frame does not show the first marks"
    assert max(np.diff(shown)) <= 8


def test_key_frames_follow_visible_change_not_time(tmp_path):
    slow, quick = painted_states(12), painted_states(24, seed=8)
    canvas = slow[-1].copy()
    # a long time is spent on one corner, pixel by pixel
    fiddling = []
    for index in range(60):
        canvas = canvas.copy()
        cv2.circle(canvas, (10 + index % 10, 10 + index // 10), 1, (255, 0, index * 4), -1)
        fiddling.append(canvas)
    rest = [np.where(state != quick[0], state, canvas) for state in quick]
    result = imported(write_pictures(tmp_path / "r", slow + fiddling + rest))
    everything = slow + fiddling + rest
    shown = nearest_states(result.sequence.frames, everything)
    assert sum(len(slow) <= place < len(slow) + len(fiddling) for place in shown) <= 2


def test_idle_stretches_are_dropped(tmp_path):
    states = painted_states(12)
    recorded = [state for state in states for _ in range(5)]
    result = imported(write_pictures(tmp_path / "r", recorded))
    assert result.report.idle == 48
    assert result.report.states == 12
    assert_in_order(result.sequence.frames, states)


def test_flips_are_undone(tmp_path):
    states = painted_states(30)
    recorded = [
        state[:, ::-1] if 8 <= index < 14 or 20 <= index < 23 else state
        for index, state in enumerate(states)
    ]
    result = imported(write_pictures(tmp_path / "r", recorded), frames=16)
    assert result.report.mirrored == 9
    assert_in_order(result.sequence.frames, states)


def test_zoomed_and_mirrored_views_are_laid_where_they_belong(tmp_path):
    """What a view does not show stays as it was before."""
    states = painted_states(30)
    recorded, known = list(states), list(states)
    for index in range(8, 13):
        recorded[index] = zoomed(states[index])
        known[index] = known_of(states[index], known[index - 1])
    for index in range(13, 16):
        recorded[index] = zoomed(states[index], 2.0, 0.7, 0.2)[:, ::-1]
        known[index] = known_of(states[index], known[index - 1], 2.0, 0.7, 0.2)
    result = imported(write_pictures(tmp_path / "r", recorded), frames=16)
    told = result.report
    assert (told.zoomed, told.mirrored, told.elsewhere) == (8, 3, 0)
    # enlarged and made small again, strokes are a little softer
    shown = assert_in_order(result.sequence.frames, known, most_apart=4.5)
    assert set(shown) & set(range(8, 13))
    assert set(shown) & set(range(13, 16))


def test_a_canvas_that_was_moved_and_turned_is_turned_back(tmp_path):
    states = painted_states(24)
    recorded = list(states)
    for index in range(8, 12):
        recorded[index] = moved(states[index], 30, 20, degrees=12)
    result = imported(write_pictures(tmp_path / "r", recorded), frames=16)
    assert (result.report.zoomed, result.report.elsewhere) == (4, 0)
    # the corners that were out of view stay as they were; turning twice blurs a little
    middle = (slice(60, 180), slice(80, 240))
    for frame in result.sequence.frames:
        assert min(distance(frame[middle], state[middle]) for state in states) < 6


def test_a_canvas_too_small_to_be_seen_well_is_dropped(tmp_path):
    states = painted_states(30)
    recorded = list(states)
    for index in range(20, 23):
        recorded[index] = moved(states[index], 0, 0, scale=0.5)
    result = imported(write_pictures(tmp_path / "r", recorded), frames=16)
    assert (result.report.zoomed, result.report.elsewhere) == (0, 3)
    shown = assert_in_order(result.sequence.frames, states)
    assert not set(shown) & {*range(20, 23)}


def test_another_picture_is_dropped(tmp_path):
    states, others = painted_states(30), painted_states(30, seed=91)
    recorded = states[:20] + others[27:] + states[20:]
    result = imported(write_pictures(tmp_path / "r", recorded), frames=16)
    assert result.report.elsewhere == 3
    assert_in_order(result.sequence.frames, states)


def test_a_zoomed_beginning_is_dropped(tmp_path):
    """What lies around it was never seen."""
    states = painted_states(30)
    recorded = [zoomed(state) if index < 6 else state for index, state in enumerate(states)]
    result = imported(write_pictures(tmp_path / "r", recorded), frames=16)
    assert result.report.zoomed == 0
    assert assert_in_order(result.sequence.frames, states)[0] >= 6


def test_what_was_undone_is_dropped(tmp_path):
    states = painted_states(20)
    astray = painted_states(6, seed=77)
    detour = [np.where(state != astray[0], state, states[9]) for state in astray[1:]]
    result = imported(write_pictures(tmp_path / "r", states[:10] + detour + states[9:]), 16)
    assert result.report.undone == 5
    assert_in_order(result.sequence.frames, states)


@pytest.mark.parametrize(("suffix", "codec"), [(".mp4", "libx264"), (".webm", "libvpx")])
def test_the_canvas_is_found_in_a_video_of_the_screen(tmp_path, suffix, codec):
    if codec not in av.codecs_available:
        pytest.skip(f"PyAV has no {codec} here")
    states = painted_states(24)
    recorded = [on_screen(state) for state in states for _ in range(2)]
    result = imported(write_video(tmp_path / f"screen{suffix}", recorded, codec))
    height, width = result.sequence.frames.shape[1:3]
    assert abs(width - 320) <= 6
    assert abs(height - 240) <= 6
    assert result.report.area
    shown = [
        int(np.argmin([distance(frame, state) for state in states]))
        for frame in result.sequence.frames
    ]
    assert shown == sorted(set(shown))
    assert distance(result.sequence.frames[-1], states[-1]) < 8


def test_a_border_that_paint_has_hidden_is_found_all_the_same(tmp_path):
    states = painted_states(24)
    for state in states[10:]:
        paper = (np.abs(state.astype(int) - PAPER).max(axis=2) < 10)[..., None]
        inside = np.zeros(state.shape[:2], np.uint8)
        inside[16:-16, 16:-16] = 1
        # the colour of the panels around
        state[:] = np.where(paper & (inside[..., None] == 0), 60, state)
    result = imported(write_pictures(tmp_path / "r", [on_screen(state) for state in states]))
    height, width = result.sequence.frames.shape[1:3]
    assert (abs(width - 320) <= 6) and (abs(height - 240) <= 6)


def test_all_of_it_together(tmp_path):
    states = painted_states(40)
    recorded = []
    for index, state in enumerate(states):
        seen = state[:, ::-1] if 12 <= index < 20 else state
        seen = zoomed(seen) if 25 <= index < 29 else seen
        recorded += [on_screen(seen)] * (4 if index % 7 == 0 else 1)
    result = imported(write_pictures(tmp_path / "r", recorded, ".jpg"), frames=16)
    report = result.report
    assert (report.mirrored, report.zoomed, report.elsewhere) == (11, 7, 0)
    height, width = result.sequence.frames.shape[1:3]
    assert (abs(width - 320) <= 6) and (abs(height - 240) <= 6)
    shown = [
        int(np.argmin([distance(frame, state) for state in states]))
        for frame in result.sequence.frames
    ]
    assert shown == sorted(set(shown))
    told = "\n".join(report.sentences(16))
    assert "mirrored" in told
    assert "zoomed" in told


def test_an_animated_document_is_read_keyframe_by_keyframe():
    result = imported(DOCUMENTS / "animated.kra", frames=2)
    assert result.report.states >= 2
    assert result.sequence.kind == "recording"


def test_documents_are_read_layer_by_layer():
    if not ART.exists():
        pytest.skip(f"no art at {ART}")
    result = imported(ART / "layered" / "st_pumpkin_house.ora", frames=8)
    finish = import_recording(
        *find_recordings([ART / "layered" / "st_pumpkin_house.ora"]), Wish(2, 512), "a", "b"
    ).sequence.frames[-1]
    assert np.array_equal(result.sequence.frames[-1], finish)
    white = (result.sequence.frames == 255).all(axis=3).mean(axis=(1, 2))
    assert white[0] > 0.95 > white[-1], "first marks come first"


def test_real_sequences_are_taken_as_folders_of_pictures():
    if not ART.exists():
        pytest.skip(f"no art at {ART}")
    for name in ("mypaint_landscape", "st_boss_scene", "st_pumpkin_house"):
        folder = ART / "process" / name
        result = imported(folder, frames=8)
        pictures = sorted(folder.glob("*.png"))
        finish = cv2.cvtColor(cv2.imread(str(pictures[-1])), cv2.COLOR_BGR2RGB)
        assert distance(result.sequence.frames[-1], finish) < 6
        assert not result.report.area
        assert not result.report.mirrored
        assert not result.report.elsewhere


def test_damaged_frames_and_other_sizes_are_left_out(tmp_path):
    states = painted_states(14)
    folder = write_pictures(tmp_path / "r", states)
    (folder / "0000003.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    (folder / "0000005.png").write_bytes((folder / "0000005.png").read_bytes()[:300])
    cv2.imwrite(str(folder / "0000007.png"), np.zeros((50, 300, 3), np.uint8))
    half = cv2.resize(states[8], (160, 120), interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(folder / "0000008.png"), cv2.cvtColor(half, cv2.COLOR_RGB2BGR))
    result = imported(folder)
    assert (result.report.damaged, result.report.other_size) == (2, 1)
    assert result.report.states == 11
    assert_in_order(result.sequence.frames[-1:], states)


def test_what_gives_no_sequence_says_why(tmp_path):
    few = write_pictures(tmp_path / "few", painted_states(5))
    with pytest.raises(UnusableRecording, match="5 frames of one size, and a sequence takes 8"):
        imported(few)
    still = write_pictures(tmp_path / "still", painted_states(1) * 20)
    with pytest.raises(UnusableRecording, match="1 different states"):
        imported(still)
    broken = tmp_path / "broken"
    broken.mkdir()
    for index in range(9):
        (broken / f"{index}.png").write_bytes(b"no picture")
    with pytest.raises(UnusableRecording, match="no frame that can be read"):
        imported(broken)
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(random.Random(3).randbytes(4000))
    with pytest.raises(UnusableRecording, match=r"noise\.mp4 cannot be read"):
        imported(noise)
    (tmp_path / "a.kra").write_bytes(b"PK\x03\x04 cut")
    assert len(find_recordings([tmp_path])) > 1, "one damaged document hides the others"
    with pytest.raises(UnusableRecording, match=r"a\.kra cannot be read"):
        imported(tmp_path / "a.kra")
    with pytest.raises(UnusableRecording, match="does not exist"):
        find_recordings([tmp_path / "gone"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableRecording, match="no recording in"):
        find_recordings([tmp_path / "empty"])


def test_a_playlist_dressed_as_a_video_opens_nothing(tmp_path):
    secret = tmp_path / "secret.ts"
    secret.write_bytes(b"secret")
    trap = tmp_path / "trap.mp4"
    trap.write_text(f"#EXTM3U\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n")
    with pytest.raises(UnusableRecording, match=r"trap\.mp4 cannot be read"):
        imported(trap)


def test_a_video_of_a_coding_that_nobody_knows(tmp_path):
    path = write_video(tmp_path / "odd.mkv", painted_states(3), "mpeg4")
    path.write_bytes(path.read_bytes().replace(b"V_MPEG4", b"V_NOSUC"))
    with pytest.raises(UnusableRecording, match="its coding is not known here"):
        imported(path)


def test_a_folder_of_folders_holds_a_recording_each(tmp_path):
    for name in ("20261101", "20261102"):
        write_pictures(tmp_path / name, painted_states(9))
    found = find_recordings([tmp_path])
    assert [recording.name for recording in found] == ["20261101", "20261102"]


def test_an_exported_process_is_read_back_frame_by_frame(tmp_path):
    states = painted_states(10, 130, 90)
    path = tmp_path / "process.kra"
    with KritaDocument(path, Provenance("procedural", "1", 0)) as document:
        for index, state in enumerate(states):
            canvas = np.dstack([state, np.full(state.shape[:2], 255, np.uint8)])
            document.add(Frame(999 - 111 * index, canvas, "flats"))
        document.finish()
    result = imported(path, frames=10)
    assert result.report.states == 10
    assert np.array_equal(result.sequence.frames, np.stack(states))


def test_the_command_writes_sequences_sheets_and_a_report(tmp_path, capsys):
    states = painted_states(12)
    for name, pictures in (("first day", states), ("second", states[:3]), ("third", states[::-1])):
        write_pictures(tmp_path / "in" / name, pictures)
    out = tmp_path / "out"
    recordings.import_recordings([tmp_path / "in"], out, frames=8, size=160, name="mine")
    assert sorted(path.name for path in out.iterdir()) == [
        "mine-001.png",
        "mine-002.png",
        "mine.tar",
        "mine.txt",
    ]
    shards = SequenceShards(out)
    assert [sequence.caption for sequence in shards] == ["first day", "third"]
    assert shards[0].frames.shape == (8, 120, 160, 3)
    assert "second has 3 frames of one size" in (out / "mine.txt").read_text()
    assert "Left out: second" in capsys.readouterr().err
    sheet = cv2.imread(str(out / "mine-001.png"))
    assert sheet is not None
    assert sheet.shape[1] > 8 * 160


def test_the_command_fails_in_a_sentence_and_writes_nothing(tmp_path):
    write_pictures(tmp_path / "few", painted_states(3))
    for sources, name, says in (
        ([tmp_path / "gone"], "mine", "does not exist"),
        ([tmp_path / "few"], "mine", "No recording gave a sequence"),
        ([tmp_path / "few"], "../mine", "is no name for files"),
    ):
        with pytest.raises(Failure, match=says) as caught:
            recordings.import_recordings(sources, tmp_path / "out", name=name)
        assert caught.value.exit_code == 2
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_text("")
    write_pictures(tmp_path / "enough", painted_states(9))
    with pytest.raises(Failure, match="cannot be written") as caught:
        recordings.import_recordings([tmp_path / "enough"], tmp_path / "file" / "out")
    assert caught.value.exit_code == 1
