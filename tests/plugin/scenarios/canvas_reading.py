"""Reading canvases of all kinds out of the real Krita."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from krita import Document, Krita, Node
from pentimento_scenarios.stage import SRGB, Stage
from PyQt5 import QtGui

from pentimento.document.canvas import CanvasReading, LayerReading, check_readable, read_canvas
from pentimento.document.pixels import Unreadable, image_pixels
from pentimento.eventloop import Cancelled, run

Steps = Generator[int, None, None]
Color = tuple[int, int, int, int]

COLORS: Sequence[Color] = (
    (0xC8, 0x3C, 0x1E, 255),
    (0x40, 0x80, 0x60, 255),
    (0x60, 0x60, 0xA0, 255),
    (0xE0, 0xC0, 0x90, 255),
    (0x80, 0x80, 0x80, 128),
    (0, 0, 0, 255),
    (255, 255, 255, 255),
)
"""RGBA in sRGB, most of them inside the gamut of print."""

GRAYS: Sequence[Color] = tuple((value, value, value, 255) for value in (0, 60, 128, 200, 255))

CELL = 16
"""Each colour fills a square of this side."""


def scenario_rgba_8_bit(stage: Stage) -> Steps:
    yield from _read_colors(stage, "RGBA", "U8", SRGB, COLORS, tolerance=0)


def scenario_rgba_8_bit_linear(stage: Stage) -> Steps:
    # 8 bits of linear light cannot tell dark colours apart.
    colors = [color for color in COLORS if min(color[:3]) > 90 or max(color[:3]) == 0]
    yield from _read_colors(stage, "RGBA", "U8", "sRGB-elle-V2-g10.icc", colors, tolerance=2)


def scenario_rgba_16_bit(stage: Stage) -> Steps:
    yield from _read_colors(stage, "RGBA", "U16", SRGB, COLORS, tolerance=1)


def scenario_rgba_16_bit_linear(stage: Stage) -> Steps:
    yield from _read_colors(stage, "RGBA", "U16", "", COLORS, tolerance=1)


def scenario_rgba_16_bit_float(stage: Stage) -> Steps:
    yield from _read_colors(stage, "RGBA", "F16", "", COLORS, tolerance=1)


def scenario_rgba_32_bit_float(stage: Stage) -> Steps:
    yield from _read_colors(stage, "RGBA", "F32", "", COLORS, tolerance=1)


def scenario_gray_8_bit(stage: Stage) -> Steps:
    yield from _read_colors(stage, "GRAYA", "U8", "", GRAYS, tolerance=1)


def scenario_gray_16_bit(stage: Stage) -> Steps:
    yield from _read_colors(stage, "GRAYA", "U16", "", GRAYS, tolerance=1)


def scenario_cmyk_8_bit(stage: Stage) -> Steps:
    # Krita fits colours into the gamut of print when they are painted: what is read can only be as
    # near to sRGB as that, but the layer and the canvas must agree.
    colors = [color for color in COLORS if max(color[:3]) > 0]
    yield from _read_colors(stage, "CMYKA", "U8", "", colors, tolerance=16)


def scenario_lab_16_bit(stage: Stage) -> Steps:
    yield from _read_colors(stage, "LABA", "U16", "", COLORS, tolerance=3)


def scenario_layers_of_a_layered_file(stage: Stage) -> Steps:
    path = stage.art / "layered" / "st_pumpkin_house.ora"
    document = yield from stage.open_document(path)
    yield 300
    before = _fingerprint(stage, document)
    reading = yield from read_canvas(document)
    assert _fingerprint(stage, document) == before, "reading has changed the painter's document"
    stage.screenshot("document")

    truth = _ora_layers(path)
    assert [layer.name for layer in reading.layers] == [name for name, _, _, _ in truth]
    for layer, (name, left, top, image) in zip(reading.layers, truth, strict=True):
        assert layer.kind == "paintlayer", name
        assert layer.parent is None, name
        assert layer.pixels == _cropped(image, layer, left, top), f"pixels of {name} differ"
    modes = {layer.name: layer.blending_mode for layer in reading.layers}
    assert (modes["moonlight"], modes["Layer #3"], modes["House"]) == ("screen", "add", "normal")
    opacities = {layer.name: layer.opacity for layer in reading.layers}
    assert abs(opacities["Glow"] - 0.6235) < 0.003, opacities
    hidden = {layer.name for layer in reading.layers if not layer.visible}
    assert {"Layer #3", "Door", "Glow"} <= hidden
    assert "House" not in hidden


def scenario_groups_and_rendered_layers(stage: Stage) -> Steps:
    path = stage.art / "layered" / "krita_Manga-JpTemplate.kra"
    document = yield from stage.open_document(path)
    reading = yield from read_canvas(document)
    by_name = {layer.name: layer for layer in reading.layers}
    page = reading.layers.index(by_name["Page0"])
    assert by_name["Page0"].kind == "grouplayer"
    assert by_name["Page0"].pixels is None
    assert by_name["Ink"].parent == page
    assert by_name["Ink"].pixels is None, "an empty layer has no pixels"
    assert by_name["Mask"].kind == "vectorlayer"
    assert by_name["Mask"].pixels is not None
    assert by_name["Mask clone-outline"].blending_mode == "multiply"
    for layer in reading.layers:
        if layer.pixels is not None:
            assert len(layer.pixels) == layer.bounds.area * 4, layer.name


def scenario_own_layers_are_left_out(stage: Stage) -> Steps:
    document = yield from stage.new_document(128, 128)
    without = yield from read_canvas(document)
    own = document.createNode("Pentimento process 1 - procedural, seed 7", "paintlayer")
    own.setPixelData(bytes((0, 0, 255, 255)) * 128 * 128, 0, 0, 128, 128)
    document.rootNode().addChildNode(own, None)
    yield 100
    document.waitForDone()
    assert _canvas(document) != without.pixels
    reading = yield from read_canvas(document)
    assert reading.pixels == without.pixels
    assert [layer.name for layer in reading.layers] == [layer.name for layer in without.layers]
    assert own.visible(), "hidden in the painter's own document"


def scenario_layers_beyond_the_budget_come_without_pixels(stage: Stage) -> Steps:
    document = yield from stage.new_document(64, 64)
    for name in ("hidden", "shown"):
        layer = document.createNode(name, "paintlayer")
        layer.setPixelData(bytes((9, 9, 9, 255)) * 64 * 64, 0, 0, 64, 64)
        layer.setVisible(name == "shown")
        document.rootNode().addChildNode(layer, None)
        yield 50
    reading = yield from read_canvas(document, layer_budget=2 * 64 * 64)
    got = [(layer.name, layer.pixels is not None) for layer in reading.layers]
    assert got[1:] == [("hidden", False), ("shown", True)], got
    assert got[0][1], "the background shows, and is below"


def scenario_tiny_canvas(stage: Stage) -> Steps:
    document = yield from stage.new_document(1, 1)
    reading = yield from read_canvas(document)
    assert (reading.width, reading.height, reading.pixels) == (1, 1, b"\xff\xff\xff\xff")


def scenario_group_and_nothing_else(stage: Stage) -> Steps:
    document = yield from stage.new_document(40, 30)
    background = document.rootNode().childNodes()[0]
    document.rootNode().addChildNode(document.createGroupLayer("empty group"), None)
    yield 100
    background.remove()
    yield 100
    reading = yield from read_canvas(document)
    assert reading.pixels == bytes(40 * 30 * 4)
    assert [(layer.name, layer.bounds.area, layer.pixels) for layer in reading.layers] == [
        ("empty group", 0, None)
    ]


def scenario_refusals_are_sentences(stage: Stage) -> Steps:
    assert "No document is open" in _refusal(None)
    document = yield from stage.new_document(12000, 12000)
    assert "12000 x 12000" in _refusal(document)
    yield from stage.close(document)
    assert "No document is open" in _refusal(document)


def scenario_document_closed_while_it_is_read(stage: Stage) -> Steps:
    document = yield from stage.new_document(2000, 2000, depth="F32", profile="")
    results: list[object] = []
    run(read_canvas(document), results.append, results.append)
    yield 60
    assert not results, "meant to close the document in the midst of reading"
    yield from stage.close(document)
    yield from stage.until(lambda: bool(results), "the reading's end")
    assert isinstance(results[0], (CanvasReading, Unreadable)), results


def scenario_reading_can_be_cancelled(stage: Stage) -> Steps:
    document = yield from stage.new_document(2000, 2000, depth="F32", profile="")
    results: list[object] = []
    running = run(read_canvas(document), results.append, results.append)
    yield 60
    running.cancel()
    yield from stage.until(lambda: bool(results), "the reading's end")
    assert isinstance(results[0], Cancelled), results
    assert not running.active


def _read_colors(
    stage: Stage, model: str, depth: str, profile: str, colors: Sequence[Color], *, tolerance: int
) -> Steps:
    """Paint `colors` into a document of this colour space, read it, and compare."""
    width = CELL * len(colors)
    document = yield from stage.new_document(width, CELL, model=model, depth=depth, profile=profile)
    space = (document.colorModel(), document.colorDepth(), document.colorProfile())
    swatches = _swatches(colors, space)
    background = document.rootNode().childNodes()[0]
    document.rootNode().addChildNode(swatches, None)
    yield 100
    background.remove()
    yield 200
    document.setModified(False)
    before = _fingerprint(stage, document)

    reading = yield from read_canvas(document)
    assert _fingerprint(stage, document) == before, "reading has changed the painter's document"
    layer = reading.layers[0]
    assert (layer.bounds.width, layer.bounds.height) == (width, CELL), layer.bounds
    assert layer.pixels is not None
    apart = max(abs(one - other) for one, other in zip(reading.pixels, layer.pixels, strict=True))
    assert apart <= 2, "the layer's colours differ from the canvas's"
    worst = max(_worst(reading.pixels, width, colors), _worst(layer.pixels, width, colors))
    stage.facts["worst difference"] = worst
    assert worst <= tolerance, f"colours are off by up to {worst} of 255"


def _swatches(colors: Sequence[Color], space: tuple[str, str, str]) -> Node:
    """Return a layer of squares in `space`, made from sRGB by Krita."""
    row = b"".join(bytes((blue, green, red, alpha)) * CELL for red, green, blue, alpha in colors)
    palette = Krita.instance().createDocument(8, 8, "palette", "RGBA", "U8", SRGB, 300.0)
    layer = palette.createNode("swatches", "paintlayer")
    layer.setPixelData(row * CELL, 0, 0, CELL * len(colors), CELL)
    assert layer.setColorSpace(*space)
    assert (layer.colorModel(), layer.colorDepth(), layer.colorProfile()) == space
    palette.setBatchmode(True)
    palette.setModified(False)
    palette.close()
    return layer


def _worst(pixels: bytes, width: int, colors: Sequence[Color]) -> int:
    worst = 0
    for index, (red, green, blue, alpha) in enumerate(colors):
        at = ((CELL // 2) * width + index * CELL + CELL // 2) * 4
        differences = zip(pixels[at : at + 4], (blue, green, red, alpha), strict=True)
        worst = max(worst, *(abs(got - expected) for got, expected in differences))
    return worst


def _fingerprint(stage: Stage, document: Document) -> dict[str, object]:
    nodes = document.rootNode().childNodes()
    return {
        "modified": document.modified(),
        "undo": stage.undo_texts(),
        "active": document.activeNode().name(),
        "time": document.currentTime(),
        "layers": [(node.name(), node.visible(), node.colorModel()) for node in nodes],
        "pixels": hash(
            image_pixels(document.projection(0, 0, document.width(), document.height()))
        ),
    }


def _canvas(document: Document) -> bytes:
    return image_pixels(document.projection(0, 0, document.width(), document.height()))


def _ora_layers(path: Path) -> list[tuple[str, int, int, QtGui.QImage]]:
    """Read the layers of an OpenRaster file, bottom first: name, position, image."""
    with zipfile.ZipFile(path) as archive:
        stack = ElementTree.fromstring(archive.read("stack.xml"))
        layers = []
        for element in stack.iter("layer"):
            image = QtGui.QImage.fromData(archive.read(element.attrib["src"]))
            left, top = int(element.attrib.get("x", 0)), int(element.attrib.get("y", 0))
            layers.append((element.attrib["name"], left, top, image))
    return layers[::-1]


def _cropped(image: QtGui.QImage, layer: LayerReading, left: int, top: int) -> bytes:
    bounds = layer.bounds
    return image_pixels(
        image.convertToFormat(QtGui.QImage.Format.Format_ARGB32).copy(
            bounds.x - left, bounds.y - top, bounds.width, bounds.height
        )
    )


def _refusal(document: object) -> str:
    try:
        check_readable(document)
    except Unreadable as refusal:
        return str(refusal)
    raise AssertionError("was not refused")
