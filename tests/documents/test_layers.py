"""Layers of OpenRaster, Krita and Photoshop documents: order, places, pixels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from psd_tools import PSDImage
from psd_tools.constants import BlendMode

from pentimento_backend.documents import Artwork, read_artwork
from pentimento_backend.documents.krita_tiles import Window, read_tiles
from pentimento_backend.engines.interface import Layer
from pentimento_backend.imaging.compositing import composite as stacked
from pentimento_backend.imaging.compositing import stack_of

from .making import ART, FILES, archive, krita, layer_file, noise, openraster, png

LAYERED = ART / "layered"

BARS = ((200, 60, 30, 255), (10, 20, 30, 255), (30, 200, 90, 128), (255, 255, 255, 255))
"""The bars in FILES, 20 pixels high each, from (20, 20) on."""


def composite(artwork: Artwork) -> np.ndarray:
    """Lay the visible layers over each other, normal mode, as premultiplied float RGBA."""
    height, width = artwork.canvas.shape[:2]
    result = np.zeros((height, width, 4))
    for layer in artwork.layers:
        if layer.image is None or not _shown(layer, artwork):
            continue
        image = layer.image.astype(float) / 255
        image[..., 3] *= layer.opacity
        image[..., :3] *= image[..., 3:]
        rows = slice(layer.y, layer.y + image.shape[0])
        columns = slice(layer.x, layer.x + image.shape[1])
        result[rows, columns] = image + result[rows, columns] * (1 - image[..., 3:])
    return result


def _shown(layer: Layer, artwork: Artwork) -> bool:
    while layer.visible and layer.parent is not None:
        layer = artwork.layers[layer.parent]
    return layer.visible


def _difference(artwork: Artwork) -> float:
    """Return the largest difference between the layers' composite and the merged image, 0..255."""
    merged = artwork.canvas.astype(float) / 255
    merged[..., :3] *= merged[..., 3:]
    return float(np.abs(composite(artwork) - merged).max() * 255)


@pytest.mark.parametrize(
    ("name", "layer_count", "tolerance"),
    [
        ("st_boss_scene.ora", 9, 2),
        ("st_halloween_scene.ora", 8, 2),
        ("st_castledoor.ora", 7, 2),
        ("st_granito.ora", 8, 2),
        ("st_wasteland.ora", 4, 2),
        ("st_bowling.kra", 2, 2),
        ("libkra_example_RGBA.kra", 11, 2),
    ],
)
def test_layers_of_real_documents_make_up_their_merged_image(name, layer_count, tolerance):
    if not LAYERED.exists():
        pytest.skip(f"no art at {LAYERED}")
    artwork = read_artwork(LAYERED / name)
    assert len(artwork.layers) == layer_count
    assert _difference(artwork) <= tolerance


def test_a_real_document_with_groups_and_vector_layers():
    if not LAYERED.exists():
        pytest.skip(f"no art at {LAYERED}")
    layers = read_artwork(LAYERED / "st_checkpoint-bell.kra").layers
    assert layers[0].name == "ice-cube-placeholder"
    assert layers[0].kind == "grouplayer"
    assert [layer.name for layer in layers if layer.parent == 0][:2] == ["Layer 20", "Layer 22"]
    vector = next(layer for layer in layers if layer.name == "Layer 20")
    assert (vector.kind, vector.image) == ("vectorlayer", None)
    modes = {layer.name: layer.blending_mode for layer in layers}
    assert modes["Layer 23"] == "hard_light"


@pytest.mark.parametrize(
    ("name", "tolerance"), [("rgba_u8_clay", 2), ("rgba_u16_linear", 3), ("animated", 0)]
)
def test_colours_of_layers_saved_by_krita(name: str, tolerance: int):
    artwork = read_artwork(FILES / f"{name}.kra")
    if name == "animated":
        # the frame at the current time, the first one, covers everything
        assert np.array_equal(artwork.layers[1].image, artwork.canvas)
        return
    bars = artwork.layers[1]
    assert (bars.name, bars.x, bars.y) == ("strip", 20, 20)
    assert bars.image is not None
    assert bars.image.shape == (80, 100, 4)
    for number, colour in enumerate(BARS):
        seen = bars.image[5 + 20 * number, 50].astype(int)
        assert np.abs(seen - colour).max() <= tolerance


