"""From colours described by an ICC profile to sRGB."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an L, RGB or CMYK picture as RGB in sRGB; without a usable profile by convention.

    Colours that an sRGB profile describes come back bit for bit.
    """
    if profile:
        try:
            return _converted(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that is damaged or made for another mode says nothing about colours
    return image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    transform = ImageCms.buildTransform(
        source,
        _SRGB,
        image.mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    if image.mode != "CMYK" and _changes_nothing(transform, image.mode):
        return image.convert("RGB")
    converted: Any = ImageCms.applyTransform(image, transform)
    return converted


def _changes_nothing(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Tell whether the transform differs from identity by rounding alone."""
    levels = np.arange(0, 256, 15, dtype=np.uint8)
    if mode == "L":
        sample = Image.fromarray(levels[None])
    else:
        lattice = np.stack(np.meshgrid(levels, levels, levels), axis=-1)
        sample = Image.fromarray(lattice.reshape(len(levels), -1, 3))
    converted: Any = ImageCms.applyTransform(sample, transform)
    before = np.asarray(sample.convert("RGB")).astype(np.int16)
    return int(np.abs(before - np.asarray(converted)).max()) <= 1
