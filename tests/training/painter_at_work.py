"""A painter whose every move is known: states of a painting, and what a recorder sees of them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

PAPER = (250, 250, 245)


def painted_states(count: int, width: int = 320, height: int = 240, seed: int = 5):
    """States of one painting: first marks, then more and more strokes all over the canvas."""
    random = np.random.default_rng(seed)
    canvas = np.full((height, width, 3), PAPER, np.uint8)
    states = []
    for index in range(count):
        colour = tuple(int(value) for value in random.integers(0, 200, 3))
        for _ in range(3):
            middle = random.uniform(0.1, 0.9, 2) * (width, height)
            points = middle + random.normal(0, 0.12 * width, (4, 2))
            thickness = int(random.integers(4, 14 if index > count // 4 else 7))
            cv2.polylines(canvas, [points.astype(np.int32)], False, colour, thickness, cv2.LINE_AA)
        states.append(canvas.copy())
    return states


def zoomed(state: np.ndarray, factor: float = 1.6, x: float = 0.3, y: float = 0.6) -> np.ndarray:
    """A part of the canvas, enlarged to all of the view."""
    height, width = state.shape[:2]
    rows, columns = _zoomed_on(state, factor, x, y)
    return cv2.resize(state[rows, columns], (width, height), interpolation=cv2.INTER_CUBIC)


def known_of(
    state: np.ndarray, before: np.ndarray, factor: float = 1.6, x: float = 0.3, y: float = 0.6
) -> np.ndarray:
    """What is known of a state that was seen zoomed: its part, amid what was known before."""
    part = _zoomed_on(state, factor, x, y)
    known = before.copy()
    known[part] = state[part]
    return known


def moved(
    state: np.ndarray, right: float, down: float, degrees: float = 0.0, scale: float = 1.0
) -> np.ndarray:
    """The canvas moved and turned, grey around it."""
    height, width = state.shape[:2]
    movement = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale)
    movement[:, 2] += (right, down)
    return cv2.warpAffine(state, movement, (width, height), borderValue=(90, 90, 90))


def _zoomed_on(state: np.ndarray, factor: float, x: float, y: float) -> tuple[slice, slice]:
    height, width = state.shape[:2]
    across, down = int(width / factor), int(height / factor)
    left, top = int((width - across) * x), int((height - down) * y)
    return slice(top, top + down), slice(left, left + across)


def on_screen(state: np.ndarray, left: int = 60, top: int = 30, right: int = 100, bottom: int = 24):
    """The canvas amid the panels of a painting program."""
    height, width = state.shape[:2]
    screen = np.full((height + top + bottom, width + left + right, 3), 60, np.uint8)
    for row in range(8):
        cv2.rectangle(screen, (8, 20 + 26 * row), (left - 12, 36 + 26 * row), (110, 110, 120), -1)
        cv2.putText(screen, "Layer", (left + width + 12, 40 + 24 * row), 0, 0.5, (200, 200, 200), 1)
    screen[top : top + height, left : left + width] = state
    return screen


def write_pictures(folder: Path, pictures: list[np.ndarray], suffix: str = ".png") -> Path:
    """Numbered pictures, as Krita's Recorder names them."""
    folder.mkdir(parents=True, exist_ok=True)
    for index, picture in enumerate(pictures):
        path = folder / f"{index:07d}{suffix}"
        assert cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    return folder


def write_video(path: Path, pictures: list[np.ndarray], codec: str) -> Path:
    """A video of these pictures, good but not lossless."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=12)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.bit_rate = 4_000_000
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Mean difference, 0..255, of two pictures brought to one size."""
    size = (one.shape[1], one.shape[0])
    other = cv2.resize(other, size, interpolation=cv2.INTER_AREA)
    return float(np.abs(one.astype(np.int16) - other).mean())
