"""Reads stroke lists from anyone: every value is checked before something is made of it."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Mapping, Sequence
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from pentimento_protocol.limits import MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE

from ..imaging.colour import Plane
from ..imaging.png import decode_png
from .areas import Areas, Labels
from .materials import INK, Ink, Materials
from .packing import LARGEST, DamagedStrokes, unpacked
from .ribbons import outlines
from .stroke import BrushKind, Clip, Paint, PremultipliedColour, Stroke
from .stroke_list import FORMAT, VERSION, LegOfStrokes, StrokeList, TimedStroke

_MOST_VALUES = 32_000_000
"""Values in a list, which bounds the memory that parsing takes; a rich painting has 4 million."""
_MOST_PICTURE_PIXELS = 4 * MAX_IMAGE_PIXELS
"""Pixels of all images of canvas size together; each leg of a painting has three or four."""
_MOST_LEGS = 64
_MOST_MAPS = 160
"""Maps of areas in all legs together; each leg has four or five."""
_LONGEST_PLAN = 1024
_FARTHEST = float(1 << 20)
"""Canvas pixels from the corner, beyond which no stroke reaches; polygons overflow far from it."""
_LONGEST_NAME = 64
_GZIP = b"\x1f\x8b"
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What taking a list apart raises where it is built in another way."""

Size = tuple[int, int]


def read_strokes(content: bytes) -> StrokeList:
    """Read what `StrokeList.to_bytes` wrote, packed or as plain JSON.

    Raises DamagedStrokes, with one sentence, for anything else.
    """
    text = unpacked(content) if content.startswith(_GZIP) else content
    if len(text) > LARGEST or sum(text.count(mark) for mark in (b",", b"[", b"{")) > _MOST_VALUES:
        raise DamagedStrokes("The stroke list is too large to be one: paint again.")
    try:
        return _list(json.loads(text))
    except DamagedStrokes:
        raise
    except _DAMAGE as error:
        raise DamagedStrokes(
            "This is no stroke list that Pentimento can read: export it again."
        ) from error


def _flaw(clause: str) -> DamagedStrokes:
    return DamagedStrokes(f"This stroke list cannot be read: {clause}; export it again.")


def _list(described: Mapping[str, Any]) -> StrokeList:
    if described["format"] != FORMAT:
        raise ValueError("another format")
    if described["version"] != VERSION:
        raise _flaw(f"it is of version {described['version']!r:.20}, not {VERSION}")
    size = _canvas_size(described)
    legs = described["legs"]
    if not isinstance(legs, list) or not 1 <= len(legs) <= _MOST_LEGS:
        raise _flaw(f"it must have 1 to {_MOST_LEGS} legs")
    if sum(len(leg["areas"]) for leg in legs) > _MOST_MAPS:
        raise _flaw(f"it has more than {_MOST_MAPS} maps of areas")
    images = _images(described["images"], size)
    read = [_leg(leg, images, size) for leg in legs]
    if any(later.first > earlier.first for earlier, later in itertools.pairwise(read)):
        raise _flaw("its legs are not in the order of their steps")
    return StrokeList(read)


def _canvas_size(described: Mapping[str, Any]) -> Size:
    width = _whole(described["width"], 1, MAX_IMAGE_SIDE, "width")
    height = _whole(described["height"], 1, MAX_IMAGE_SIDE, "height")
    if width * height > MAX_IMAGE_PIXELS:
        raise _flaw(f"its canvas has more than {MAX_IMAGE_PIXELS // 1_000_000} megapixels")
    return width, height


def _images(coded: Sequence[str], size: Size) -> list[NDArray[np.uint8]]:
    if len(coded) * size[0] * size[1] > _MOST_PICTURE_PIXELS:
        raise _flaw("it has too many pictures of the whole canvas")
    images = [_decoded(part, size[0] * size[1], "picture") for part in coded]
    if any(image.shape[:2] != (size[1], size[0]) for image in images):
        raise _flaw("a picture is of another size than the canvas")
    return images