def test_gray_layers_saved_by_krita():
    artwork = read_artwork(FILES / "gray_u16_linear.kra")
    bars = artwork.layers[1].image
    assert bars is not None
    assert np.abs(bars[5, 50].astype(int) - artwork.canvas[25, 70]).max() <= 1
    assert bars[45, 50, 3] == 128


def test_layers_in_a_colour_space_that_is_not_read_have_no_pixels():
    artwork = read_artwork(FILES / "lab_u16.kra")
    assert [layer.image for layer in artwork.layers] == [None, None]
    assert np.abs(artwork.canvas[25, 70].astype(int) - BARS[0]).max() <= 1


def test_an_animated_layer_shows_its_frame_at_the_current_time(tmp_path: Path):
    tile = noise(64, 64)
    keyframes = (
        '<keyframes><channel name="content">'
        '<keyframe frame="layer1" time="0"><offset x="0" y="0"/></keyframe>'
        '<keyframe frame="layer1.f2" time="3"><offset x="-10" y="4"/></keyframe>'
        '<keyframe frame="layer1.f3" time="9"><offset x="0" y="0"/></keyframe>'
        "</channel></keyframes>"
    )
    layers = (
        '<layer nodetype="paintlayer" filename="layer1" keyframes="layer1.keyframes.xml"/>'
        '</layers><animation><currentTime type="value" value="5"/></animation><layers>'
    )
    files = {
        "layer1": layer_file({}),
        "layer1.f2": layer_file({(0, 0): tile}),
        "layer1.f3": layer_file({}),
        "layer1.keyframes.xml": keyframes.encode(),
    }
    layer = read_artwork(krita(tmp_path / "a.kra", 200, 100, layers, **files)).layers[0]
    assert (layer.x, layer.y) == (0, 4)
    assert layer.image is not None
    assert np.array_equal(layer.image, tile[:, 10:, [2, 1, 0, 3]])


def test_a_cmyk_layer(tmp_path: Path):
    tile = np.zeros((64, 64, 5), np.uint8)
    tile[:] = (0, 255, 255, 0, 255)
    layers = '<layer nodetype="paintlayer" filename="layer1" colorspacename="CMYK"/>'
    path = krita(tmp_path / "a.kra", 64, 64, layers, layer1=layer_file({(0, 0): tile}, 5))
    image = read_artwork(path).layers[0].image
    assert image is not None
    assert image[0, 0].tolist() == [255, 0, 0, 255]


def test_groups_masks_and_places_in_a_krita_document(tmp_path: Path):
    tile = np.full((64, 64, 4), (1, 2, 3, 255), np.uint8)
    layers = (
        '<layer nodetype="grouplayer" name="group" opacity="128" visible="0"><layers>'
        '<layer nodetype="shapelayer" name="upper"/>'
        '<layer nodetype="paintlayer" name="lower" filename="layer3" x="-80" y="20">'
        '<masks><mask nodetype="transparencymask" name="mask"/></masks></layer>'
        "</layers></layer>"
        '<layer nodetype="adjustmentlayer" name="bottom" compositeop="multiply"/>'
    )
    tiles = layer_file({(64, 0): tile, (64, -64): tile})
    artwork = read_artwork(krita(tmp_path / "a.kra", 100, 70, layers, layer3=tiles))
    found = [(layer.name, layer.kind, layer.parent) for layer in artwork.layers]
    assert found == [
        ("bottom", "filterlayer", None),
        ("group", "grouplayer", None),
        ("lower", "paintlayer", 1),
        ("mask", "transparencymask", 2),
        ("upper", "vectorlayer", 1),
    ]
    assert artwork.layers[0].blending_mode == "multiply"
    assert (artwork.layers[1].visible, artwork.layers[1].opacity) == (False, 128 / 255)
    lower = artwork.layers[2]
    assert lower.image is not None
    # tiles at x -16..48 and y -44..84 of the canvas, of which 0..48 and 0..70 are on it
    assert (lower.x, lower.y, lower.image.shape) == (0, 0, (70, 48, 4))
    assert lower.image[0, 0].tolist() == [3, 2, 1, 255]


