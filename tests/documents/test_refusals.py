"""Whatever is no readable artwork is refused in one sentence."""

from __future__ import annotations

import os
import random
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from psd_tools import PSDImage

from pentimento_backend.documents import UnreadableArtwork, placing, read_artwork

from .making import FILES, archive, krita, layer_file, lying_png, noise, openraster, png


def refusal(path: Path) -> str:
    """Return the sentence that reading `path` ends with."""
    with pytest.raises(UnreadableArtwork) as caught:
        read_artwork(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert path.name in sentence
    return sentence


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_files_that_are_none(tmp_path: Path):
    assert "no such file" in refusal(tmp_path / "gone.png")
    assert "is a folder" in refusal(tmp_path)
    assert "is empty" in refusal(written(tmp_path / "a.png", b""))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files there")
def test_a_pipe(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert "no ordinary file" in refusal(tmp_path / "pipe")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root"
)
def test_a_file_that_may_not_be_read(tmp_path: Path):
    path = written(tmp_path / "a.png", png(noise(4, 4)))
    path.chmod(0)
    assert "ermission" in refusal(path)


@pytest.mark.parametrize("data", [b"hello", b"%PDF-1.4 ...", b"GIF89a" + bytes(50), bytes(500)])
def test_other_kinds_of_files(tmp_path: Path, data: bytes):
    assert "no png, jpg, webp, kra, ora or psd" in refusal(written(tmp_path / "a.png", data))


def test_another_kind_of_zip_file(tmp_path: Path):
    path = archive(tmp_path / "a.kra", {"mimetype": "application/x-krita", "readme.txt": "hello"})
    assert "neither a Krita" in refusal(path)


def test_a_file_cut_short(tmp_path: Path):
    whole = png(noise(100, 100))
    assert "cut short" in refusal(written(tmp_path / "a.png", whole[: len(whole) // 2]))
    whole = (FILES / "animated.kra").read_bytes()
    assert "cut short" in refusal(written(tmp_path / "a.kra", whole[: len(whole) // 2]))
    Image.fromarray(noise(90, 90)[..., :3]).save(tmp_path / "whole.jpg")
    whole = (tmp_path / "whole.jpg").read_bytes()
    assert "cut short" in refusal(written(tmp_path / "a.jpg", whole[: len(whole) // 2]))
    assert "cut short" in refusal(written(tmp_path / "a.psd", b"8BPS\0\1"))


@pytest.mark.parametrize("size", [(100_000, 100_000), (10_000, 8_001), (20_001, 10)])
def test_headers_that_claim_too_much(tmp_path: Path, size: tuple[int, int]):
    width, height = size
    sentence = refusal(written(tmp_path / "a.png", lying_png(width, height)))
    assert "pixels" in sentence
    photoshop = struct.pack(">4sH6sHIIHH", b"8BPS", 1, bytes(6), 3, height, width, 8, 3)
    assert f"{width} x {height}" in refusal(written(tmp_path / "a.psd", photoshop + bytes(100)))
    assert f"{width} x {height}" in refusal(_krita_of_size(tmp_path / "a.kra", width, height))
    ora = {"stack.xml": f'<image w="{width}" h="{height}"><stack/></image>'}
    assert f"{width} x {height}" in refusal(archive(tmp_path / "a.ora", ora))


def _krita_of_size(path: Path, width: object, height: object) -> Path:
    document = f'<DOC><IMAGE width="{width}" height="{height}"><layers/></IMAGE></DOC>'
    return archive(path, {"maindoc.xml": document})


def test_documents_without_pixels(tmp_path: Path):
    assert "without pixels" in refusal(_krita_of_size(tmp_path / "a.kra", 0, 100))
    assert "without pixels" in refusal(
        archive(tmp_path / "a.ora", {"stack.xml": '<image w="10" h="0"><stack/></image>'})
    )
    assert "damaged" in refusal(_krita_of_size(tmp_path / "b.kra", "nan", "many"))


def test_documents_without_a_merged_image(tmp_path: Path):
    assert "no merged image" in refusal(_krita_of_size(tmp_path / "a.kra", 10, 10))
    assert "no merged image" in refusal(
        archive(tmp_path / "a.ora", {"stack.xml": '<image w="10" h="10"><stack/></image>'})
    )


def test_a_merged_image_of_another_size(tmp_path: Path):
    members = {
        "stack.xml": '<image w="10" h="10"><stack/></image>',
        "mergedimage.png": png(noise(20, 10)),
    }
    assert "another size" in refusal(archive(tmp_path / "a.ora", members))


def test_a_member_that_unpacks_to_too_much(tmp_path: Path):
    path = tmp_path / "bomb.ora"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("stack.xml", b" " * 20_000_000)
    assert path.stat().st_size < 30_000
    assert "more than" in refusal(path)


def test_layers_that_unpack_to_too_much(tmp_path: Path):
    huge = lying_png(100_000, 100_000)
    path = openraster(tmp_path / "a.ora", 9, 9, '<layer src="data/one.png"/>', one=huge)
    assert "pixels" in refusal(path)


@pytest.mark.parametrize("ending", ["ora", "psd", "kra"])
def test_layers_that_together_unpack_to_too_much(tmp_path: Path, monkeypatch, ending: str):
    """They may be empty: then a file of a few kB holds any number of them."""
    monkeypatch.setattr(placing, "UNPACKED_PIXEL_BUDGET", 3 * 64 * 64)
    empty = np.zeros((64, 64, 4), np.uint8)
    for count in (3, 4):
        path = tmp_path / f"{count}.{ending}"
        if ending == "ora":
            openraster(path, 9, 9, '<layer src="data/one.png"/>' * count, one=png(empty))
        elif ending == "kra":
            krita(path, 64, 64, LAYER * count, layer1=layer_file({(0, 0): empty}))
        else:
            document = PSDImage.new("RGB", (64, 64))
            for number in range(count):
                document.create_pixel_layer(Image.fromarray(noise(64, 64)), str(number))
            document.save(path)
        if count == 3:
            assert len(read_artwork(path).layers) == 3
        else:
            assert "merge some of them" in refusal(path)


def test_xml_bombs(tmp_path: Path):
    bomb = (
        '<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<image w="10" h="10" name="&b;"><stack/></image>'
    )
    assert "'stack.xml' is damaged" in refusal(archive(tmp_path / "a.ora", {"stack.xml": bomb}))
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><DOC><IMAGE name="&a;"/></DOC>'
    path = archive(tmp_path / "a.kra", {"maindoc.xml": outside})
    assert "'maindoc.xml' is damaged" in refusal(path)


@pytest.mark.parametrize("name", ["../secret.png", "/secret.png", "..\\secret.png"])
def test_layers_outside_the_file_are_not_there(tmp_path: Path, name: str):
    (tmp_path / "secret.png").write_bytes(png(noise(9, 9)))
    folder = tmp_path / "folder"
    folder.mkdir()
    source = str(tmp_path / "secret.png") if name.startswith("/") else name
    path = openraster(folder / "a.ora", 9, 9, f'<layer src="{source}"/>')
    assert "is missing" in refusal(path)


def test_endless_nesting_and_endless_layers(tmp_path: Path):
    deep = "<stack>" * 3000 + "</stack>" * 3000
    assert "nested" in refusal(openraster(tmp_path / "deep.ora", 9, 9, deep))
    many = '<stack name="one"/>' * 501
    assert "500 layers" in refusal(openraster(tmp_path / "many.ora", 9, 9, many))


LAYER = '<layer nodetype="paintlayer" filename="layer1" name="one"/>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"VERSION 2\n",
        b"VERSION 1\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 0\n",
        b"VERSION 2\nTILEWIDTH 0\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 0\n",
        b"VERSION 2\nTILEWIDTH 1\nTILEHEIGHT 1\nPIXELSIZE 4\nDATA 1\n0,0,LZF,5\n\x00abcd",
        b"VERSION 2\nTILEWIDTH 99999\nTILEHEIGHT 99999\nPIXELSIZE 4\nDATA 0\n",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 16\nDATA 0\n",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 9999999999\n",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 1\n0,0,LZF,5\n\x01abc",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 1\n0,0,LZF,4\n\x01\xff\xff\xff",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 1\n0,0,LZF,4\n\x00abc",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 1\n0,0,LZF,1\n\x01",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 1\n0,0,LZF,-7\n\x01",
        b"VERSION 2\nTILEWIDTH 64\nTILEHEIGHT 64\nPIXELSIZE 4\nDATA 1\n3,0,LZF,1\n\x01",
    ],
)
def test_damaged_layer_files(tmp_path: Path, data: bytes):
    assert "layer" in refusal(krita(tmp_path / "a.kra", 64, 64, LAYER, layer1=data))


def test_tiles_far_away_cost_nothing(tmp_path: Path):
    tile = noise(64, 64)
    far = layer_file({(2**31 - 64, -(2**31)): tile, (0, 0): tile})
    artwork = read_artwork(krita(tmp_path / "a.kra", 64, 64, LAYER, layer1=far))
    assert artwork.layers[0].image is not None


def test_a_layer_without_its_file(tmp_path: Path):
    assert "missing" in refusal(krita(tmp_path / "a.kra", 64, 64, LAYER))


def _sources(folder: Path) -> list[Path]:
    (folder / "a.png").write_bytes(png(noise(40, 40)))
    Image.fromarray(noise(40, 40)[..., :3]).save(folder / "a.jpg")
    Image.fromarray(noise(40, 40)).save(folder / "a.webp")
    stack = '<layer src="data/one.png"/>'
    openraster(folder / "a.ora", 40, 40, stack, one=png(noise(40, 40)))
    krita(folder / "a.kra", 64, 64, LAYER, layer1=layer_file({(0, 0): noise(64, 64)}))
    document = PSDImage.new("RGB", (40, 40))
    document.create_pixel_layer(Image.fromarray(noise(20, 20)), "one")
    document.save(folder / "a.psd")
    return [folder / f"a.{ending}" for ending in ("png", "jpg", "webp", "ora", "kra", "psd")]


def test_random_damage_is_read_or_refused(tmp_path: Path):
    random_numbers = random.Random(20)
    refused = 0
    for source in _sources(tmp_path):
        whole = source.read_bytes()
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(random_numbers.choice((1, 3, 30))):
                data[random_numbers.randrange(len(data))] = random_numbers.randrange(256)
            damaged = written(tmp_path / f"damaged{source.suffix}", bytes(data))
            try:
                read_artwork(damaged)
            except UnreadableArtwork:
                refused += 1
    assert refused > 100


def test_random_damage_inside_a_krita_document(tmp_path: Path):
    """Damage of single members: the zip file's own checksums would find most of it first."""
    random_numbers = random.Random(21)
    with zipfile.ZipFile(FILES / "animated.kra") as file:
        members = {name: file.read(name) for name in file.namelist()}
    names = [name for name in members if "/layers/" in name or name == "maindoc.xml"]
    refused = 0
    for _ in range(150):
        name = random_numbers.choice(names)
        data = bytearray(members[name])
        for _ in range(random_numbers.choice((1, 5))):
            data[random_numbers.randrange(len(data))] = random_numbers.randrange(256)
        try:
            read_artwork(archive(tmp_path / "a.kra", members | {name: bytes(data)}))
        except UnreadableArtwork:
            refused += 1
    assert refused > 20
