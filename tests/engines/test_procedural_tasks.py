"""Going on from an unfinished canvas, between states, in each medium, and by the painter's wish."""

from __future__ import annotations

import gzip
import itertools
import json

import cv2
import numpy as np
import pytest

from pentimento_backend.engines.interface import Given, ProcessRequest
from pentimento_backend.engines.registry import load_engine

from .conftest import RecordingStudio, disc_on_sky, picture

SIDE = 256
AGREES = 6
"""Largest difference (0..255) at which the engine counts a place as finished."""


def ask(task, givens, frames=12, studio=None, order=None, **options):
    height, width = givens[0][1].shape[:2]
    request = ProcessRequest(
        task,
        width,
        height,
        tuple(Given(step, image) for step, image in givens),
        frames,
        1,
        options=options,
        order=order,
    )
    return list(load_engine("procedural").paint(request, studio or RecordingStudio()))


def apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.abs(one.astype(int) - other).max(axis=2)


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Mean difference of what is seen from some way off."""
    change = one.astype(np.float32) - other.astype(np.float32)
    return float(np.abs(cv2.GaussianBlur(change, (0, 0), SIDE / 100)).mean())


def stages_of(frames) -> list[str]:
    return list(dict.fromkeys(frame.stage for frame in frames))


def leads_to(frames, finish: np.ndarray, slack: float = 0.03) -> None:
    """No frame leads away from the finish by more than `slack` of the whole way."""
    left = [distance(frame.image, finish) for frame in frames]
    for before, after in itertools.pairwise(left):
        assert after <= before + slack * left[0], left


@pytest.fixture(scope="module")
def campus() -> np.ndarray:
    return picture("p05", SIDE)


@pytest.fixture(scope="module")
def paintings(campus):
    """The campus in each medium: frames, and the strokes as they are kept."""
    made = {}
    for medium in ("ink and colour", "oil", "watercolour", "pencil"):
        studio = RecordingStudio()
        frames = ask("reconstruct", [(0, campus)], 24, studio, medium=medium, keep_strokes=True)
        (leg,) = json.loads(gzip.decompress(studio.kept["strokes.json.gz"]))["legs"]
        made[medium] = frames, leg["strokes"]
    return made


@pytest.fixture(scope="module")
def states(campus, paintings):
    """The campus as it stood: its last frame of each stage in ink, and half of it blank."""
    frames, _ = paintings["ink and colour"]
    states = {frame.stage: frame.image for frame in frames}
    states["half"] = campus.copy()
    states["half"][:, SIDE // 2 :] = 255
    return states


class TestCompleteTowardAReference:
    @pytest.mark.parametrize("begun", ["sketch", "line", "flats", "shading", "half"])
    def test_from_the_canvas_exactly_to_the_reference_exactly(self, campus, states, begun):
        canvas = states[begun]
        frames = ask("complete", [(600, canvas), (0, campus)])
        assert np.array_equal(frames[0].image, canvas)
        assert np.array_equal(frames[-1].image, campus)
        assert [frame.origin for frame in frames] == ["given", *["generated"] * 10, "given"]
        steps = [frame.step for frame in frames]
        assert (steps[0], steps[-1]) == (600, 0) and steps == sorted(set(steps), reverse=True)
        assert "sketch" not in stages_of(frames), "something stands on the canvas already"
        leads_to(frames, campus)
        for before, after in itertools.pairwise(frames):
            assert not np.array_equal(before.image, after.image)

    def test_what_is_finished_is_never_touched(self, campus, states):
        frames = ask("complete", [(600, states["half"]), (0, campus)], 16)
        finished = (slice(None), slice(0, SIDE // 2))
        for frame in frames:
            assert np.array_equal(frame.image[finished], campus[finished]), frame.stage

    def test_lines_that_are_still_wanted_leave_alone_what_is_finished(self, campus):
        canvas = campus.copy()
        canvas[:, SIDE // 4 :] = 255
        frames = ask("complete", [(600, canvas), (0, campus)], 16, medium="ink and colour")
        assert "line" in stages_of(frames)
        for frame in frames:
            left = frame.image[:, : SIDE // 4]
            assert np.array_equal(left, campus[:, : SIDE // 4]), frame.stage

    @pytest.mark.parametrize("begun", ["flats", "shading"])
    def test_every_pixel_that_agrees_goes_on_agreeing(self, campus, states, begun):
        agrees = apart(states[begun], campus) <= AGREES
        assert 0.1 < agrees.mean() < 0.5
        for frame in ask("complete", [(600, states[begun]), (0, campus)], 16):
            assert (apart(frame.image, campus)[agrees] <= AGREES).all(), frame.stage

    def test_what_is_not_there_yet_is_painted_bit_by_bit(self, campus, states):
        frames = ask("complete", [(600, states["half"]), (0, campus)], 16)
        missing = (slice(None), slice(SIDE // 2, None))
        left = [distance(frame.image[missing], campus[missing]) for frame in frames]
        assert np.diff(left).min() > -0.45 * left[0], left

    def test_lines_that_stand_are_not_drawn_again(self):
        reference = picture("p10", SIDE)
        painted = ask("reconstruct", [(0, reference)], 24, medium="ink and colour")
        lines = [frame.image for frame in painted if frame.stage == "line"][-1]
        blank = np.full_like(reference, 255)
        options = {"medium": "ink and colour"}
        begun = ask("complete", [(800, lines), (0, reference)], 16, **options)
        fresh = ask("complete", [(800, blank), (0, reference)], 24, **options)
        assert "line" in stages_of(fresh)
        assert "line" not in stages_of(begun)


class TestCompleteByItself:
    def test_a_line_drawing_gets_flats_under_its_lines(self):
        canvas = picture("p04", SIDE)
        studio = RecordingStudio()
        frames = ask("complete", [(600, canvas)], studio=studio)
        assert np.array_equal(frames[0].image, canvas)
        assert frames[-1].origin == "generated", "this finish is nobody's but the engine's"
        assert "model engine" in studio.notes[-1][2]
        finish = frames[-1].image
        assert (finish <= canvas).all(), "flats lie under the lines as if multiplied"
        chroma = finish[..., :3].max(axis=2).astype(int) - finish[..., :3].min(axis=2)
        white = canvas[..., :3].min(axis=2) > 240
        assert (chroma[white] > 3).mean() > 0.9
        hue = cv2.cvtColor(np.ascontiguousarray(finish[..., :3]), cv2.COLOR_RGB2HSV)[..., 0]
        shares = np.bincount(hue[white] // 12, minlength=15) / white.sum()
        assert (shares > 0.02).sum() >= 2, "not all regions have one colour"

    def test_flats_get_a_second_tone_and_nothing_else(self):
        canvas = disc_on_sky(SIDE)
        frames = ask("complete", [(300, canvas)])
        finish = frames[-1].image
        assert (finish <= canvas).all()
        disc = (canvas == (230, 120, 30, 255)).all(axis=2)
        shaded = apart(finish, canvas) > 8
        assert 0.15 < shaded[disc].mean() < 0.5
        assert shaded[~disc].mean() < 0.02
        rows = np.nonzero(shaded & disc)[0]
        assert rows.mean() > SIDE / 2, "the light comes from above"


@pytest.fixture(scope="module")
def frames(campus, states):
    """From lines over a shaded state to the finish."""
    return ask("inbetween", [(999, states["line"]), (430, states["shading"]), (0, campus)], 16)


class TestInbetween:
    def test_every_given_is_there_at_its_step(self, campus, states, frames):
        given = {frame.step: frame.image for frame in frames if frame.origin == "given"}
        assert list(given) == [999, 430, 0]
        for step, image in ((999, states["line"]), (430, states["shading"]), (0, campus)):
            assert np.array_equal(given[step], image)

    def test_each_leg_leads_to_its_given(self, campus, states, frames):
        leads_to([frame for frame in frames if frame.step >= 430], states["shading"])
        leads_to([frame for frame in frames if frame.step <= 430], campus)

    def test_time_is_shared_by_steps(self, frames):
        gaps = -np.diff([frame.step for frame in frames])
        assert gaps.min() > 0.5 * gaps.max()


class TestMedia:
    @pytest.mark.parametrize(
        ("medium", "stages", "brush"),
        [
            ("ink and colour", {"line", "flats"}, "bristle"),
            ("oil", {"block-in"}, "bristle"),
            ("watercolour", {"block-in"}, "wash"),
            ("pencil", {"block-in"}, "pencil"),
        ],
    )
    def test_a_medium_has_its_stages_and_brushes(self, campus, paintings, medium, stages, brush):
        frames, strokes = paintings[medium]
        between = {"line", "flats", "block-in"} & set(stages_of(frames))
        assert between == stages
        others = [stage for stage in stages_of(frames) if stage not in between]
        assert others == ["sketch", "shading", "details", "finish"]
        coats = {s["brush"] for s in strokes if s["stage"] in ("flats", "block-in", "shading")}
        assert coats == {brush}
        # the masses of an oil painting are laid in with the brush, over lines like a pencil's
        sketched = {"pencil", "bristle"} if medium == "oil" else {"pencil"}
        assert {s["brush"] for s in strokes if s["stage"] == "sketch"} == sketched
        leads_to(frames[8:], campus)

    def test_no_two_media_paint_the_same(self, paintings):
        middles = [frames[12].image for frames, _ in paintings.values()]
        for one, other in itertools.combinations(middles, 2):
            assert (apart(one, other) > 8).mean() > 0.1


class TestGround:
    @pytest.mark.parametrize(
        ("ground", "colour"),
        [
            ("white", (255, 255, 255, 255)),
            ("paper", (249, 245, 236, 255)),
            ("transparent", (0,) * 4),
        ],
    )
    def test_the_first_mark_stands_on_it(self, campus, ground, colour):
        first = ask("reconstruct", [(0, campus)], 24, ground=ground)[0].image
        bare = (first == colour).all(axis=2)
        assert 0.9 < bare.mean() < 1.0

    def test_a_toned_ground_is_a_warm_middle(self, campus):
        first = ask("reconstruct", [(0, campus)], 24, ground="toned")[0].image
        red, green, blue, alpha = np.median(first, axis=(0, 1))
        assert red > green > blue and alpha == 255
        assert 80 < green < 220

    @pytest.mark.parametrize(
        ("name", "medium", "colour"),
        [
            ("p04", "auto", (249, 245, 236, 255)),
            ("p05", "ink and colour", (255, 255, 255, 255)),
            ("p08", "auto", (0, 0, 0, 0)),
        ],
    )
    def test_auto_suits_picture_and_medium(self, name, medium, colour):
        first = ask("reconstruct", [(0, picture(name, 128))], 24, medium=medium)[0].image
        assert tuple(np.median(first, axis=(0, 1))) == colour


class TestShares:
    @pytest.mark.parametrize(
        ("share", "stages"),
        [
            ("sketch", {"sketch"}),
            ("line", {"line"}),
            ("colour", {"flats"}),
            ("shading", {"shading"}),
            ("details", {"details", "highlights"}),
        ],
    )
    def test_no_share_no_stage(self, campus, states, share, stages):
        options = {f"share_{share}": 0.0, "medium": "ink and colour"}
        frames = ask("reconstruct", [(0, campus)], 24, **options)
        usual = [stage for stage in states if stage != "half"]
        assert stages_of(frames) == [stage for stage in usual if stage not in stages]
        assert np.array_equal(frames[-1].image, campus)

    def test_a_larger_share_takes_more_of_the_time(self, campus):
        counts = [
            sum(f.stage == "shading" for f in ask("reconstruct", [(0, campus)], 40, **options))
            for options in ({}, {"share_shading": 4.0})
        ]
        assert counts[1] > 1.3 * counts[0]


QUARTERS = [(row, column) for row in (0, 1) for column in (0, 1)]
COLOURS = [(60, 120, 80), (170, 90, 60), (80, 90, 170), (190, 170, 90)]


def quarter(row: int, column: int, side: int = 160) -> tuple[slice, slice]:
    half = side // 2
    return slice(row * half, (row + 1) * half), slice(column * half, (column + 1) * half)


@pytest.mark.parametrize("wanted", range(4))
def test_the_order_mask_says_what_is_painted_first(wanted):
    canvas = np.full((160, 160, 4), 255, np.uint8)
    for place, colour in zip(QUARTERS, COLOURS, strict=True):
        canvas[quarter(*place)] = (*colour, 255)
    order = np.zeros((160, 160), np.uint8)
    order[quarter(*QUARTERS[wanted])] = 255
    done = []
    frames = ask("reconstruct", [(0, canvas)], 40, order=order)
    for place, colour in zip(QUARTERS, COLOURS, strict=True):
        near = [(apart(f.image[quarter(*place)], (*colour, 255)) < 30).mean() for f in frames]
        done.append(next(index for index, share in enumerate(near) if share > 0.7))
    assert done[wanted] < min(done[:wanted] + done[wanted + 1 :])


@pytest.mark.parametrize("medium", ["auto", "oil", "watercolour"])
def test_a_picture_without_colour_has_no_colour_stage(medium):
    canvas = picture("p09", SIDE)
    frames = ask("reconstruct", [(0, canvas)], 16, medium=medium)
    assert not {"flats", "block-in"} & set(stages_of(frames))
    leads_to(frames[2:], canvas, 0.02)
    shaded = [frame.image for frame in frames if frame.stage == "shading"][-1][..., :3]
    chroma = shaded.max(axis=2).astype(int) - shaded.min(axis=2)
    assert (chroma > 20).mean() < 0.05, "the coloured pencil lies under the tones"


@pytest.mark.parametrize("medium", ["auto", "ink and colour", "watercolour"])
def test_line_art_is_never_coloured(medium):
    canvas = picture("p04", SIDE)
    frames = ask("reconstruct", [(0, canvas)], 16, medium=medium)
    assert stages_of(frames) == ["sketch", "line", "finish"]
