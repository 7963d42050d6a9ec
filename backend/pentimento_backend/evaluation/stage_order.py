"""Stage order: are the masses of every place right before its details?"""

from __future__ import annotations

from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from ..imaging.blur import blurred
from ..imaging.colour import Plane
from .rank_order import partial_order_tau

CELL_SIDE = 16
"""Side of a cell, in pixels of a picture that is at most 256 px long."""

_BAND_SIGMAS = (8.0, 4.0, 2.0)  # pixels; octaves, coarse to fine
_LEAST_ERROR = 2.0  # Lab units; about the least difference that is seen


def band_errors(lab: Plane, finish: Plane) -> NDArray[np.floating]:
    """Error of a state against the finish, by frequency band and cell.

    Both are CIE Lab, float32, height x width x 3, at most 256 px long. The difference is split by
    Gaussians into four bands: coarser than sigma 8 px, 8 to 4, 4 to 2, finer than 2. Returns the
    root mean square of each band in each 16-px cell, Lab units: bands (coarse to fine) x rows x
    columns.
    """
    rest = (lab - finish).astype(np.float32, copy=False)
    height, width = rest.shape[:2]
    cells = (-(-width // CELL_SIDE), -(-height // CELL_SIDE))
    bands = []
    for sigma in _BAND_SIGMAS:
        coarse = blurred(rest, sigma)
        bands.append(coarse)
        rest = rest - coarse
    return np.stack([_cell_rms(band, cells) for band in (*bands, rest)])


def settling_times(errors: NDArray[np.floating]) -> NDArray[np.integer]:
    """Index of the first state from which on an error stays at or below half of its first value.

    `errors` is states x bands x rows x columns; one time for each band and cell is returned. What
    never settles gets the number of states.
    """
    too_far = errors > errors[0] / 2
    is_last_far = too_far[::-1].argmax(axis=0)
    return np.where(too_far.any(axis=0), len(errors) - is_last_far, 0)


def stage_order(errors: NDArray[np.floating]) -> float | None:
    """Rank correlation, within each cell, of frequency band and the time at which it settles.

    `errors` holds `band_errors` of each state, states x bands x rows x columns; the first state is
    what the process starts on. A band of a cell settles when its error has fallen to half of what
    it was at the start, for good. Two bands of the same cell are a pair, of which the coarser
    should settle first; bands of different cells are not compared, since a painter may finish one
    place before beginning another. Bands that were right from the start (below 2 Lab units) have
    nothing to settle and form no pairs. Result: `partial_order_tau` over the pairs of all cells,
    -1..1; 0 where all bands settle together, None where there is no pair.
    """
    times = settling_times(errors)
    counts = errors[0] >= _LEAST_ERROR
    coarser, finer = [], []
    for low, high in combinations(range(errors.shape[1]), 2):
        both = counts[low] & counts[high]
        coarser.append(times[low][both])
        finer.append(times[high][both])
    return partial_order_tau(np.concatenate(coarser), np.concatenate(finer))


def _cell_rms(band: Plane, cells: tuple[int, int]) -> NDArray[np.floating]:
    power = np.square(band).sum(axis=2)
    return np.sqrt(cv2.resize(power, cells, interpolation=cv2.INTER_AREA))
