"""Which kind of picture it is: the stages, the ground and the marks that suit it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from .conftest import picture

SIDE = 256
WHITE = (255, 255, 255)
BLACK = (0, 0, 0)


def plain(colour: tuple[int, int, int]) -> np.ndarray:
    return np.full((SIDE, SIDE, 4), (*colour, 255), np.uint8)


def drawing(paper: tuple[int, int, int], ink: tuple[int, int, int]) -> np.ndarray:
    """A house in thin lines."""
    canvas = plain(paper)
    for corners in (
        [(60, 230), (60, 110), (196, 110), (196, 230)],
        [(40, 110), (128, 40), (216, 110)],
        [(110, 230), (110, 160), (146, 160), (146, 230)],
        [(10, 230), (246, 230)],
    ):
        points = np.array(corners, np.int32)
        cv2.polylines(canvas, [points], False, (*ink, 255), 2, cv2.LINE_AA)
    return canvas


def silhouette() -> np.ndarray:
    canvas = plain(WHITE)
    cv2.ellipse(canvas, (128, 120), (80, 50), 0, 0, 360, (*BLACK, 255), -1, cv2.LINE_AA)
    for x in (70, 110, 150, 185):
        cv2.rectangle(canvas, (x, 150), (x + 10, 230), (*BLACK, 255), -1)
    return canvas


def scribbles() -> np.ndarray:
    """Strokes of black ink with soft edges, narrower than the brushes of the shading, on grey."""
    canvas = np.full((640, 640, 4), (200, 200, 200, 255), np.uint8)
    for y in (120, 300, 480):
        way = [(x, y + (80 if (x // 40) % 2 else -30)) for x in range(60, 600, 40)]
        cv2.polylines(canvas, [np.array(way)], False, (*BLACK, 255), 13, cv2.LINE_AA)
    return cv2.GaussianBlur(canvas, (0, 0), 2.5)


def stages_of(frames) -> list[str]:
    return list(dict.fromkeys(frame.stage for frame in frames))


@pytest.mark.parametrize(
    ("paper", "ink"),
    [
        (WHITE, BLACK),
        (WHITE, (40, 80, 190)),
        (WHITE, (175, 175, 175)),
        ((232, 222, 200), (60, 50, 40)),
        (BLACK, WHITE),
    ],
    ids=["ink", "blue pencil", "faint pencil", "toned paper", "chalk on a board"],
)
def test_thin_lines_on_any_plain_ground_are_line_art(paint, paper, ink):
    canvas = drawing(paper, ink)
    frames = list(paint(canvas, frames=16))
    assert stages_of(frames) == ["sketch", "line", "finish"]
    # by the end of the line, the lines stand in their own colour
    inked = [frame.image for frame in frames if frame.stage == "line"][-1]
    drawn = (canvas[..., :3] == ink).all(axis=2)
    apart = np.abs(inked[..., :3].astype(int) - ink).max(axis=2)[drawn]
    assert (apart < 60).mean() > 0.7


def test_a_silhouette_is_painted_as_a_mass(paint):
    frames = list(paint(silhouette(), frames=16))
    assert "line" not in stages_of(frames)
    assert "shading" in stages_of(frames)


@pytest.mark.parametrize("colour", [(206, 206, 206), (150, 200, 170), (8, 8, 12)])
def test_a_plain_background_is_the_ground(paint, colour):
    canvas = plain(colour)
    cv2.circle(canvas, (128, 140), 60, (220, 90, 40, 255), -1, cv2.LINE_AA)
    cv2.circle(canvas, (110, 120), 18, (250, 200, 120, 255), -1, cv2.LINE_AA)
    first = next(paint(canvas, frames=24)).image
    assert (np.median(first[..., :3], axis=(0, 1)) == colour).all()


def test_one_colour_alone_is_no_ground(paint):
    first = next(paint(plain((60, 90, 160)), frames=12)).image
    assert (first[..., :3] != (60, 90, 160)).any(axis=2).mean() > 0.9


def test_a_dark_painting_begins_on_a_darker_ground(paint):
    dark, light = (
        np.median(next(paint(picture(name, SIDE), frames=24)).image[..., :3])
        for name in ("p10", "p01")
    )
    assert dark < 76 < light


def test_details_do_not_smear_what_is_narrower_than_the_brush(paint):
    canvas = scribbles()
    last = {frame.stage: frame.image.astype(int) for frame in paint(canvas, frames=24)}
    shaded, detailed = (np.abs(last[stage] - canvas).mean() for stage in ("shading", "details"))
    assert detailed < 0.85 * shaded
