"""Reads Photoshop documents (.psd, .psb) by way of psd-tools."""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image
from psd_tools import PSDImage
from psd_tools.api.layers import GroupMixin
from psd_tools.api.layers import Layer as PhotoshopLayer
from psd_tools.constants import BlendMode, Resource

from pentimento_protocol import limits

from ..engines.interface import Canvas, Layer
from .artwork import Flaw, check_size
from .layer_tree import LayerTree
from .picture import canvas_of
from .placing import Easel, Placed

_HEADER = struct.Struct(">4sH6sHIIHH")

_KINDS = {
    "group": "grouplayer",
    "artboard": "grouplayer",
    "pixel": "paintlayer",
    "type": "vectorlayer",
    "shape": "vectorlayer",
    "smartobject": "filelayer",
    "solidcolorfill": "filllayer",
    "patternfill": "filllayer",
    "gradientfill": "filllayer",
}
_OTHER_KINDS = "filterlayer"
"""All that psd-tools names besides are adjustments."""

_BLENDING_MODES = {
    BlendMode.PASS_THROUGH: "pass through",
    BlendMode.COLOR_BURN: "burn",
    BlendMode.LINEAR_BURN: "linear_burn",
    BlendMode.DARKER_COLOR: "darker color",
    BlendMode.COLOR_DODGE: "dodge",
    BlendMode.LINEAR_DODGE: "add",
    BlendMode.LIGHTER_COLOR: "lighter color",
    BlendMode.SOFT_LIGHT: "soft_light",
    BlendMode.HARD_LIGHT: "hard_light",
    BlendMode.VIVID_LIGHT: "vivid_light",
    BlendMode.LINEAR_LIGHT: "linear light",
    BlendMode.PIN_LIGHT: "pin_light",
    BlendMode.HARD_MIX: "hard_mix_photoshop",
    BlendMode.DIFFERENCE: "diff",
    BlendMode.LUMINOSITY: "luminize",
}
"""Photoshop's modes under Krita's names; the other names are the same."""


def read_photoshop(path: Path) -> tuple[Canvas, tuple[Layer, ...]]:
    """Read merged image and layers of a Photoshop file; raises Flaw."""
    _check_header(path)
    logging.getLogger("psd_tools").setLevel(logging.ERROR)  # it warns of much that does no harm
    try:
        return _read(path)
    except (Flaw, MemoryError):
        raise
    except Exception as error:
        # psd-tools meets damage with whatever its parsing stumbles over, assertions included
        raise Flaw("it is cut short or damaged") from error


def _check_header(path: Path) -> None:
    with path.open("rb") as file:
        header = file.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise Flaw("it is cut short or damaged")
    _, _, _, _, height, width, _, _ = _HEADER.unpack(header)
    check_size(width, height)


def _read(path: Path) -> tuple[Canvas, tuple[Layer, ...]]:
    document = PSDImage.open(path, max_alloc_bytes=limits.MAX_SUBMIT_BYTES)
    merged = document.topil(apply_icc=False) if document.has_preview() else None
    if merged is None:
        raise Flaw("it holds no merged image; save it with the option 'maximize compatibility'")
    profile = document.image_resources.get_data(Resource.ICC_PROFILE)
    reader = _LayerReader(Easel(document.width, document.height), profile)
    reader.add_enclosed(document, None)
    return _with_profile(merged, profile), reader.tree.layers()


def _with_profile(image: Image.Image, profile: bytes | None) -> Canvas:
    if profile:
        image.info["icc_profile"] = profile
    return canvas_of(image)


class _LayerReader:
    """Walks through the layers of one document, lower ones first."""

    def __init__(self, easel: Easel, profile: bytes | None) -> None:
        self._easel = easel
        self._profile = profile
        self.tree = LayerTree()

    def add_enclosed(self, group: Iterable[PhotoshopLayer], parent: int | None) -> None:
        """Add what `group` encloses, and what that encloses in turn."""
        for layer in group:
            kind = _KINDS.get(layer.kind, _OTHER_KINDS)
            placed = self._pixels(layer) if kind != "grouplayer" else Placed()
            index = self.tree.add(_layer(layer, kind, parent, placed))
            if isinstance(layer, GroupMixin):
                self.add_enclosed(layer, index)

    def _pixels(self, layer: PhotoshopLayer) -> Placed:
        if not layer.has_pixels() or not layer.width or not layer.height:
            return Placed()
        self._easel.check_layer(layer.width, layer.height)
        image = layer.topil(apply_icc=False)
        if image is None:
            return Placed()
        canvas = _with_profile(image, self._profile)
        if "A" not in image.getbands():
            canvas[..., 3] = _alpha(layer, canvas)
        return self._easel.place(canvas, layer.left, layer.top)


def _alpha(layer: PhotoshopLayer, canvas: Canvas) -> Canvas:
    """Return a layer's alpha where Pillow has no mode that carries it (CMYK)."""
    shape = layer.numpy("shape")
    if shape is None:
        return canvas[..., 3]
    return np.round(shape[..., 0] * 255).astype(np.uint8)


def _layer(layer: PhotoshopLayer, kind: str, parent: int | None, placed: Placed) -> Layer:
    mode = BlendMode(layer.blend_mode)
    return Layer(
        name=layer.name.rstrip("\0"),  # Krita ends the names it writes with one
        kind=kind,
        visible=layer.visible,
        opacity=layer.opacity / 255,
        blending_mode=_BLENDING_MODES.get(mode, mode.name.lower()),
        x=placed.x,
        y=placed.y,
        parent=parent,
        image=placed.image,
        clips=layer.clipping,
    )
