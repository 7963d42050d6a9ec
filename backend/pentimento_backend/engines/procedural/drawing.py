"""Finds what there is to draw in a picture: its ink, pen paths, contours and construction."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, Plane, lab_to_rgb, largest_difference, over, rgb_to_lab
from ...imaging.resize import fit, scaled
from ...strokes.materials import Ink
from ..interface import Canvas
from .character import contrast
from .flow import tangent_flow
from .lines import drop_specks, flow_lines, smooth_path, trace_paths
from .pause import Pause
from .regions import Regions
from .study import Study

_INK_SIDE = 1024
_FAINTEST = 24.0
"""Contrast (Lab units) of a mark that stands out from the tooth of the paper."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """The lines of the picture: `ink` to be drawn, `paths` of the pen in study pixels.

    `contours` are the outlines of its regions.
    """

    ink: Ink
    paths: list[Plane]
    contours: list[Plane]


def find_lines(
    canvas: Canvas,
    study: Study,
    regions: Regions,
    line_art: bool,
    hand_angle: float,
    pause: Pause,
) -> Drawing:
    """Extract the line drawing of a canvas (RGBA uint8); texture of quiet areas is left out."""
    height, width = canvas.shape[:2]
    size = fit(width, height, _INK_SIDE, min(study.width, study.height))
    reduced = scaled(canvas, *size)
    lab = rgb_to_lab(over(reduced, (160, 160, 160)))
    grow: Plane = np.array([size[0] / study.width, size[1] / study.height], np.float32)
    pause()
    contours: list[Plane] = []
    if line_art:
        alpha = _marks(contrast(lab))
        drawn = drop_specks(alpha > 0.45, 8)
        alpha *= cv2.dilate(drawn.astype(np.float32), np.ones((3, 3), np.uint8))
    else:
        contours = [smooth_path(path, 11) for path in trace_paths(contrasting_borders(regions), 16)]
        pause()
        lightness = np.ascontiguousarray(lab[..., 0])
        alpha = _line_alpha(lightness, study, regions, hand_angle)
        pause()
        alpha = _with_contours(alpha, [path * grow for path in contours])
        drawn = alpha > 0.35
    pause()
    return Drawing(
        ink=Ink(
            np.rint(alpha * 255).astype(np.uint8),
            _colour_of_marks(study) if line_art else _ink_colour(study),
            (width, height),
        ),
        paths=[path / grow for path in trace_paths(drawn, 4)],
        contours=contours,
    )


def find_strokes_between(before: Pixels, after: Pixels, study: Study) -> Drawing:
    """The lines that lead from one state to another (premultiplied RGBA, plan size)."""
    change = largest_difference(before, after).astype(np.float32)
    drawn = change > max(24.0, 0.35 * float(change.max()))
    size = (study.width, study.height)
    alpha = np.clip(change, 0, 255).astype(np.uint8)
    return Drawing(Ink(alpha, after, size), trace_paths(drawn, 4), [])


def contrasting_borders(regions: Regions) -> NDArray[np.bool_]:
    """Borders between regions of clearly different colour, one pixel wide."""
    border = np.zeros(regions.labels.shape, bool)
    for here, there in (
        ((slice(None), slice(None, -1)), (slice(None), slice(1, None))),
        ((slice(None, -1), slice(None)), (slice(1, None), slice(None))),
    ):
        between = regions.labels[here] != regions.labels[there]
        one, other = regions.labels[here][between], regions.labels[there][between]
        contrast = np.linalg.norm(regions.colour[one] - regions.colour[other], axis=-1)
        border[here][between] |= (contrast > 18.0) | (
            (contrast > 9.0) & (regions.plane[one] != regions.plane[other])
        )
    return border


def _with_contours(alpha: Plane, contours: list[Plane]) -> Plane:
    """Add thin contour lines where the picture itself shows no line nearby."""
    unit = max(alpha.shape) / 1024.0
    reach = max(3, round(9 * unit)) | 1
    taken = cv2.dilate(alpha, np.ones((reach, reach), np.uint8)) > 0.3
    thin = np.zeros(alpha.shape, np.uint8)
    for path in contours:
        points = np.rint(path * 16).astype(np.int32)
        cv2.polylines(thin, [points], False, 160, max(1, round(1.4 * unit)), cv2.LINE_AA, 4)
    added = (thin > 95) & ~taken
    kept = drop_specks(added, max(5, round(24 * unit)))
    kept = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.maximum(alpha, np.where(kept, thin, 0).astype(np.float32) / 255.0)


def _line_alpha(lightness: Plane, study: Study, regions: Regions, hand_angle: float) -> Plane:
    size = (lightness.shape[1], lightness.shape[0])
    unit = max(size) / 1024.0
    smooth = blurred(lightness, max(0.6, 0.8 * unit))
    flow = tangent_flow(smooth, max(1.0, 3.0 * unit), hand_angle, 0.02)
    strength = flow_lines(smooth, flow, max(0.7, 0.8 * unit), max(2.0, 6.0 * unit))
    saliency = cv2.resize(regions.saliency, size, interpolation=cv2.INTER_LINEAR)
    # contours of regions count fully; lines inside quiet areas are mostly texture
    border = _region_borders(regions)
    border = cv2.resize(border, size, interpolation=cv2.INTER_LINEAR)
    confidence = np.clip(0.3 + 0.7 * saliency + 0.8 * border, 0.0, 1.0)
    strength *= confidence.astype(np.float32)
    busy = blurred(strength, 14.0 * unit + 2.0)
    limit = 0.45 + 1.1 * busy
    alpha = np.clip((strength - limit) / (0.45 + 0.35 * limit), 0.0, 1.0)
    long_enough = drop_specks(alpha > 0.15, max(5, round(28 * unit)))
    return (alpha * long_enough).astype(np.float32)


def _region_borders(regions: Regions) -> Plane:
    labels = regions.labels.astype(np.float32)
    kernel = np.ones((3, 3), np.uint8)
    border = cv2.dilate(labels, kernel) != cv2.erode(labels, kernel)
    return blurred(border.astype(np.float32), 1.5)


def _marks(contrast: Plane) -> Plane:
    """Opacity (0..1) of the marks of line art, a faint pencil's as well as black ink's."""
    side = 2 * round(max(contrast.shape) / 170) + 1
    peak = cv2.dilate(contrast, np.ones((side, side), np.uint8))
    full = 0.7 * np.maximum(peak, _FAINTEST)
    return np.clip((contrast - 4.0) / (full - 4.0), 0.0, 1.0).astype(np.float32)


def _colour_of_marks(study: Study) -> NDArray[np.uint8]:
    """The marks' own colour, spread a little around them: RGBA at study size."""
    lightness = study.lab[..., 0]
    is_dark = np.median(lightness) > 0.5 * (lightness.min() + lightness.max())
    spread = cv2.erode if is_dark else cv2.dilate
    rgb = spread(study.rgb, np.ones((5, 5), np.uint8)).astype(np.uint8, copy=False)
    return np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])