def test_an_opaque_default_pixel_fills_the_canvas():
    default = bytes((9, 8, 7, 255))
    tile = noise(64, 64)
    place, pixels = read_tiles(layer_file({(0, 0): tile}), default, Window(-5, 0, 100, 80))
    assert place == Window(-5, 0, 100, 80)
    assert np.array_equal(pixels[:64, 5:69], tile)
    assert pixels[70, 3].tolist() == [9, 8, 7, 255]


def test_groups_and_places_in_an_openraster_document(tmp_path: Path):
    stack = (
        '<stack name="group" opacity="0.5" visibility="hidden" composite-op="svg:multiply">'
        '<layer name="upper" src="data/one.png" x="-4" y="7"/>'
        '<layer name="lower" src="data/two.png" x="90" y="60" composite-op="svg:color-dodge"/>'
        "</stack>"
        '<layer name="bottom" src="data/one.png"/>'
    )
    one = noise(20, 20)
    one[..., 3] = 255
    two = np.zeros((30, 30, 4), np.uint8)
    two[5, 6] = 255
    path = openraster(tmp_path / "a.ora", 100, 80, stack, one=png(one), two=png(two))
    bottom, group, lower, upper = read_artwork(path).layers
    assert [bottom.name, group.name, lower.name, upper.name] == [
        "bottom",
        "group",
        "lower",
        "upper",
    ]
    assert (group.kind, group.visible, group.opacity) == ("grouplayer", False, 0.5)
    assert (group.blending_mode, lower.blending_mode) == ("multiply", "dodge")
    assert (bottom.parent, lower.parent, upper.parent) == (None, 1, 1)
    assert upper.image is not None
    assert np.array_equal(upper.image, one[:, 4:])
    assert (upper.x, upper.y) == (0, 7)
    assert lower.image is not None
    assert (lower.x, lower.y, lower.image.shape) == (96, 65, (1, 1, 4))


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_photoshop_document(tmp_path: Path, mode: str):
    document = PSDImage.new(mode, (60, 40), color=255)
    document.create_pixel_layer(Image.new("RGBA", (10, 8), (200, 60, 30, 255)), "lower", 5, 7)
    group = document.create_group(name="group")
    upper = Image.new("RGBA", (20, 20), (30, 200, 90, 128))
    layer = document.create_pixel_layer(upper, "upper", 30, 50, opacity=128)
    layer.visible = False
    group.append(layer)
    document.save(tmp_path / "a.psd")
    artwork = read_artwork(tmp_path / "a.psd")
    assert artwork.source_format == "photoshop"
    assert artwork.canvas.shape == (40, 60, 4)
    found = [(one.name, one.kind, one.parent, one.x, one.y) for one in artwork.layers]
    assert found == [
        ("lower", "paintlayer", None, 7, 5),
        ("group", "grouplayer", None, 0, 0),
        ("upper", "paintlayer", 1, 50, 30),
    ]
    lower, _, above = artwork.layers
    assert lower.image is not None
    assert lower.image.shape == (8, 10, 4)
    assert above.image is not None
    assert above.image.shape == (10, 10, 4)
    assert (above.visible, above.opacity) == (False, 128 / 255)
    if mode == "RGB":
        assert lower.image[0, 0].tolist() == [200, 60, 30, 255]


