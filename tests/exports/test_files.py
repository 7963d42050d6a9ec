"""Contact sheet, video and Krita document as files: content, provenance, half files, full disks."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from pentimento_backend.documents import read_artwork
from pentimento_backend.engines.interface import Frame
from pentimento_backend.exports import (
    CannotWrite,
    ContactSheet,
    Export,
    FramesFolder,
    Gif,
    KritaDocument,
    Video,
)
from pentimento_backend.exports.film import MAX_SIDE
from pentimento_backend.exports.pace import Timing
from pentimento_backend.imaging.colour import over
from pentimento_backend.imaging.resize import scaled

from .drawing import PROVENANCE, frames

FILES = [
    (ContactSheet, "sheet.png"),
    (Video, "process.mp4"),
    (Video, "process.webm"),
    (Gif, "process.gif"),
    (KritaDocument, "process.kra"),
]
SIZES = [(1, 1), (2, 1), (33, 47), (200, 150), (64, 64)]


def write(export: Export, process: list[Frame]) -> None:
    with export:
        for frame in process:
            export.add(frame)
        export.finish()


def pictures_of(video: Path) -> list[np.ndarray]:
    with av.open(str(video)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_contact_sheet(tmp_path: Path):
    path = tmp_path / "sheet.png"
    write(ContactSheet(path, PROVENANCE), frames(7))
    with Image.open(path) as sheet:
        assert "no record" in sheet.text["Description"]
        colours = np.asarray(sheet.convert("RGB")).reshape(-1, 3)
    # every stage has its bar, the paper is white, the ground is not
    for colour in ((122, 134, 148), (84, 110, 122), (255, 255, 255), (244, 242, 238)):
        assert (colours == colour).all(axis=1).any(), colour


def test_contact_sheet_of_large_frames_is_small(tmp_path: Path):
    write(ContactSheet(tmp_path / "sheet.png", PROVENANCE), frames(3, 1000, 2000))
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert max(sheet.size) < 1000


def test_video(tmp_path: Path):
    path = tmp_path / "process.mp4"
    process = frames(6)
    write(Video(path, PROVENANCE), process)
    pictures = pictures_of(path)
    assert len(pictures) == 5 + 9, "the last frame is not held for 1.5 seconds"
    for picture, frame in zip(pictures[:6], process, strict=True):
        alpha = frame.image[..., 3:] / 255
        on_white = frame.image[..., :3] * alpha + 255 * (1 - alpha)
        assert np.abs(picture - on_white).mean() < 2
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name in ("h264", "mpeg4")
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert stream.average_rate == 6
        assert container.metadata["title"] == "Pentimento process: Frühling 桜.png"
        assert "no record of how the artist worked" in container.metadata["comment"]


def test_colours_of_a_video(tmp_path: Path):
    image = np.full((64, 64, 4), (200, 60, 30, 255), np.uint8)
    write(Video(tmp_path / "a.mp4", PROVENANCE), [Frame(0, image, "flats")])
    centre = pictures_of(tmp_path / "a.mp4")[0][32, 32].astype(int)
    assert np.abs(centre - (200, 60, 30)).max() <= 4


def test_a_video_of_a_huge_canvas_fits_players(tmp_path: Path):
    write(Video(tmp_path / "a.mp4", PROVENANCE), frames(2, 5000, 4001))
    height, width = pictures_of(tmp_path / "a.mp4")[0].shape[:2]
    assert max(width, height) <= MAX_SIDE
    assert width * height <= 36_864 * 16 * 16, "more than H.264 level 5.1 allows"
    assert abs(width / height - 5000 / 4001) < 0.01


def test_gif(tmp_path: Path):
    path = tmp_path / "a.gif"
    process = frames(4, 1200, 300)
    write(Gif(path, PROVENANCE, Timing(3.0, 2.0)), process)
    with Image.open(path) as gif:
        assert gif.size == (960, 240)
        assert "Frühling 桜.png" in gif.info["comment"].decode()
        assert gif.info["loop"] == 0
        stays, pictures = [], []
        for number in range(gif.n_frames):
            gif.seek(number)
            stays.append(gif.info["duration"])
            pictures.append(np.asarray(gif.convert("RGB")).astype(int))
    assert stays == [330, 340, 330, 2000]
    for frame, picture in zip(process, pictures, strict=True):
        shown = np.asarray(over(scaled(frame.image, 960, 240), (255, 255, 255))).astype(int)
        assert np.abs(picture - shown).mean() < 3


def test_the_rate_of_a_webm_is_as_asked_for(tmp_path: Path):
    path = tmp_path / "a.webm"
    write(Video(path, PROVENANCE, Timing(12.5, 1.0)), frames(5))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name in ("vp9", "libvpx-vp9", "vp8")
        assert stream.average_rate == Fraction(25, 2)
        assert "no record of how the artist worked" in str(container.metadata)
        assert len(list(container.decode(video=0))) == 4 + round(12.5)


def test_krita_document_is_read_back(tmp_path: Path):
    path = tmp_path / "process.kra"
    process = frames(5, 333, 250)
    write(KritaDocument(path, PROVENANCE), process)
    artwork = read_artwork(path)
    assert artwork.source_format == "krita"
    assert np.array_equal(artwork.canvas, process[-1].image)
    finished, group, animated = artwork.layers
    assert (finished.name, finished.visible) == ("Finished canvas", False)
    assert (group.name, group.kind) == (
        "Pentimento process 1 - procedural, seed 7",
        "grouplayer",
    )
    assert (animated.name, animated.parent) == ("Pentimento process", 1)
    for layer in (finished, animated):
        assert layer.image is not None
        whole = np.zeros((250, 333, 4), np.uint8)
        height, width = layer.image.shape[:2]
        whole[layer.y : layer.y + height, layer.x : layer.x + width] = layer.image
        assert np.array_equal(whole, process[-1].image)


def test_members_of_the_krita_document(tmp_path: Path):
    path = tmp_path / "process.kra"
    write(KritaDocument(path, PROVENANCE), frames(3))
    with zipfile.ZipFile(path) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert file.read("mimetype") == b"application/x-krita"
        info = file.read("documentinfo.xml").decode()
        assert "no record of how the artist worked" in info
        assert "Frühling 桜.png" in info
        assert file.read("preview.png").startswith(b"\x89PNG")
        blank = file.read("Pentimento/layers/layer2")
    tile_count = int(blank.split(b"DATA ")[1].split(b"\n")[0])
    assert 0 < tile_count < 12, "blank tiles are stored"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("export", "name"), FILES)
def test_canvases_of_all_sizes(tmp_path: Path, export, name: str, size: tuple[int, int]):
    write(export(tmp_path / name, PROVENANCE), frames(1, *size))
    assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize(("export", "name"), FILES)
def test_an_unfinished_export_leaves_what_was_there(tmp_path: Path, export, name: str):
    (tmp_path / name).write_text("yesterday's")
    with pytest.raises(KeyboardInterrupt), export(tmp_path / name, PROVENANCE) as unfinished:
        unfinished.add(frames(2)[0])
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "yesterday's"


@pytest.mark.parametrize(("export", "name"), FILES)
def test_an_export_without_frames_is_a_mistake(tmp_path: Path, export, name: str):
    with pytest.raises(ValueError, match="at least one frame"):
        export(tmp_path / name, PROVENANCE).finish()


@pytest.mark.parametrize(("export", "name"), FILES)
def test_places_that_cannot_be_written_are_refused_at_once(tmp_path: Path, export, name: str):
    with pytest.raises(CannotWrite, match="its folder does not exist"):
        export(tmp_path / "gone" / name, PROVENANCE)
    (tmp_path / "folder").mkdir()
    with pytest.raises(CannotWrite, match="a folder of this name"):
        export(tmp_path / "folder", PROVENANCE)
    with pytest.raises(CannotWrite, match="cannot be written"):
        export(Path("/proc/pentimento") / name, PROVENANCE)


def test_a_full_disk_is_named_in_a_sentence():
    problem = CannotWrite(Path("out/a.mp4"), OSError(errno.ENOSPC, "No space left on device"))
    assert str(problem) == "out/a.mp4 cannot be written: the disk is full."


_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from exports.drawing import PROVENANCE, frames
import pentimento_backend.exports as exports
process = frames(4, 900, 900)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
try:
    with getattr(exports, sys.argv[1])(Path(sys.argv[2]), PROVENANCE) as export:
        for frame in process:
            export.add(frame)
        export.finish()
except exports.CannotWrite as problem:
    print(problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
@pytest.mark.parametrize(("export", "name"), [*FILES, (FramesFolder, "out")])
def test_a_disk_that_takes_no_more(tmp_path: Path, export, name: str):
    """A process that may write 3000 bytes a file meets its limit as it would meet a full disk."""
    program = [sys.executable, "-c", _ON_A_FULL_DISK, export.__name__, str(tmp_path / name)]
    done = subprocess.run(
        [*program, str(Path(__file__).parents[1])],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    written = "frame_0000.png" if export is FramesFolder else name
    assert f"{written} cannot be written: the disk takes no file of this size." in done.stdout
    assert not list(tmp_path.rglob("*.part"))