def _leg(
    described: Mapping[str, Any], images: Sequence[NDArray[np.uint8]], size: Size
) -> LegOfStrokes:
    materials = _materials(described, images, size)
    plan = materials.plan_size
    maps = [Areas(_labels(coded, plan), *size) for coded in described["areas"]]
    start = described["start"]
    canvas = _colour(start) if isinstance(start, list) else _image(start, images, "picture", 3)
    entries = described["strokes"]
    if not isinstance(entries, list):
        raise TypeError("strokes")
    shapes = _outlines(entries, max(size[0] / plan[0], size[1] / plan[1]))
    strokes = [
        _stroke(entry, shape, maps, materials) for entry, shape in zip(entries, shapes, strict=True)
    ]
    if any(later.step > earlier.step for earlier, later in itertools.pairwise(strokes)):
        raise _flaw("its strokes are not in the order of their steps")
    return LegOfStrokes(materials, canvas, _whole(described["first"], 0, 999, "first"), strokes)


def _materials(
    described: Mapping[str, Any], images: Sequence[NDArray[np.uint8]], size: Size
) -> Materials:
    width, height = (_whole(side, 1, _LONGEST_PLAN, "plan") for side in described["plan"])
    materials = Materials(size, (width, height))
    for name, place in described["pictures"].items():
        materials.pictures[_name(name, "picture")] = _image(place, images, "picture", 3)
    if described["ink"] is not None:
        materials.ink = _ink(described["ink"], materials)
    if described["kept"] is not None:
        materials.kept = _image(described["kept"], images, "mask", 2)
    return materials


def _ink(coded: Sequence[str], materials: Materials) -> Ink:
    size, plan = materials.canvas_size, materials.plan_size
    most = max(size[0] * size[1], plan[0] * plan[1])
    alpha, colour = (_decoded(part, most, "line drawing") for part in coded)
    if alpha.ndim != 2 or colour.ndim != 3:
        raise _flaw("its line drawing is no pair of a mask and a picture")
    return Ink(alpha, colour, size)


def _outlines(entries: Sequence[Mapping[str, Any]], scale: float) -> list[Plane]:
    """The outline of each entry; those with as many points are made together.

    `scale` is canvas pixels in a plan pixel.
    """
    by_points: dict[int, list[int]] = {}
    for index, entry in enumerate(entries):
        by_points.setdefault(len(entry["path"]), []).append(index)
    shapes: list[Plane] = [np.empty((0, 2), np.float32)] * len(entries)
    for points, members in by_points.items():
        chosen = [entries[index] for index in members]
        count, reach = len(chosen), _FARTHEST / scale
        paths = _array(chosen, "path", (count, points, 2), -reach, reach)
        half = _array(chosen, "width", (count, points), 0.0, reach)
        half *= 0.5
        tips = _array(chosen, "tip", (count,), 0.0, reach)
        if points < 2:
            raise _flaw("the path of a stroke has fewer than two points")
        made = outlines(paths, half, tips)
        for index, shape in zip(members, made, strict=True):
            shapes[index] = shape
    return shapes


def _array(
    entries: Sequence[Mapping[str, Any]],
    name: str,
    shape: tuple[int, ...],
    least: float,
    most: float,
) -> Plane:
    try:
        values = np.array([entry[name] for entry in entries], np.float64)
    except (ValueError, TypeError, OverflowError):
        raise _flaw(f"the {name} of a stroke's path is no list of numbers") from None
    # written so that it holds for no NaN
    if values.shape != shape or not bool(((values >= least) & (values <= most)).all()):
        raise _flaw(f"the {name} of a stroke's path lies beyond the canvas or has gaps")
    return values.astype(np.float32)


