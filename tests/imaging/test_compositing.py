"""Compositing stacks: groups, clipping, boxes, what is not supported, and real documents.

That every mode looks as in Krita is shown in the real Krita, by tests/plugin/test_compositing.py.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pentimento_backend.documents import read_artwork
from pentimento_backend.engines.interface import Layer
from pentimento_backend.imaging.box import Box
from pentimento_backend.imaging.compositing import Sheet, composite, stack_of, unsupported

LAYERED = Path(__file__).parents[2].parent / "shared" / "art" / "layered"

Canvas = NDArray[np.uint8]

RED, GRAY, BLUE = (200, 0, 0, 255), (128, 128, 128, 255), (0, 0, 255, 128)


def flat(colour: tuple[int, int, int, int], width: int = 4, height: int = 3) -> Canvas:
    return np.full((height, width, 4), colour, np.uint8)


def noise(seed: int, width: int = 150, height: int = 140) -> Canvas:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)


def pixel(*stack: Sheet) -> list[int]:
    return composite(stack, 4, 3)[1, 1].tolist()


def group(*enclosed: Sheet, mode: str = "normal", opacity: float = 1.0) -> Sheet:
    return Sheet(enclosed=enclosed, kind="grouplayer", blending_mode=mode, opacity=opacity)


def test_nothing_is_transparent():
    assert not composite((), 5, 2).any()
    assert composite((), 5, 2).shape == (2, 5, 4)


def test_a_translucent_sheet_over_an_opaque_one():
    assert pixel(Sheet(flat(RED)), Sheet(flat(BLUE))) == [100, 0, 128, 255]


def test_opacity_and_visibility():
    assert pixel(Sheet(flat(RED), opacity=0.5)) == [200, 0, 0, 128]
    assert pixel(Sheet(flat(RED), opacity=0)) == [0, 0, 0, 0]
    assert pixel(Sheet(flat(RED), visible=False)) == [0, 0, 0, 0]


def test_a_group_blends_on_its_own_unless_it_passes_through():
    shade = Sheet(flat(GRAY), blending_mode="multiply")
    assert pixel(Sheet(flat(RED)), group(shade)) == [128, 128, 128, 255]
    assert pixel(Sheet(flat(RED)), group(shade, mode="pass through")) == [100, 0, 0, 255]
    half = pixel(Sheet(flat(RED)), group(shade, mode="pass through", opacity=0.5))
    assert half == [150, 0, 0, 255]


def test_a_clipping_sheet_shows_only_on_what_lies_below_in_its_group():
    half = flat(RED)
    half[:, 2:] = 0
    clipping = Sheet(flat(GRAY), clips=True)
    picture = composite((Sheet(flat(BLUE)), group(Sheet(half), clipping)), 4, 3)
    assert picture[0, 0].tolist() == list(GRAY)
    assert picture[0, 3].tolist() == list(BLUE)
    assert pixel(clipping)[3] == 0


def test_sheets_reach_beyond_the_canvas():
    picture = composite([Sheet(flat(RED, 10, 10), x=-8, y=-9)], 4, 3)
    assert picture[0, 1].tolist() == list(RED)
    assert np.count_nonzero(picture[..., 3]) == 2


def test_a_box_shows_what_the_whole_shows_there():
    stack = (
        Sheet(noise(1), x=20, y=11),
        group(Sheet(noise(2)), Sheet(noise(3), x=70, y=40, clips=True), mode="multiply"),
        Sheet(noise(4), x=-30, y=60, blending_mode="overlay", opacity=0.7),
    )
    whole = composite(stack, 200, 180)
    part = composite(stack, 200, 180, Box(33, 47, 181, 300))
    assert np.array_equal(part, whole[47:180, 33:181])
    assert composite(stack, 200, 180, Box(500, 0, 600, 50)).size == 0


def test_the_stack_is_left_as_it_was():
    image = noise(5)
    before = image.copy()
    composite([Sheet(image), Sheet(image, blending_mode="screen", opacity=0.5)], 150, 140)
    assert np.array_equal(image, before)


def test_what_is_not_supported_is_named_where_it_shows():
    layers = [
        Layer("paint", "paintlayer", True, 1, "normal", image=flat(RED)),
        Layer("empty", "paintlayer", True, 1, "multiply"),
        Layer("group", "grouplayer", True, 1, "pass through"),
        Layer("odd", "paintlayer", True, 1, "gamma_dark", image=flat(RED), parent=2),
        Layer("blur", "filterlayer", True, 1, "normal", parent=2),
        Layer("mask", "transparencymask", True, 1, "normal", parent=0),
        Layer("unseen", "filterlayer", False, 1, "normal"),
    ]
    assert unsupported(stack_of(layers)) == {"gamma_dark", "filterlayer", "transparencymask"}
    hidden = [replace(layer, visible=False) if layer.name == "group" else layer for layer in layers]
    assert unsupported(stack_of(hidden)) == {"transparencymask"}


def test_a_flat_list_becomes_a_tree_in_the_same_order():
    layers = [
        Layer("0", "paintlayer", True, 0.0, "normal"),
        Layer("1", "grouplayer", True, 0.1, "normal"),
        Layer("2", "paintlayer", True, 0.2, "normal", parent=1),
        Layer("3", "grouplayer", True, 0.3, "normal", parent=1),
        Layer("4", "paintlayer", True, 0.4, "normal", parent=3, clips=True),
        Layer("5", "paintlayer", True, 0.5, "normal"),
        Layer("lost", "paintlayer", True, 0.6, "normal", parent=99),
    ]
    bottom, middle, top = stack_of(layers)
    assert [bottom.opacity, middle.opacity, top.opacity] == [0.0, 0.1, 0.5]
    assert [sheet.opacity for sheet in middle.enclosed] == [0.2, 0.3]
    assert [sheet.clips for sheet in middle.enclosed[1].enclosed] == [True]


def test_groups_nested_without_end_are_cut_off():
    groups = [Layer("", "grouplayer", True, 1, "normal", parent=at) for at in range(-1, 4000)]
    groups[0] = replace(groups[0], parent=None)
    layers = [*groups, Layer("paint", "paintlayer", True, 1, "normal", parent=5, image=flat(RED))]
    stack = stack_of(layers)
    assert not unsupported(stack)
    assert composite(stack, 4, 3)[1, 1].tolist() == list(RED)


@pytest.mark.parametrize(
    "name",
    [
        *("libkra_example_RGBA.kra", "st_bowling.kra", "st_boss_scene.ora", "st_castledoor.ora"),
        *("st_granito.ora", "st_ghost.ora", "st_halloween_scene.ora", "st_nolok.ora"),
        *("st_nolok_sketch.ora", "st_penny.ora", "st_snowdragon.ora", "st_wasteland.ora"),
        "st_yeti.ora",
    ],
)
def test_layers_of_real_documents_make_up_their_merged_image(name: str):
    if not LAYERED.exists():
        pytest.skip(f"no art at {LAYERED}")
    artwork = read_artwork(LAYERED / name)
    height, width = artwork.canvas.shape[:2]
    stack = stack_of(artwork.layers)
    assert not unsupported(stack)
    ours = _premultiplied(composite(stack, width, height))
    assert np.abs(ours - _premultiplied(artwork.canvas)).max() <= 2


def _premultiplied(picture: Canvas) -> NDArray[np.float64]:
    values = picture.astype(np.float64)
    values[..., :3] *= values[..., 3:] / 255
    return values
