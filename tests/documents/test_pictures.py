"""Flat pictures of all modes become upright sRGB canvases."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pentimento_backend.documents import read_artwork

from .making import ART, FILES, noise, png


def profile_in(document: Path) -> bytes:
    with zipfile.ZipFile(document) as file:
        return file.read(next(name for name in file.namelist() if name.endswith(".icc")))


def test_png_keeps_every_pixel(tmp_path: Path):
    pixels = noise(30, 40)
    path = tmp_path / "painting.png"
    path.write_bytes(png(pixels))
    artwork = read_artwork(path)
    assert np.array_equal(artwork.canvas, pixels)
    assert artwork.canvas.flags.c_contiguous
    assert (artwork.layers, artwork.source_format, artwork.name) == ((), "png", "painting.png")


def test_webp_keeps_every_pixel_that_shows(tmp_path: Path):
    pixels = noise(30, 40)
    Image.fromarray(pixels).save(tmp_path / "a.webp", lossless=True, exact=True)
    artwork = read_artwork(tmp_path / "a.webp")
    assert np.array_equal(artwork.canvas, pixels)
    assert artwork.source_format == "webp"


def test_content_counts_not_the_name(tmp_path: Path):
    pixels = noise(8, 8)
    path = tmp_path / "really-a-png.kra"
    path.write_bytes(png(pixels))
    assert read_artwork(str(path)).source_format == "png"


def test_a_photo_held_sideways_is_turned(tmp_path: Path):
    upright = np.zeros((40, 60, 3), np.uint8)
    upright[:20] = 255
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera's right side was up
    sideways = Image.fromarray(np.rot90(upright).copy())
    sideways.save(tmp_path / "photo.jpg", quality=95, exif=exif)
    canvas = read_artwork(tmp_path / "photo.jpg").canvas
    assert canvas.shape == (40, 60, 4)
    assert canvas[5, 30, :3].min() > 240
    assert canvas[35, 30, :3].max() < 15
    assert (canvas[..., 3] == 255).all()


def test_sixteen_bit_gray_is_rounded(tmp_path: Path):
    values = np.array([[0, 128, 257, 32768, 65535, 65400]], np.uint16)
    Image.fromarray(values).save(tmp_path / "deep.png")
    canvas = read_artwork(tmp_path / "deep.png").canvas
    assert canvas[0, :, 0].tolist() == [0, 0, 1, 128, 255, 254]
    assert np.array_equal(canvas[..., 0], canvas[..., 2])


@pytest.mark.parametrize(
    ("mode", "ink", "expected"),
    [
        ("1", 1, (255, 255, 255, 255)),
        ("L", 90, (90, 90, 90, 255)),
        ("LA", (90, 40), (90, 90, 90, 40)),
        ("RGB", (10, 20, 30), (10, 20, 30, 255)),
    ],
)
def test_modes_of_png(tmp_path: Path, mode: str, ink, expected):
    Image.new(mode, (5, 4), ink).save(tmp_path / "a.png")
    assert read_artwork(tmp_path / "a.png").canvas[2, 2].tolist() == list(expected)


def test_palette_with_transparency(tmp_path: Path):
    image = Image.new("P", (2, 1))
    image.putpalette([200, 10, 10, 10, 200, 10])
    image.putdata([0, 1])
    image.save(tmp_path / "a.png", transparency=1)
    canvas = read_artwork(tmp_path / "a.png").canvas
    assert canvas[0].tolist() == [[200, 10, 10, 255], [10, 200, 10, 0]]


def test_cmyk_jpeg(tmp_path: Path):
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(tmp_path / "a.jpg", quality=95)
    red, green, blue, alpha = read_artwork(tmp_path / "a.jpg").canvas[8, 8].tolist()
    assert red > 240
    assert max(green, blue) < 20
    assert alpha == 255


def test_a_wide_gamut_profile_is_converted(tmp_path: Path):
    clay = profile_in(FILES / "rgba_u8_clay.kra")
    pixels = np.full((4, 4, 4), (173, 62, 37, 200), np.uint8)
    (tmp_path / "a.png").write_bytes(png(pixels, icc_profile=clay))
    canvas = read_artwork(tmp_path / "a.png").canvas
    # what Krita made of sRGB 200, 60, 30 in that profile
    assert np.abs(canvas[0, 0].astype(int) - (200, 60, 30, 200)).max() <= 1


def test_an_srgb_profile_changes_nothing(tmp_path: Path):
    document = ART / "layered" / "libkra_example_RGBA.kra"
    if not document.exists():
        pytest.skip(f"no art at {ART}")
    # the most common of all; converted by the book, one pixel in a thousand changes by 1
    pixels = noise(64, 64)
    (tmp_path / "a.png").write_bytes(png(pixels, icc_profile=profile_in(document)))
    assert np.array_equal(read_artwork(tmp_path / "a.png").canvas, pixels)


def test_a_broken_profile_is_passed_over(tmp_path: Path):
    pixels = noise(8, 8)
    (tmp_path / "a.png").write_bytes(png(pixels, icc_profile=b"no profile at all"))
    assert np.array_equal(read_artwork(tmp_path / "a.png").canvas, pixels)


def test_an_animation_gives_its_first_picture(tmp_path: Path):
    first = Image.fromarray(noise(8, 8, 1))
    stream = io.BytesIO()
    first.save(stream, "PNG", save_all=True, append_images=[Image.fromarray(noise(8, 8, 2))])
    (tmp_path / "a.png").write_bytes(stream.getvalue())
    assert np.array_equal(read_artwork(tmp_path / "a.png").canvas, noise(8, 8, 1))