def _stroke(
    entry: Mapping[str, Any], outline: Plane, maps: Sequence[Areas], materials: Materials
) -> TimedStroke:
    if entry["brush"] not in get_args(BrushKind):
        raise _flaw("a stroke has a brush that does not exist")
    stroke = Stroke(
        outline,
        _number(entry, "angle", -10.0, 10.0),
        _number(entry, "radius", 0.0, _FARTHEST),
        0.0,
        _paint(entry, materials),
        entry["brush"],
        _number(entry, "opacity", 0.0, 1.0),
        _number(entry, "dry", 0.0, 1.0),
        _whole(entry["grain"], 0, 1 << 32, "grain"),
        None if entry["clip"] is None else _clip(entry["clip"], maps),
    )
    # the first mark may lie up to one step before 999
    return TimedStroke(_number(entry, "step", 0.0, 1000.0), _name(entry["stage"], "stage"), stroke)


def _paint(entry: Mapping[str, Any], materials: Materials) -> Paint:
    picture = entry["picture"]
    if picture == INK:
        if materials.ink is None:
            raise _flaw("a stroke brings out the line drawing, and there is none")
    elif picture != "" and _name(picture, "picture") not in materials.pictures:
        raise _flaw("a stroke brings out a picture that is not there")
    return Paint(_colour(entry["colour"]), _number(entry, "under_ink", 0.0, 1.0), picture)


def _clip(values: Sequence[Any], maps: Sequence[Areas]) -> Clip:
    index, label, exact = values
    areas = maps[_whole(index, 0, len(maps) - 1, "map in a clip")]
    if not isinstance(exact, bool):
        raise _flaw("a clip does not say whether it is exact")
    return Clip(areas, _whole(label, 0, int(areas.labels.max()), "label in a clip"), exact)


def _whole(value: object, least: int, most: int, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _flaw(f"{name} must be a whole number from {least} to {most}")
    return value


def _number(entry: Mapping[str, Any], name: str, least: float, most: float) -> float:
    value = entry[name]
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not least <= value <= most:
        raise _flaw(f"the {name} of a stroke must be a number from {least:g} to {most:g}")
    return float(value)


def _name(value: object, kind: str) -> str:
    """A name that may stand in any document: control characters are no XML."""
    if not isinstance(value, str) or not value.isprintable() or len(value) > _LONGEST_NAME:
        raise _flaw(f"the name of a {kind} is no short text")
    return value


def _colour(values: Sequence[object]) -> PremultipliedColour:
    if not isinstance(values, list) or len(values) != 4:
        raise _flaw("a colour is not made of four numbers")
    red, green, blue, alpha = (_whole(value, 0, 255, "each part of a colour") for value in values)
    return red, green, blue, alpha


def _labels(coded: str, plan: Size) -> Labels:
    picture = _decoded(coded, plan[0] * plan[1], "map of areas")
    if picture.ndim != 3 or picture.shape[:2] != (plan[1], plan[0]):
        raise _flaw("a map of areas is of another size or kind than the plan")
    labels = np.ascontiguousarray(picture).view("<i4")[..., 0].astype(np.int32)
    if labels.min() < 0 or labels.max() > 8 * labels.size + 64:
        raise _flaw("a map of areas has labels out of range")
    return labels


def _image(
    place: object, images: Sequence[NDArray[np.uint8]], kind: str, dimensions: int
) -> NDArray[np.uint8]:
    """The image of canvas size at a place in the list's table."""
    image = images[_whole(place, 0, len(images) - 1, f"the place of a {kind}")]
    if image.ndim != dimensions:
        raise _flaw(f"an image that should be a {kind} is none")
    return image


def _decoded(coded: str, most_pixels: int, kind: str) -> NDArray[np.uint8]:
    try:
        return decode_png(base64.b64decode(coded, validate=True), most_pixels)
    except (ValueError, TypeError):
        raise _flaw(f"a {kind} is no PNG, damaged or too large") from None