def test_photoshop_documents_saved_by_krita():
    artwork = read_artwork(FILES / "rgba_u8.psd")
    assert artwork.canvas[25, 30].tolist() == [200, 60, 30, 255]
    found = [(layer.name, layer.kind, layer.parent) for layer in artwork.layers]
    assert found == [
        ("Background", "paintlayer", None),
        ("strip", "paintlayer", None),
        ("grp", "grouplayer", None),
        ("strip", "paintlayer", 2),
    ]
    moved = artwork.layers[3]
    assert (moved.x, moved.y, moved.opacity) == (60, 50, 128 / 255)
    assert moved.blending_mode == "multiply"
    assert moved.image is not None
    assert [moved.image[5 + 20 * n, 50].tolist() for n in range(4)] == [list(c) for c in BARS]


def test_alpha_of_cmyk_layers_in_a_photoshop_document():
    moved = read_artwork(FILES / "cmyk.psd").layers[3].image
    assert moved is not None
    assert [int(moved[5 + 20 * n, 50, 3]) for n in range(4)] == [255, 255, 128, 255]


def test_a_photoshop_document_in_lab(tmp_path: Path):
    profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    to_lab = ImageCms.buildTransform(*profiles, "RGB", "LAB")
    lab = ImageCms.applyTransform(Image.new("RGB", (40, 30), BARS[0][:3]), to_lab)
    assert lab is not None
    document = PSDImage.new("LAB", lab.size)
    document.append(document.create_pixel_layer(lab, "bar", 3, 4))
    document.save(tmp_path / "a.psd")
    artwork = read_artwork(tmp_path / "a.psd")
    bar = artwork.layers[0].image
    assert bar is not None
    assert np.abs(artwork.canvas[20, 20].astype(int) - BARS[0]).max() <= 3
    # the alpha of the layer is no matter: psd-tools writes the band called A for it
    assert np.abs(bar[9, 9, :3].astype(int) - BARS[0][:3]).max() <= 3


def test_clipping_and_passing_through_in_krita_documents(tmp_path: Path):
    layers = (
        '<layer nodetype="grouplayer" name="passes" passthrough="1" compositeop="normal"/>'
        '<layer nodetype="grouplayer" name="clips" channelflags="1110"/>'
        '<layer nodetype="grouplayer" name="blue off" channelflags="0111"/>'
        '<layer nodetype="grouplayer" name="plain" channelflags=""/>'
    )
    read = read_artwork(krita(tmp_path / "a.kra", 64, 64, layers)).layers
    by_name = {layer.name: layer for layer in read}
    assert [name for name, layer in by_name.items() if layer.clips] == ["clips"]
    modes = [name for name, layer in by_name.items() if layer.blending_mode == "pass through"]
    assert modes == ["passes"]


def test_a_layer_that_openraster_paints_atop_clips(tmp_path: Path):
    stack = (
        '<layer name="shade" src="data/a.png" composite-op="svg:src-atop"/>'
        '<layer name="base" src="data/a.png"/>'
    )
    path = openraster(tmp_path / "a.ora", 8, 8, stack, a=png(noise(8, 8)))
    base, shade = read_artwork(path).layers
    assert (base.clips, shade.clips, shade.blending_mode) == (False, True, "normal")


def test_openraster_groups_pass_through_where_they_need_no_picture_of_their_own(tmp_path: Path):
    """As the draft of the format has it."""
    groups = {
        "passes": 'isolation="auto"',
        "isolated": 'isolation="isolate"',
        "says nothing": "",
        "faded": 'isolation="auto" opacity="0.5"',
        "multiplies": 'isolation="auto" composite-op="svg:multiply"',
        "clips": 'isolation="auto" composite-op="svg:src-atop"',
    }
    stack = "".join(f'<stack name="{name}" {words}/>' for name, words in groups.items())
    layers = read_artwork(openraster(tmp_path / "a.ora", 9, 9, stack)).layers
    passing = [layer.name for layer in layers if layer.blending_mode == "pass through"]
    assert passing == ["passes"]


