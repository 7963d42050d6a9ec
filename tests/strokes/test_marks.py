"""What strokes leave on the canvas: tapered shapes, textures, lines on top, areas without gaps."""

from __future__ import annotations

import numpy as np
import pytest

from pentimento_backend.engines.procedural.hatching import hatching
from pentimento_backend.strokes.areas import Areas
from pentimento_backend.strokes.brush import Brush
from pentimento_backend.strokes.easel import Easel
from pentimento_backend.strokes.materials import INK, Ink, Materials
from pentimento_backend.strokes.ribbons import ribbons
from pentimento_backend.strokes.stroke import Clip, Paint, Stroke

SIDE = 120
RED = (200, 30, 20, 255)


def long_stroke(brush="pen", dry=0.0, radius=16.0, **how) -> Stroke:
    path = np.stack([np.linspace(20, 100, 9), np.full(9, 60.0)], axis=1)[None].astype(np.float32)
    shape = ribbons(path, np.array([radius], np.float32))
    paint = how.pop("paint", Paint(RED))
    return Stroke(shape.outlines[0], 0.0, radius, 1.0, paint, brush, dry=dry, **how)


def mask_of(stroke: Stroke) -> np.ndarray:
    """Opacity 0..255 of a stroke on the whole canvas."""
    mark = Brush((SIDE, SIDE), (SIDE, SIDE)).mark(stroke)
    assert mark is not None
    whole = np.zeros((SIDE, SIDE), np.uint8)
    whole[mark.box.rows, mark.box.columns] = mark.mask
    return whole


def test_a_stroke_swells_and_thins():
    widths = (mask_of(long_stroke()) > 127).sum(axis=0)
    assert widths[60] >= 28, "in the middle it is as wide as the brush"
    assert widths[22] < 0.6 * widths[60], "it begins with little pressure"
    assert widths[98] < widths[22], "it runs out to a point"
    assert not widths[:8].any() and not widths[112:].any()


@pytest.mark.parametrize(("brush", "dry"), [("bristle", 0.7), ("pencil", 0.8), ("wash", 0.3)])
def test_textures_stay_inside_the_shape_and_break_it_open(brush, dry):
    plain, textured = mask_of(long_stroke()), mask_of(long_stroke(brush, dry))
    assert not textured[plain == 0].any()
    inside = plain == 255
    assert textured[inside].std() > 10
    assert 0.3 < textured[inside].mean() / 255 < 0.98


def test_bristles_run_along_the_stroke_and_paper_does_not():
    def roughness(brush):
        core = mask_of(long_stroke(brush, 0.8))[50:70, 40:80].astype(float)
        return np.abs(np.diff(core, axis=1)).mean(), np.abs(np.diff(core, axis=0)).mean()

    along, across = roughness("bristle")
    assert across > 1.5 * along
    along, across = roughness("pencil")
    assert across < 1.3 * along


def test_a_wash_pools_at_no_hard_edge():
    column = mask_of(long_stroke("wash", 0.0))[:, 60].astype(int)
    hard = mask_of(long_stroke())[:, 60].astype(int)
    assert np.abs(np.diff(column)).max() < 0.75 * np.abs(np.diff(hard)).max()


def test_grain_chooses_other_bristles():
    one, other = (mask_of(long_stroke("bristle", 0.8, grain=grain)) for grain in (0, 40_000))
    assert not np.array_equal(one, other)


def test_opacity_is_how_much_it_covers():
    for brush in ("pen", "bristle", "pencil", "wash"):
        full, half = (
            mask_of(long_stroke(brush, 0.4, opacity=opacity)).astype(float) for opacity in (1, 0.5)
        )
        assert half.sum() == pytest.approx(0.5 * full.sum(), rel=0.02), brush


