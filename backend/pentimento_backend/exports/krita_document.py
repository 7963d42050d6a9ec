"""The process as a Krita document: an animated layer, one keyframe for each frame."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

from PIL import ImageCms

from ..engines.interface import Canvas, Frame
from ..imaging.png import encode_png
from ..imaging.resize import fit, scaled
from . import krita_xml
from .export import check_same_size
from .krita_layer_file import DEFAULT_PIXEL, layer_file
from .krita_xml import DOCUMENT_NAME, Animation, LayerFiles
from .provenance import Provenance
from .writing import Draft, check_writable, writing

FRAMES_PER_SECOND = 6
"""Of the timeline; Krita takes whole numbers only."""

PREVIEW_SIDE = 256

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

_FILES = LayerFiles(process="layer2", finished="layer3")


class KritaDocument:
    """Writes a .kra file as frames arrive; see Export.

    In a group named after engine and seed lies the animated layer "Pentimento process", below it
    the finished canvas as a hidden layer. The document opens at the last frame.
    """

    def __init__(
        self, path: Path, provenance: Provenance, frames_per_second: int = FRAMES_PER_SECOND
    ) -> None:
        check_writable(path)
        self._path = path
        self._frames_per_second = frames_per_second
        self._provenance = provenance
        self._draft = Draft(path)
        self._archive: zipfile.ZipFile | None = None
        self._frame_files: list[str] = []
        self._size = (0, 0)
        self._last: Canvas | None = None

    def add(self, frame: Frame) -> None:
        """Write the next frame as a keyframe at the next time."""
        if self._archive is None:
            self._size = (frame.image.shape[1], frame.image.shape[0])
        check_same_size(frame.image, self._size)
        with writing(self._path):
            if self._archive is None:
                # Krita recognises its files by this member, first and not packed
                self._archive = zipfile.ZipFile(self._draft.path, "w", zipfile.ZIP_STORED)
                self._archive.writestr("mimetype", "application/x-krita")
            number = len(self._frame_files)
            name = f"{_FILES.process}.f{number}" if number else _FILES.process
            self._write_layer(self._archive, name, frame.image)
        self._frame_files.append(name)
        self._last = frame.image

    def finish(self) -> None:
        """Complete the document and put it into its place; ValueError without any frame."""
        if self._archive is None or self._last is None:
            raise ValueError("A Krita document needs at least one frame.")
        with writing(self._path):
            self._write_layer(self._archive, _FILES.finished, self._last)
            self._write_pictures(self._archive, self._last)
            self._write_descriptions(self._archive)
            self._archive.close()
            self._draft.keep()

    def __enter__(self) -> KritaDocument:
        return self

    def __exit__(self, *_: object) -> None:
        if self._archive is not None and self._archive.fp is not None:
            # closing would write the directory of a file that nobody wants, on a disk perhaps full
            self._archive.fp.close()
            self._archive.fp = None
        self._draft.discard()

    def _write_layer(self, archive: zipfile.ZipFile, name: str, image: Canvas) -> None:
        archive.writestr(f"{DOCUMENT_NAME}/layers/{name}", layer_file(image))
        archive.writestr(f"{DOCUMENT_NAME}/layers/{name}.defaultpixel", DEFAULT_PIXEL)

    def _write_pictures(self, archive: zipfile.ZipFile, image: Canvas) -> None:
        preview = scaled(image, *fit(*self._size, PREVIEW_SIDE))
        texts = {"Software": "Pentimento", "Description": self._provenance.sentence}
        archive.writestr("preview.png", encode_png(preview, texts))
        archive.writestr("mergedimage.png", encode_png(image, texts))

    def _write_descriptions(self, archive: zipfile.ZipFile) -> None:
        animation = Animation(len(self._frame_files), self._frames_per_second)
        members = {
            "maindoc.xml": krita_xml.document_tree(
                *self._size, _FILES, animation, self._provenance
            ),
            "documentinfo.xml": krita_xml.document_info(self._provenance, datetime.now()),
            f"{DOCUMENT_NAME}/layers/{_FILES.keyframes}": krita_xml.keyframes(self._frame_files),
            f"{DOCUMENT_NAME}/animation/index.xml": krita_xml.animation_index(animation),
            f"{DOCUMENT_NAME}/annotations/icc": _SRGB,
        }
        # Krita refuses a paint layer without a profile of its own
        for layer in (_FILES.process, _FILES.finished):
            members[f"{DOCUMENT_NAME}/layers/{layer}.icc"] = _SRGB
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
