"""Makes small painters' files, whole ones and broken ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

FILES = Path(__file__).parent / "files"
"""Small documents that Krita 5.1.5 has saved: four bars of colour on white, one animated."""

ART = Path(__file__).parents[2].parent / "shared" / "art"


def noise(height: int, width: int, seed: int = 1) -> np.ndarray:
    """Return an RGBA picture whose every pixel differs from its neighbours."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)


def png(pixels: np.ndarray, **options) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "PNG", **options)
    return stream.getvalue()


def lying_png(width: int, height: int) -> bytes:
    """Return a PNG whose header claims a size that its few bytes of pixels do not have."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    packed = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def archive(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def openraster(path: Path, width: int, height: int, stack: str, **members: bytes) -> Path:
    """Write an .ora with `stack` inside the outer stack, and layers as "data/NAME.png"."""
    layers = {f"data/{name}.png": content for name, content in members.items()}
    merged = {"mergedimage.png": png(noise(height, width))}
    document = f'<image w="{width}" h="{height}"><stack>{stack}</stack></image>'
    head = {"mimetype": "image/openraster", "stack.xml": document}
    return archive(path, head | merged | layers)


def layer_file(tiles: dict[tuple[int, int], np.ndarray], pixel_size: int = 4) -> bytes:
    """Return a layer file of Krita with plain tiles of 64 x 64 x `pixel_size` bytes."""
    lines = ["VERSION 2", "TILEWIDTH 64", "TILEHEIGHT 64", f"PIXELSIZE {pixel_size}"]
    lines.append(f"DATA {len(tiles)}\n")
    parts = ["\n".join(lines).encode()]
    for (x, y), tile in tiles.items():
        content = b"\0" + tile.tobytes()
        parts.append(f"{x},{y},LZF,{len(content)}\n".encode() + content)
    return b"".join(parts)


def krita(path: Path, width: int, height: int, layers: str, **files: bytes) -> Path:
    """Write a .kra with `layers` in its tree and `files` in its layer folder."""
    document = (
        '<DOC xmlns="http://www.calligra.org/DTD/krita"><IMAGE name="Test" '
        f'width="{width}" height="{height}"><layers>{layers}</layers></IMAGE></DOC>'
    )
    head = {"mimetype": "application/x-krita", "maindoc.xml": document}
    merged = {"mergedimage.png": png(noise(height, width))}
    return archive(path, head | merged | {f"Test/layers/{k}": v for k, v in files.items()})