class TestLineDrawing:
    @pytest.fixture
    def materials(self) -> Materials:
        """An inked line, two pixels high, across the whole canvas."""
        alpha = np.zeros((SIDE, SIDE), np.uint8)
        alpha[59:61] = 255
        colour = np.full((SIDE, SIDE, 4), (10, 20, 30, 255), np.uint8)
        ink = Ink(alpha, colour, (SIDE, SIDE))
        return Materials((SIDE, SIDE), (SIDE, SIDE), ink=ink)

    def painted(self, materials: Materials, paint: Paint) -> np.ndarray:
        easel = Easel(materials, (255, 255, 255, 255))
        easel.lay(long_stroke(paint=paint))
        return easel.picture()

    def test_ink_is_laid_along_the_line_and_nowhere_else(self, materials):
        picture = self.painted(materials, Paint(picture=INK))
        assert (picture[59:61, 40:80] == (10, 20, 30, 255)).all()
        assert (picture[:59] == 255).all() and (picture[61:] == 255).all()
        assert (picture[:, :8] == 255).all(), "the pen has not come here"

    @pytest.mark.parametrize("strength", [0.0, 0.5, 1.0])
    def test_lines_stay_over_the_colour_as_strongly_as_asked(self, materials, strength):
        picture = self.painted(materials, Paint(RED, strength))
        wanted = strength * np.array([10, 20, 30, 255]) + (1 - strength) * np.array(RED)
        assert np.abs(picture[59:61, 40:80].astype(int) - wanted).max() <= 1
        assert (picture[52, 40:80] == RED).all()

    def test_colours_leave_alone_what_is_kept_and_pictures_do_not(self, materials):
        materials.kept = np.zeros((SIDE, SIDE), np.uint8)
        materials.kept[:, 60:] = 255
        picture = self.painted(materials, Paint(RED))
        assert (picture[:, :60] == 255).all()
        assert (picture[52, 62:80] == RED).all()
        materials.pictures["finish"] = np.full((SIDE, SIDE, 4), (1, 2, 3, 255), np.uint8)
        assert (self.painted(materials, Paint(picture="finish"))[60, 40:80, 0] == 1).all()


def blobs(seed: int) -> np.ndarray:
    """Ragged areas of very different sizes, labels 0..5."""
    rng = np.random.default_rng(seed)
    centres = rng.uniform(0, SIDE, (6, 2))
    row, column = np.indices((SIDE, SIDE))
    far = [np.hypot(row - y, column - x) - rng.uniform(0, 40) for y, x in centres]
    labels = np.argmin(far, axis=0).astype(np.int32)
    labels[rng.uniform(size=labels.shape) < 0.02] = 5
    return labels


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("scale", [1, 2.5])
def test_hatching_covers_its_areas_without_a_gap(seed, scale):
    labels = blobs(seed)
    rng = np.random.default_rng(seed + 100)
    wanted = np.array([True, False, True, True, False, True])
    angle = rng.uniform(-np.pi, np.pi, 6).astype(np.float32)
    radius = rng.uniform(1.2, 14, 6).astype(np.float32)
    shapes, owner = hatching(labels, wanted, angle, radius)
    assert set(owner) == set(labels[wanted[labels]])
    width, height = round(SIDE * scale), round(SIDE * scale)
    areas = Areas(labels, width, height)
    materials = Materials((width, height), (SIDE, SIDE))
    easel = Easel(materials, (255, 255, 255, 255))
    for outline, label in zip(shapes.outlines, owner.tolist(), strict=True):
        clip = Clip(areas, label, exact=True)
        how = {"dry": 0.0, "clip": clip}
        easel.lay(Stroke(outline, 0.0, float(radius[label]), 1.0, Paint(RED), "pen", **how))
    inside = wanted[areas.whole_canvas()]
    red = (easel.picture() == RED).all(axis=2)
    assert red[inside].all(), f"{(inside & ~red).sum()} pixels were missed"
    assert not red[~inside].any()


def test_soft_clips_reach_their_area_and_end_near_it():
    labels = np.zeros((SIDE, SIDE), np.int32)
    labels[:, 60:] = 1
    soft = mask_of(long_stroke(clip=Clip(Areas(labels, SIDE, SIDE), 1)))
    whole = mask_of(long_stroke())
    assert np.array_equal(soft[:, 63:], whole[:, 63:])
    assert soft[60, 60] > 200 and not soft[:, :55].any()
