"""The XML parts of a Krita document that holds one process, as Krita 5 writes them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from .provenance import Provenance

DOCUMENT_NAME = "Pentimento"
"""Name of the image inside the file and of the folder with its layers; plain on purpose."""

SRGB_PROFILE = "sRGB built-in"
"""Name that Krita and Pillow, both by way of Little CMS, give to the sRGB profile they make."""

_PIXELS_PER_INCH = "300"
_PURPLE_LABEL = "7"
_LONGEST_NAME = 64


@dataclass(frozen=True)
class Animation:
    """Frame rate and length of the clip; the time shown first is its last frame."""

    frames: int
    frames_per_second: int

    @property
    def last_time(self) -> int:
        """Time of the last frame."""
        return self.frames - 1


@dataclass(frozen=True)
class LayerFiles:
    """Names of the layers' files in the document."""

    process: str
    finished: str

    @property
    def keyframes(self) -> str:
        """Name of the file that lists the process layer's keyframes."""
        return f"{self.process}.keyframes.xml"


def document_tree(
    width: int, height: int, files: LayerFiles, animation: Animation, provenance: Provenance
) -> bytes:
    """Return maindoc.xml: a group with the animated layer, and the finished canvas, hidden."""
    root = Element("DOC", xmlns="http://www.calligra.org/DTD/krita")
    root.attrib |= {"editor": "Krita", "kritaVersion": "5.1.5", "syntaxVersion": "2.0"}
    image = SubElement(root, "IMAGE", name=DOCUMENT_NAME, mime="application/x-kra")
    image.attrib |= {
        "width": str(width),
        "height": str(height),
        "colorspacename": "RGBA",
        "profile": SRGB_PROFILE,
        "x-res": _PIXELS_PER_INCH,
        "y-res": _PIXELS_PER_INCH,
        "description": provenance.sentence,
    }
    layers = SubElement(image, "layers")
    group = _layer(layers, "grouplayer", _group_name(provenance), "layer1")
    group.attrib |= {"passthrough": "0", "colorlabel": _PURPLE_LABEL}
    process = _layer(SubElement(group, "layers"), "paintlayer", "Pentimento process", files.process)
    process.attrib |= {"keyframes": files.keyframes, "intimeline": "1", "selected": "true"}
    process.attrib |= {"colorlabel": _PURPLE_LABEL, "colorspacename": "RGBA", "onionskin": "0"}
    finished = _layer(layers, "paintlayer", "Finished canvas", files.finished)
    finished.attrib |= {"visible": "0", "colorspacename": "RGBA", "onionskin": "0"}
    _add_animation(SubElement(image, "animation"), animation)
    return _xml(root, "DOC PUBLIC '-//KDE//DTD krita 2.0//EN'", "krita-2.0.dtd")


def keyframes(frame_files: Sequence[str]) -> bytes:
    """Return the file that gives each of a layer's frames its time, 0, 1, 2 ..."""
    root = Element("keyframes", xmlns="http://www.calligra.org/DTD/krita-keyframes")
    channel = SubElement(root, "channel", name="content")
    for time, name in enumerate(frame_files):
        keyframe = SubElement(channel, "keyframe", {"frame": name, "time": str(time)})
        keyframe.set("color-label", "0")
        SubElement(keyframe, "offset", type="point", x="0", y="0")
    document_type = "keyframes PUBLIC '-//KDE//DTD krita-keyframes 1.0//EN'"
    return _xml(root, document_type, "krita-keyframes-1.0.dtd")


def animation_index(animation: Animation) -> bytes:
    """Return animation/index.xml, where newer versions look for rate, range and current time."""
    root = Element("animation-metadata", xmlns="http://www.calligra.org/DTD/krita")
    _add_animation(root, animation)
    document_type = "animation-metadata PUBLIC '-//KDE//DTD krita 1.1//EN'"
    return _xml(root, document_type, "krita-1.1.dtd")


def document_info(provenance: Provenance, now: datetime) -> bytes:
    """Return documentinfo.xml, which tells readers in Krita where the pictures come from."""
    root = Element("document-info", xmlns="http://www.calligra.org/DTD/document-info")
    about = SubElement(root, "about")
    texts = {
        "title": provenance.title,
        "description": provenance.sentence,
        "subject": "Generated painting process",
        "abstract": provenance.sentence,
        "keyword": "Pentimento, generated",
        "initial-creator": "Pentimento",
        "date": now.isoformat(timespec="seconds"),
        "creation-date": now.isoformat(timespec="seconds"),
    }
    for name, text in texts.items():
        SubElement(about, name).text = _printable(text)
    return _xml(
        root, "document-info PUBLIC '-//KDE//DTD document-info 1.1//EN'", "document-info-1.1.dtd"
    )


def _layer(parent: Element, kind: str, name: str, file: str) -> Element:
    layer = SubElement(parent, "layer", nodetype=kind, name=name, filename=file)
    layer.attrib |= {
        "uuid": f"{{{uuid.uuid4()}}}",
        "visible": "1",
        "locked": "0",
        "opacity": "255",
        "compositeop": "normal",
        "x": "0",
        "y": "0",
        "colorlabel": "0",
        "collapsed": "0",
        "intimeline": "0",
        "channelflags": "",
    }
    return layer


def _group_name(provenance: Provenance) -> str:
    # the plugin takes layers whose names start so for results, not for a part of the painting
    name = f"Pentimento process 1 - {provenance.engine}, seed {provenance.seed}"
    return name[:_LONGEST_NAME]


def _add_animation(parent: Element, animation: Animation) -> None:
    SubElement(parent, "framerate", type="value", value=str(animation.frames_per_second))
    last_time = str(animation.last_time)
    SubElement(parent, "range", {"type": "timerange", "from": "0", "to": last_time})
    SubElement(parent, "currentTime", type="value", value=last_time)


def _xml(root: Element, document_type: str, definition: str) -> bytes:
    for element in root.iter():
        element.attrib.update({k: _printable(v) for k, v in element.attrib.items()})
    indent(root, " ")
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<!DOCTYPE {document_type} 'http://www.calligra.org/DTD/{definition}'>\n"
    )
    return head.encode() + tostring(root, encoding="utf-8") + b"\n"


def _printable(text: str) -> str:
    """Leave out what XML cannot carry; a file's name may hold anything."""
    return "".join(character for character in text if character.isprintable())