def test_an_openraster_document_without_a_merged_image_shows_its_layers(tmp_path: Path):
    lower, upper = noise(20, 30), noise(9, 9, seed=2)
    lower[..., 3], upper[..., 3] = 255, 128
    stack = '<layer src="data/b.png" x="4" y="6" opacity="0.5"/><layer src="data/a.png"/>'
    document = f'<image w="30" h="20"><stack>{stack}</stack></image>'
    members = {"data/a.png": png(lower), "data/b.png": png(upper)}
    read = read_artwork(archive(tmp_path / "a.ora", {"stack.xml": document} | members))
    expected = lower[..., :3].astype(float)
    share = 128 / 255 * 0.5
    expected[6:15, 4:13] += (upper[..., :3] - expected[6:15, 4:13]) * share
    assert np.abs(read.canvas[..., :3] - expected).max() <= 1
    assert len(read.layers) == 2


def _photoshop_painting(path: Path) -> PSDImage:
    """Write a painting that uses what Photoshop's painters use, and return it.

    On an opaque ground lies a translucent disc in "multiply", to which a shade and a light are
    clipped; above it a patch behind a mask, and a group whose layer is faded by its fill.
    """
    document = PSDImage.new("RGB", (40, 30), color=255)
    rows, columns = np.mgrid[:20, :20]
    disc = np.zeros((20, 20, 4), np.uint8)
    disc[(rows - 10) ** 2 + (columns - 10) ** 2 < 80] = (220, 120, 80, 255)
    ground = np.full((30, 40, 4), (90, 140, 200, 255), np.uint8)
    document.append(document.create_pixel_layer(Image.fromarray(ground), "ground"))
    base = document.create_pixel_layer(Image.fromarray(disc), "base", 5, 10, opacity=200)
    base.blend_mode = BlendMode.MULTIPLY
    document.append(base)
    for name, mode, colour, top in (
        ("shade", BlendMode.MULTIPLY, (60, 60, 160, 180), 0),
        ("light", BlendMode.SCREEN, (255, 240, 200, 120), 12),
    ):
        stripe = Image.new("RGBA", (40, 12), colour)
        layer = document.create_pixel_layer(stripe, name, top, 0)
        layer.blend_mode, layer.clipping = mode, True
        document.append(layer)
    patch = document.create_pixel_layer(Image.new("RGB", (12, 12), (20, 90, 30)), "patch")
    patch.create_mask(Image.linear_gradient("L").resize((8, 8)), top=2, left=3)
    document.append(patch)
    group = document.create_group(name="group")
    faded = document.create_pixel_layer(Image.new("RGBA", (9, 9), (250, 250, 0, 255)), "f", 18, 28)
    faded.fill_opacity = 100
    group.append(faded)
    document.save(path)
    return document


def test_photoshop_layers_make_up_the_picture_that_photoshop_shows(tmp_path: Path):
    document = _photoshop_painting(tmp_path / "a.psd")
    shown = document.composite(force=True)
    assert shown is not None
    layers = read_artwork(tmp_path / "a.psd").layers
    together = stacked(stack_of(layers), 40, 30)
    assert together[..., 3].min() == 255
    off = np.abs(together[..., :3].astype(int) - np.asarray(shown.convert("RGB")))
    assert off.max() <= 2


def test_what_photoshop_clips_lies_in_a_group_with_its_base(tmp_path: Path):
    _photoshop_painting(tmp_path / "a.psd")
    layers = read_artwork(tmp_path / "a.psd").layers
    found = [(one.name, one.kind, one.parent, one.clips) for one in layers]
    assert found[:5] == [
        ("ground", "paintlayer", None, False),
        ("", "grouplayer", None, False),
        ("base", "paintlayer", 1, False),
        ("shade", "paintlayer", 1, True),
        ("light", "paintlayer", 1, True),
    ]
    assert (layers[1].blending_mode, layers[2].blending_mode) == ("multiply", "normal")
    assert (layers[1].opacity, layers[2].opacity) == (200 / 255, 1.0)


def test_with_its_base_photoshop_hides_what_is_clipped_to_it(tmp_path: Path):
    document = _photoshop_painting(tmp_path / "a.psd")
    document[1].visible = False
    document.save(tmp_path / "a.psd")
    group, base, shade, _ = read_artwork(tmp_path / "a.psd").layers[1:5]
    assert (group.visible, base.visible, shade.visible) == (False, True, True)