def _ink_colour(study: Study) -> NDArray[np.uint8]:
    """A dark relative of the local colour, premultiplied RGBA at study size."""
    lab = blurred(study.lab, max(1.0, study.long_side / 100))
    lab[..., 0] = np.minimum(lab[..., 0] * 0.35, 26.0)
    lab[..., 1:] *= 0.55
    opaque = np.full((study.height, study.width, 1), 255, np.uint8)
    return np.concatenate([lab_to_rgb(lab), opaque], axis=2)


def construction_lines(study: Study, regions: Regions) -> list[Plane]:
    """Straight-sided outlines of the biggest shapes."""
    paths = []
    biggest = [
        label for label in regions.order if regions.area[label] > 0.02 * study.rgb[..., 0].size
    ]
    for label in biggest:
        member = _simplified(regions.labels == label, study.long_side / 32.0)
        contours, _ = cv2.findContours(member, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        if not contours:
            continue
        outline = max(contours, key=cv2.contourArea)
        corners = cv2.approxPolyDP(outline, study.long_side / 40.0, True)[:, 0]
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            if (
                _along_frame(start, end, study)
                or np.linalg.norm(end - start) < study.long_side / 30
            ):
                continue
            paths.append(np.linspace(start, end, 12).astype(np.float32))
    return paths


def _simplified(member: NDArray[np.bool_], breadth: float) -> NDArray[np.uint8]:
    """A shape without bays and spurs narrower than `breadth` pixels; empty where it is narrow."""
    side = 2 * round(breadth / 2.0) + 1
    element = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    whole = cv2.morphologyEx(member.astype(np.uint8), cv2.MORPH_CLOSE, element)
    opened = cv2.morphologyEx(whole, cv2.MORPH_OPEN, element)
    return opened.astype(np.uint8, copy=False)


def _along_frame(start: NDArray[np.int32], end: NDArray[np.int32], study: Study) -> bool:
    last = np.array([study.width - 1, study.height - 1])
    near = study.long_side / 100.0
    low = (start <= near) & (end <= near)
    high = (start >= last - near) & (end >= last - near)
    return bool((low | high).any())
