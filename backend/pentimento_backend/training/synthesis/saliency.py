"""What stands out of a picture, without a model: unlike its border, and odd in its spectrum."""

from __future__ import annotations

import cv2
import numpy as np

from ...imaging.blur import blurred
from ...imaging.colour import Pixels, Plane, rgb_to_lab

_SPECTRUM_SIDE = 64
_BORDER = 0.04
"""Width of the frame of pixels that stands for the background, as a share of the sides."""
_BORDER_COLOURS = 6


def saliency(picture: Pixels) -> Plane:
    """Saliency of every pixel of an RGB picture (height x width x 3): float32, 0..1."""
    lab = rgb_to_lab(picture)
    height, width = lab.shape[:2]
    centre = np.outer(_hill(height), _hill(width))
    apart = _unlike_border(lab)
    odd = cv2.resize(_spectral_residual(lab[..., 0]), (width, height))
    mixed = blurred(
        ((0.6 * apart + 0.4 * odd) * centre).astype(np.float32), max(picture.shape) / 60
    )
    return mixed / max(float(mixed.max()), 1e-6)


def _hill(length: int) -> Plane:
    """A gentle preference for the middle: people put there what matters."""
    along = np.linspace(-1.0, 1.0, length, dtype=np.float32)
    return np.exp(-0.8 * along * along)


def _unlike_border(lab: Plane) -> Plane:
    """Distance to the nearest of the border's main colours, 0..1 (after Zhu et al., CVPR 2014)."""
    height, width = lab.shape[:2]
    rim_y, rim_x = max(1, int(height * _BORDER)), max(1, int(width * _BORDER))
    rim = np.concatenate(
        [
            lab[:rim_y].reshape(-1, 3),
            lab[-rim_y:].reshape(-1, 3),
            lab[:, :rim_x].reshape(-1, 3),
            lab[:, -rim_x:].reshape(-1, 3),
        ]
    )
    # quantiles along the lightness stand for the colours: stable, and no lot is drawn
    ranked = rim[np.argsort(rim[:, 0], kind="stable")]
    main = [part.mean(0) for part in np.array_split(ranked, _BORDER_COLOURS) if len(part)]
    nearest = np.min([np.linalg.norm(lab - colour, axis=2) for colour in main], axis=0)
    return np.clip(nearest / max(float(np.percentile(nearest, 98)), 1e-6), 0, 1).astype(np.float32)


def _spectral_residual(light: Plane) -> Plane:
    """Saliency by the residual of the log spectrum, 0..1 (Hou & Zhang, CVPR 2007)."""
    side = (_SPECTRUM_SIDE, _SPECTRUM_SIDE)
    small = cv2.resize(np.ascontiguousarray(light), side, interpolation=cv2.INTER_AREA)
    spectrum = np.fft.fft2(small)
    size = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    residual = size - cv2.blur(size, (3, 3))
    back = np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))
    salient = blurred((np.abs(back) ** 2).astype(np.float32), 2.5)
    return salient / max(float(salient.max()), 1e-9)
