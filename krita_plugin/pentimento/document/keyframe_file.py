"""A Krita document, written by hand, that holds nothing but animated layers with empty keyframes.

Krita's Python interface cannot make keyframes, but Krita reads them from its own files: so we write
a file with the wanted keys, at any times and in any number of layers, and Krita opens it. What is
not about keyframes is taken from a file that this very Krita has saved, so that it is of the
version, the colour space and the profile that this Krita knows.
"""

from __future__ import annotations

import uuid
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Sequence, Tuple
from xml.dom import minidom

_DESCRIPTION = "maindoc.xml"
_MIME_TYPE = "mimetype"
_GROUP_FILE = "process"
_TILE_SIDE = 64

_KEYFRAMES_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    "<!DOCTYPE keyframes PUBLIC '-//KDE//DTD krita-keyframes 1.0//EN' "
    "'http://www.calligra.org/DTD/krita-keyframes-1.0.dtd'>\n"
    '<keyframes xmlns="http://www.calligra.org/DTD/krita-keyframes"><channel name="content">\n'
)
_KEYFRAMES_FOOT = "</channel></keyframes>\n"


@dataclass(frozen=True)
class Track:
    """An animated layer: its name, and the times of its keyframes on the timeline, rising."""

    name: str
    times: Tuple[int, ...]

    @property
    def keys(self) -> Tuple[int, ...]:
        """The times with a key: Krita's animated layers begin with one at 0, blank if need be."""
        return self.times if 0 in self.times else (0, *self.times)


@dataclass(frozen=True)
class BlankDocument:
    """A document of one paint layer, as Krita has saved it: the members of its file by name."""

    members: Dict[str, bytes]

    @classmethod
    def read(cls, path: Path) -> BlankDocument:
        """Return what Krita has saved at `path`."""
        with zipfile.ZipFile(str(path)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})


def write_keyframe_file(
    path: Path, blank: BlankDocument, group: str, tracks: Sequence[Track], color_label: int
) -> None:
    """Write a Krita document with one group called `group`, in it the tracks, the lowest first.

    All its keyframes are empty. Group and layers have Krita's `color_label` (0..8), the layers are
    pinned to the timeline. Raises OSError, and ValueError where `blank` is not of the known form.
    """
    description = minidom.parseString(blank.members[_DESCRIPTION])
    layers = description.getElementsByTagName("layers")[0]
    layer = _only_layer(layers)
    folder = _folder(description)
    file = layer.getAttribute("filename")
    try:
        profile = blank.members[f"{folder}/layers/{file}.icc"]
        pixel = blank.members[f"{folder}/layers/{file}.defaultpixel"]
    except KeyError:
        raise ValueError("Krita has saved a layer without its profile") from None
    names = [f"track{number}" for number in range(len(tracks))]
    animated = [
        _animated_layer(description, layer, track.name, name, str(color_label))
        for name, track in zip(names, tracks)
    ]
    inside = description.createElement("layers")
    for one in reversed(animated):  # Krita lists the topmost first
        inside.appendChild(one)
    _turn_into_group(layer, group, inside, str(color_label))
    members = {
        name: content
        for name, content in blank.members.items()
        if not name.startswith(f"{folder}/layers/")
    }
    members[_DESCRIPTION] = description.toxml("utf-8")
    for name, track in zip(names, tracks):
        members.update(_track_files(f"{folder}/layers/{name}", name, track, profile, len(pixel)))
    with zipfile.ZipFile(str(path), "w", zipfile.ZIP_STORED) as archive:
        # Krita recognises its files by this member, which comes first.
        archive.writestr(_MIME_TYPE, members.pop(_MIME_TYPE))
        for name, content in members.items():
            archive.writestr(name, content)


def _only_layer(layers: minidom.Element) -> minidom.Element:
    found = layers.getElementsByTagName("layer")
    if len(found) != 1:
        raise ValueError(f"Krita has saved {len(found)} layers in the place of one")
    return found[0]


def _folder(description: minidom.Document) -> str:
    """Return the folder of the file that holds the image's data: it has the image's name."""
    return description.getElementsByTagName("IMAGE")[0].getAttribute("name")


def _animated_layer(
    description: minidom.Document, layer: minidom.Element, title: str, file: str, color_label: str
) -> minidom.Element:
    animated = description.createElement("layer")
    _set(animated, **dict(layer.attributes.items()))
    _set(animated, name=title, filename=file, keyframes=f"{file}.keyframes.xml")
    _set(animated, colorlabel=color_label, uuid=_unique(), intimeline="1")
    return animated


def _turn_into_group(
    layer: minidom.Element, title: str, inside: minidom.Element, color_label: str
) -> None:
    # Passing through: Krita does not compose a group of its own when it is added, and would show
    # nothing of it until the next change.
    _set(layer, nodetype="grouplayer", name=title, filename=_GROUP_FILE, passthrough="1")
    _set(layer, colorlabel=color_label, uuid=_unique())
    layer.appendChild(inside)


def _set(element: minidom.Element, **attributes: str) -> None:
    for name, value in attributes.items():
        element.setAttribute(name, "".join(one for one in value if one.isprintable()))


def _unique() -> str:
    return f"{{{uuid.uuid4()}}}"


def _track_files(
    path: str, name: str, track: Track, profile: bytes, pixel_size: int
) -> Dict[str, bytes]:
    empty = (
        f"VERSION 2\nTILEWIDTH {_TILE_SIDE}\nTILEHEIGHT {_TILE_SIDE}\n"
        f"PIXELSIZE {pixel_size}\nDATA 0\n"
    ).encode("ascii")
    files = {f"{path}.icc": profile}
    rows = []
    for number, time in enumerate(track.keys):
        ending = f".f{number}" if number else ""
        files[path + ending] = empty
        files[f"{path}{ending}.defaultpixel"] = bytes(pixel_size)
        rows.append(
            f'<keyframe frame="{name}{ending}" time="{time}" color-label="0">'
            '<offset type="point" x="0" y="0"/></keyframe>\n'
        )
    rows_between = "".join(rows)
    files[f"{path}.keyframes.xml"] = (_KEYFRAMES_HEAD + rows_between + _KEYFRAMES_FOOT).encode()
    return files
