"""Stacks of layers in the real Krita; what it makes of them is kept beside what they are made of.

Each stack ends up in the artifacts as NAME.json: the reading of the canvas, pixels in base64.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import random
from collections.abc import Generator

from krita import Document, Krita, Node
from pentimento_scenarios.stage import Stage

from pentimento.document.canvas import read_canvas

Steps = Generator[int, None, None]

WIDTH, HEIGHT = 128, 96

MODES = (
    *("normal", "erase", "multiply", "screen", "overlay", "darken", "lighten", "dodge", "burn"),
    *("hard_light", "soft_light", "soft_light_svg", "add", "linear_dodge", "linear_burn"),
    *("linear light", "vivid_light", "pin_light", "hard_mix_photoshop", "subtract", "diff"),
    *("exclusion", "divide", "grain_merge", "grain_extract", "color", "luminize", "hue"),
    *("saturation", "darker color", "lighter color"),
)


def scenario_blending_modes(stage: Stage) -> Steps:
    document = yield from _blank_document(stage)
    root = document.rootNode()
    below, above = _layer(document, "below", 1), _layer(document, "above", 2)
    yield from _put(document, root, below)
    yield from _put(document, root, above)
    for clips in (False, True):
        above.setInheritAlpha(clips)
        for opacity in (255, 170):
            above.setOpacity(opacity)
            for mode in MODES:
                above.setBlendingMode(mode)
                title = f"{mode} {opacity}{' clipping' if clips else ''}"
                yield from _keep(stage, document, title)
    yield from stage.close(document)


def scenario_groups(stage: Stage) -> Steps:
    for passing in (False, True):
        for clips in (False, True):
            document = yield from _blank_document(stage)
            root = document.rootNode()
            yield from _put(document, root, _layer(document, "below", 3))
            group = document.createGroupLayer("group")
            group.setOpacity(150)
            group.setBlendingMode("normal" if passing else "multiply")
            group.setPassThroughMode(passing)
            group.setInheritAlpha(clips)
            yield from _put(document, root, group)
            yield from _put(document, group, _layer(document, "first", 4, opacity=201))
            yield from _put(document, group, _layer(document, "clips", 5, "screen", clips=True))
            yield from _put(document, group, _layer(document, "shade", 6, "multiply", 77))
            yield from _put(document, root, _layer(document, "above", 7, "overlay", 99))
            title = "group" + " passing through" * passing + " clipping" * clips
            yield from _keep(stage, document, title)
            yield from stage.close(document)


def scenario_groups_in_groups(stage: Stage) -> Steps:
    document = yield from _blank_document(stage)
    root = document.rootNode()
    yield from _put(document, root, _layer(document, "nothing to clip to", 8, clips=True))
    outer, inner = document.createGroupLayer("outer"), document.createGroupLayer("inner")
    for group, opacity in ((outer, 180), (inner, 140)):
        group.setPassThroughMode(True)
        group.setOpacity(opacity)
    yield from _put(document, root, _layer(document, "below", 9, opacity=222))
    yield from _put(document, root, outer)
    yield from _put(document, outer, _layer(document, "in outer", 10, "soft_light_svg"))
    yield from _put(document, outer, inner)
    yield from _put(document, inner, _layer(document, "in inner", 11, "dodge", 190))
    hidden = _layer(document, "hidden", 12)
    hidden.setVisible(False)
    yield from _put(document, inner, hidden)
    yield from _put(document, inner, _layer(document, "of no opacity", 13, opacity=0))
    isolated = document.createGroupLayer("isolated")
    isolated.setBlendingMode("add")
    yield from _put(document, inner, isolated)
    yield from _put(document, isolated, _layer(document, "alone", 14, "erase", 128))
    yield from _put(document, isolated, _layer(document, "over alone", 15, "multiply"))
    yield from _put(document, isolated, _layer(document, "erases", 16, "erase", 128))
    yield from _keep(stage, document, "groups in groups")
    outer.setVisible(False)
    yield from _keep(stage, document, "hidden group")
    yield from stage.close(document)


def scenario_painters_documents(stage: Stage) -> Steps:
    # st_pumpkin_house.ora has a merged image of its own that is not as Krita composites it.
    for name in ("st_pumpkin_house.ora", "st_ghost.ora", "libkra_example_RGBA.kra"):
        document = yield from stage.open_document(stage.art / "layered" / name)
        yield from _keep(stage, document, name)
        yield from stage.close(document)


def _blank_document(stage: Stage) -> Generator[int, None, Document]:
    document = yield from stage.new_document(WIDTH, HEIGHT)
    for node in document.rootNode().childNodes():
        node.remove()
    yield 100
    return document


def _layer(
    document: Document,
    name: str,
    seed: int,
    mode: str = "normal",
    opacity: int = 255,
    *,
    clips: bool = False,
) -> Node:
    """Return a layer of noise that covers most of the canvas: opaque, translucent, not at all."""
    noise = random.Random(seed)
    left, top = noise.randrange(20), noise.randrange(20)
    width, height = WIDTH - 20, HEIGHT - 20
    pixels = bytearray(noise.randbytes(width * height * 4))
    for row in range(height):
        start, end = row * width * 4, (row + 1) * width * 4
        if row % 3 == 0:
            pixels[start + 3 : end : 4] = b"\xff" * width
        pixels[start + 3 : start + width : 4] = bytes(width // 4)
    layer = document.createNode(name, "paintlayer")
    layer.setPixelData(bytes(pixels), left, top, width, height)
    layer.setBlendingMode(mode)
    layer.setOpacity(opacity)
    layer.setInheritAlpha(clips)
    return layer


def _put(document: Document, parent: Node, node: Node) -> Steps:
    parent.addChildNode(node, None)
    yield 20
    document.waitForDone()


def _keep(stage: Stage, document: Document, title: str) -> Steps:
    document.refreshProjection()
    yield 20
    document.waitForDone()
    reading = yield from read_canvas(document)
    text = json.dumps(dataclasses.asdict(reading), default=_base64)
    (stage.artifacts / f"{title}.json").write_text(text, encoding="utf-8")
    assert Krita.instance().activeDocument() == document


def _base64(pixels: bytes) -> str:
    return base64.b64encode(pixels).decode("ascii")
