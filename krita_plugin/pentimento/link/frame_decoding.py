"""From a frame as it came over the wire to Krita's pixels and to the docker's picture of it."""

from __future__ import annotations

from dataclasses import dataclass

from pentimento_protocol.client import Arrival
from pentimento_protocol.messages import FrameArrived, Preview
from pentimento_protocol.portions import Bytes

from ..frame_label import FrameLabel
from ..qt import QtCore, QtGui

PICTURE_SIDE = 256
"""Longest side of the picture that is kept of each frame, in device pixels: 260 kB or less."""


@dataclass(frozen=True)
class FramePicture:
    """What the docker shows of one frame; `index` 0 shows the first marks."""

    index: int
    label: FrameLabel
    origin: str
    picture: QtGui.QImage


@dataclass(frozen=True)
class DecodedFrame:
    """One frame: its picture, and its BGRA rows (height x width x 4 bytes) for Krita."""

    picture: FramePicture
    width: int
    height: int
    pixels: memoryview


def decode_frame(arrival: Arrival) -> DecodedFrame:
    """Return the frame of an arrival; for a thread. Raises ProtocolError where it is damaged."""
    frame = arrival.message
    if not isinstance(frame, FrameArrived):
        raise TypeError(f"{type(frame).__name__} is no frame")
    pixels = arrival.pixels()
    width, height = frame.image.width, frame.image.height
    label = FrameLabel(frame.step, frame.stage, frame.layer)
    small = small_picture(pixels, width, height)
    picture = FramePicture(frame.index, label, frame.origin, small)
    return DecodedFrame(picture, width, height, pixels)


def decode_preview(arrival: Arrival) -> QtGui.QImage:
    """Return the unfinished picture of an arrival; for a thread. Raises ProtocolError."""
    preview = arrival.message
    if not isinstance(preview, Preview):
        raise TypeError(f"{type(preview).__name__} is no preview")
    return small_picture(arrival.pixels(), preview.image.width, preview.image.height)


def small_picture(pixels: Bytes, width: int, height: int, side: int = PICTURE_SIDE) -> QtGui.QImage:
    """Return an image of at most `side` pixels a side from BGRA rows with straight alpha."""
    whole = QtGui.QImage(
        pixels,  # pyright: ignore[reportArgumentType, reportCallIssue] (any buffer will do)
        width,
        height,
        width * 4,
        QtGui.QImage.Format.Format_ARGB32,
    )
    if max(width, height) <= side:
        return whole.copy()
    # Qt keeps Python's lock while it scales, and smooth scaling of a whole page would stop Krita
    # for 60 ms. Every other sample is close enough, and takes a tenth of that.
    coarse = _fitted(whole, 2 * side, QtCore.Qt.TransformationMode.FastTransformation)
    return _fitted(coarse, side, QtCore.Qt.TransformationMode.SmoothTransformation)


def _fitted(image: QtGui.QImage, side: int, how: QtCore.Qt.TransformationMode) -> QtGui.QImage:
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(side, side, QtCore.Qt.AspectRatioMode.KeepAspectRatio, how)
