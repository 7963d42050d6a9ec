"""Reads Photoshop documents (.psd, .psb) by way of psd-tools."""

from __future__ import annotations

import logging
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from psd_tools import PSDImage
from psd_tools.api.layers import GroupMixin
from psd_tools.api.layers import Layer as PhotoshopLayer
from psd_tools.api.mask import Mask
from psd_tools.constants import BlendMode, Resource

from pentimento_protocol import limits

from ..engines.interface import Canvas, Layer
from ..imaging.compositing.sheet import PASS_THROUGH
from .artwork import Flaw, check_size
from .layer_tree import LayerTree
from .picture import canvas_of, has_alpha
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

_DRAWN_KINDS = ("shape", "solidcolorfill", "patternfill", "gradientfill")
"""Kinds whose pixels, where the file holds them, are cut out by their masks already."""

_BLENDING_MODES = {
    BlendMode.PASS_THROUGH: PASS_THROUGH,
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
        for layer, clipped in _with_clipped(group):
            base = _described(layer)
            if not clipped:
                self._add(base, layer, parent)
                continue
            # Photoshop clips to the layer below, Krita to all that lies below in the same group
            around = self.tree.add(_clipping_group(base, parent))
            self._add(
                replace(base, visible=True, opacity=1.0, blending_mode="normal"), layer, around
            )
            for upper in clipped:
                self._add(replace(_described(upper), clips=True), upper, around)

    def _add(self, described: Layer, layer: PhotoshopLayer, parent: int | None) -> None:
        placed = self._pixels(layer) if described.kind != "grouplayer" else Placed()
        index = self.tree.add(
            replace(described, parent=parent, x=placed.x, y=placed.y, image=placed.image)
        )
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
        if not has_alpha(image):
            canvas[..., 3] = _alpha(layer, canvas)
        canvas[..., 3] = _masked(canvas[..., 3], layer)
        return self._easel.place(canvas, layer.left, layer.top)


def _alpha(layer: PhotoshopLayer, canvas: Canvas) -> Canvas:
    """Return a layer's alpha where Pillow has no mode that carries it (CMYK, Lab)."""
    shape = layer.numpy("shape")
    if shape is None:
        return canvas[..., 3]
    return np.round(shape[..., 0] * 255).astype(np.uint8)


def _masked(alpha: NDArray[np.uint8], layer: PhotoshopLayer) -> NDArray[np.uint8]:
    """Return a layer's alpha where its mask lets it show; masks of shapes and fills are in it."""
    mask = layer.mask
    if mask is None or mask.disabled or layer.kind in _DRAWN_KINDS:
        return alpha
    coverage = mask.topil(layer_sized=True)
    if coverage is None:
        return alpha
    density = _density(mask)
    kept = np.asarray(coverage.convert("L")) * np.float32(density) + 255 * (1 - density)
    return np.round(alpha * (kept / 255)).astype(np.uint8)


def _density(mask: Mask) -> float:
    """Return how much a mask counts, 0..1."""
    density = mask.parameters.user_mask_density if mask.parameters else None
    return 1.0 if density is None else density / 255


def _with_clipped(
    group: Iterable[PhotoshopLayer],
) -> Iterator[tuple[PhotoshopLayer, list[PhotoshopLayer]]]:
    """Yield the layers of a group with those that are clipped to them, lower ones first."""
    bases: list[tuple[PhotoshopLayer, list[PhotoshopLayer]]] = []
    for layer in group:
        if layer.clipping and bases:
            bases[-1][1].append(layer)
        else:
            bases.append((layer, []))
    yield from bases


def _clipping_group(base: Layer, parent: int | None) -> Layer:
    """Return the group that shows a layer, and what is clipped to it, as the layer is shown.

    It has no name: names tell what layers are for, and those inside tell it themselves.
    """
    mode = "normal" if base.blending_mode == PASS_THROUGH else base.blending_mode
    return replace(base, name="", kind="grouplayer", blending_mode=mode, parent=parent)


def _described(layer: PhotoshopLayer) -> Layer:
    """Return all of a layer but its pixels and its place."""
    mode = BlendMode(layer.blend_mode)
    return Layer(
        name=layer.name.rstrip("\0"),  # Krita ends the names it writes with one
        kind=_KINDS.get(layer.kind, _OTHER_KINDS),
        visible=layer.visible,
        opacity=layer.opacity / 255 * layer.fill_opacity / 255,
        blending_mode=_BLENDING_MODES.get(mode, mode.name.lower()),
    )
