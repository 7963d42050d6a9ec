"""Which parts of a picture are ground and which are subject, told by the picture's border.

Boundary connectivity after Zhu, Liang, Wei & Sun, "Saliency Optimization from Robust Background
Detection" (CVPR 2014). No engine shares this code, so it may judge all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import shortest_path
from skimage.segmentation import slic

from ..imaging.colour import Plane

_AREAS = 200
_COMPACTNESS = 0.1  # of colours that `slic` brings to the range 0..1
_COLOUR_SIGMA = 10.0  # Lab units
_CONNECTIVITY_SIGMA = 1.0


@dataclass(frozen=True)
class Depth:
    """Areas of about equal size and how near each is to the viewer.

    `areas` (int, height x width) numbers them from 0; `nearness` holds a value in 0..1 for each:
    0 is joined to the picture's border (ground), 1 stands apart from it (subject). `border` is the
    number of border pixels of each.
    """

    areas: NDArray[np.intp]
    nearness: NDArray[np.floating]
    border: NDArray[np.integer]

    @property
    def count(self) -> int:
        """Number of areas."""
        return len(self.nearness)

    def share(self, mask: NDArray[np.bool_]) -> NDArray[np.floating]:
        """Share (0..1) of each area that lies in `mask` (bool, height x width)."""
        return _means(self.areas, mask[..., None].astype(np.float32), self.count)[:, 0]


def depth_of(lab: Plane) -> Depth:
    """Find areas and their nearness in a picture (CIE Lab, float32, height x width x 3).

    The picture is cut into about 200 superpixels (SLIC). The geodesic distance of two of them is
    the least sum of colour differences on a path between them; superpixels on the border are
    neighbours of each other. The boundary connectivity of one is the length of border that it
    reaches softly (within 10 Lab units), over the root of the area that it reaches so:
    about 0 for what the border does not touch, above 1 for ground. Nearness is exp(-c^2 / 2).

    A subject that the border cuts off in its own colours, and a foreground that fills the lower
    border, count as ground: this is a measure over many pictures and no judge of one.
    """
    areas = slic(
        lab.astype(np.float64),
        n_segments=_AREAS,
        compactness=_COMPACTNESS,
        convert2lab=False,
        start_label=0,
        channel_axis=2,
    )
    _, areas = np.unique(areas, return_inverse=True)
    areas = areas.reshape(lab.shape[:2])
    count = int(areas.max()) + 1
    border = _border_pixels(areas)
    border_length = np.bincount(border, minlength=count)
    pairs = _neighbours(areas, np.unique(border))
    reach = _soft_reach(_means(areas, lab, count), pairs)
    sizes = np.bincount(areas.ravel(), minlength=count)
    connectivity = reach @ border_length / np.sqrt(reach @ sizes)
    nearness = np.exp(-(connectivity**2) / (2 * _CONNECTIVITY_SIGMA**2))
    return Depth(areas, nearness, border_length)


def _means(areas: NDArray[np.intp], values: Plane, count: int) -> NDArray[np.floating]:
    """Mean of `values` (height x width x channels) over each area: count x channels."""
    sizes = np.bincount(areas.ravel(), minlength=count)
    channels = (values[..., c].ravel() for c in range(values.shape[2]))
    sums = [np.bincount(areas.ravel(), channel, minlength=count) for channel in channels]
    return np.stack(sums, axis=1) / sizes[:, None]


def _border_pixels(areas: NDArray[np.intp]) -> NDArray[np.intp]:
    """Areas of the pixels on the picture's border, one entry a pixel."""
    return np.concatenate([areas[0], areas[-1], areas[1:-1, 0], areas[1:-1, -1]])


def _neighbours(areas: NDArray[np.intp], at_border: NDArray[np.intp]) -> NDArray[np.intp]:
    """Pairs (n x 2) of areas that touch each other or both touch the border."""
    across = np.stack([areas[:, :-1].ravel(), areas[:, 1:].ravel()], axis=1)
    down = np.stack([areas[:-1].ravel(), areas[1:].ravel()], axis=1)
    border = np.stack(np.meshgrid(at_border, at_border), axis=-1).reshape(-1, 2)
    pairs = np.sort(np.concatenate([across, down, border]), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def _soft_reach(colours: NDArray[np.floating], pairs: NDArray[np.intp]) -> NDArray[np.floating]:
    """How much (0..1) each area reaches each other one: count x count."""
    count = len(colours)
    if not len(pairs):
        return np.eye(count)
    cost = np.linalg.norm(colours[pairs[:, 0]] - colours[pairs[:, 1]], axis=1)
    # small differences add up on a long path; csgraph takes 0 for "not joined"
    cost = np.maximum(cost - _usual_least(cost, pairs, count), 1e-6)
    graph = coo_matrix((cost, (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()
    geodesic = shortest_path(graph, directed=False)
    return np.exp(-(geodesic**2) / (2 * _COLOUR_SIGMA**2))


def _usual_least(cost: NDArray[np.floating], pairs: NDArray[np.intp], count: int) -> float:
    """Mean over all areas of the difference to the neighbour most like it."""
    least = np.full(count, np.inf)
    np.minimum.at(least, pairs[:, 0], cost)
    np.minimum.at(least, pairs[:, 1], cost)
    return float(least.mean())
