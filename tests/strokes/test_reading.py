"""Stroke lists from strangers: refused in a sentence, or good for every step."""

from __future__ import annotations

import base64
import copy
import gzip
import json
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pentimento_backend.imaging.png import encode_png
from pentimento_backend.strokes import packing
from pentimento_backend.strokes.reading import read_strokes

from .making import described, packed, small_list

SOUND = described()


def coded(shape: tuple[int, ...]) -> str:
    return base64.b64encode(encode_png(np.zeros(shape, np.uint8))).decode()


def changed(path: tuple[str | int, ...], value: object) -> bytes:
    """The sound list with one value replaced."""
    values = copy.deepcopy(SOUND)
    place = values
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return packed(values)


def test_a_list_comes_back_as_it_was():
    before = small_list()
    after = read_strokes(before.to_bytes())
    assert json.loads(gzip.decompress(after.to_bytes())) == SOUND
    for step in (999, 600, 400, 300, 0):
        assert np.array_equal(before.picture(step), after.picture(step))


def test_an_image_that_several_legs_need_is_kept_once():
    assert len(SOUND["images"]) == 3
    first, second = SOUND["legs"]
    assert second["start"] == first["pictures"]["finish"]


def test_maps_of_areas_are_counted_through_all_legs():
    legs = [{**SOUND["legs"][1], "areas": [coded((9, 12, 4))] * 20}] * 9
    with pytest.raises(packing.DamagedStrokes, match="maps of areas"):
        read_strokes(packed({**SOUND, "legs": legs}))


def test_plain_json_is_read_too():
    plain = read_strokes(json.dumps(SOUND).encode())
    assert np.array_equal(plain.picture(0), small_list().picture(0))


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("format",), "another", "no stroke list"),
        (("version",), 1, "version 1"),
        (("version",), 2, "version 2"),
        (("version",), 99, "version 99"),
        (("legs",), [], "legs"),
        (("legs",), SOUND["legs"][0], "legs"),
        (("legs",), [SOUND["legs"][1]] * 65, "legs"),
        (("legs",), SOUND["legs"][::-1], "order"),
        (("legs", 0, "first"), 1000, "first"),
        (("legs", 1, "first"), 400.5, "first"),
        (("images",), {}, "picture"),
        (("images",), 5, "no stroke list"),
        (("images", 0), "not base64!", "picture"),
        (("images", 0), coded((18, 24)), "picture"),
        (("images", 0), coded((18, 25, 4)), "picture"),
        (("images", 0), coded((9, 12, 4)), "another size"),
        (("width",), 0, "width"),
        (("width",), -24, "width"),
        (("width",), 24.5, "width"),
        (("width",), "24", "width"),
        (("width",), True, "width"),
        (("height",), 10**9, "height"),
        (("width",), 20_000, "another size"),
        (("legs", 0, "plan"), [0, 9], "plan"),
        (("legs", 0, "plan"), [12, -9], "plan"),
        (("legs", 0, "plan"), [10**6, 9], "plan"),
        (("legs", 0, "plan"), [12], "no stroke list"),
        (("legs", 0, "start"), [0, 0, 0], "colour"),
        (("legs", 0, "start"), [0, 0, 0, 256], "colour"),
        (("legs", 1, "start"), 3, "picture"),
        (("legs", 1, "start"), 1, "picture"),
        (("legs", 1, "start"), "0", "picture"),
        (("legs", 0, "pictures", "finish"), 3, "picture"),
        (("legs", 0, "pictures", "finish"), 1, "picture"),
        (("legs", 0, "pictures", "finish"), True, "picture"),
        (("legs", 0, "pictures"), [], "no stroke list"),
        (("legs", 0, "ink"), None, "line drawing"),
        (("legs", 0, "ink"), [coded((9, 12, 4)), coded((9, 12, 4))], "line drawing"),
        (("legs", 0, "ink"), [coded((9, 12)), coded((9, 12))], "line drawing"),
        (("legs", 0, "kept"), 0, "mask"),
        (("legs", 0, "kept"), -1, "mask"),
        (("legs", 0, "areas", 0), coded((9, 11, 4)), "areas"),
        (("legs", 0, "areas", 0), coded((9, 12)), "areas"),
        (("legs", 0, "areas"), [coded((9, 12, 4))] * 1000, "areas"),
        (("legs", 0, "strokes"), 5, "no stroke list"),
        (("legs", 0, "strokes"), [{}], "no stroke list"),
        (("legs", 0, "strokes"), {"0": SOUND["legs"][0]["strokes"][0]}, "no stroke list"),
        (("legs", 0, "strokes", 2, "step"), 5000, "step"),
        (("legs", 0, "strokes", 2, "step"), float("nan"), "step"),
        (("legs", 0, "strokes", 2, "step"), 1e9999, "step"),
        (("legs", 0, "strokes", 2, "step"), "99", "step"),
        (("legs", 0, "strokes", 5, "step"), 700, "order"),
        (("legs", 0, "strokes", 2, "stage"), 5, "stage"),
        (("legs", 0, "strokes", 2, "path"), [], "path"),
        (("legs", 0, "strokes", 2, "path"), [[1, 2]], "path"),
        (("legs", 0, "strokes", 2, "path"), [[1, 2], [3]], "path"),
        (("legs", 0, "strokes", 2, "path"), [[1, 2], [3, 4], [5, "x"]], "path"),
        (("legs", 0, "strokes", 2, "path"), [[1, 2], [3, 4], [5, None]], "path"),
        (("legs", 0, "strokes", 2, "path"), [[1, 2], [3, 4], [5, 1e300]], "path"),
        (("legs", 0, "strokes", 2, "path"), [[1, 2], [3, 4], [5, 1e8]], "path"),
        (("legs", 0, "strokes", 2, "path"), [1, 2, 3, 4], "path"),
        (("legs", 0, "strokes", 2, "width"), [1, 2], "path"),
        (("legs", 0, "strokes", 2, "width"), [1, 2, -3], "path"),
        (("legs", 0, "strokes", 2, "tip"), 1e30, "path"),
        (("legs", 0, "strokes", 2, "angle"), 1e300, "angle"),
        (("legs", 0, "strokes", 2, "radius"), -1, "radius"),
        (("legs", 0, "strokes", 2, "brush"), "broom", "brush"),
        (("legs", 0, "strokes", 2, "brush"), ["pen"], "brush"),
        (("legs", 0, "strokes", 2, "opacity"), 1.5, "opacity"),
        (("legs", 0, "strokes", 2, "dry"), -0.1, "dry"),
        (("legs", 0, "strokes", 2, "grain"), 0.5, "grain"),
        (("legs", 0, "strokes", 2, "colour"), [1, 2, 3], "colour"),
        (("legs", 0, "strokes", 2, "colour"), [1, 2, 3, -1], "colour"),
        (("legs", 0, "strokes", 2, "under_ink"), 2, "under_ink"),
        (("legs", 0, "strokes", 5, "picture"), "nowhere", "picture"),
        (("legs", 0, "strokes", 5, "picture"), 7, "picture"),
        (("legs", 0, "strokes", 2, "clip"), [-1, 0, False], "clip"),
        (("legs", 0, "strokes", 2, "clip"), [1, 0, False], "clip"),
        (("legs", 0, "strokes", 2, "clip"), [0, -1, False], "clip"),
        (("legs", 0, "strokes", 2, "clip"), [0, 10**12, False], "clip"),
        (("legs", 0, "strokes", 2, "clip"), [0, 0, "exact"], "clip"),
        (("legs", 0, "strokes", 2, "clip"), [0], "no stroke list"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_one_bad_value_is_refused_in_one_sentence(path, value, told):
    with pytest.raises(packing.DamagedStrokes, match=told) as refused:
        read_strokes(changed(path, value))
    sentence = str(refused.value)
    assert sentence.count(". ") == 0 and sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        b"\x1f\x8b",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1' + b"0" * 5000 + b"}",
        small_list().to_bytes()[:-20],
        small_list().to_bytes() + b"more",
        gzip.compress(b"no JSON"),
    ],
    ids=range(11),
)
def test_what_is_no_list_is_refused(content):
    with pytest.raises(packing.DamagedStrokes):
        read_strokes(content)


def test_a_bomb_is_refused_in_little_memory(monkeypatch):
    monkeypatch.setattr(packing, "LARGEST", 1 << 20)
    coder = zlib.compressobj(9, wbits=31)
    bomb = b"".join(coder.compress(bytes(1 << 20)) for _ in range(64)) + coder.flush()
    tracemalloc.start()
    with pytest.raises(packing.DamagedStrokes, match="too large"):
        read_strokes(bomb)
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_a_list_of_too_many_values_is_refused_before_it_is_parsed():
    with pytest.raises(packing.DamagedStrokes, match="too large"):
        read_strokes(b"[" + b"0," * 33_000_000 + b"0]")


def test_pictures_of_large_canvases_are_counted_before_they_are_decoded():
    values = {**SOUND, "width": 10_000, "height": 8_000}
    values["images"] = [""] * 6
    with pytest.raises(packing.DamagedStrokes, match="too many pictures"):
        read_strokes(packed(values))


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-2, 30),
    st.floats(),
    st.text(max_size=4),
    st.sampled_from(["ink", "finish", "pen", coded((18, 24, 4)), coded((1, 1))]),
    st.lists(st.floats(-10, 40), max_size=5),
    st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)).map(list), max_size=4),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


def places(values: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of everything inside nested JSON values."""
    if isinstance(values, dict):
        inner = list(values.items())
    elif isinstance(values, list):
        inner = list(enumerate(values))
    else:
        return [path]
    deeper = [found for key, value in inner for found in places(value, (*path, key))]
    return [path, *deeper] if path else deeper


PLACES = places(SOUND)


@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD), min_size=1, max_size=3))
@settings(max_examples=600, deadline=None)
def test_changed_lists_are_refused_or_paint(changes):
    values = copy.deepcopy(SOUND)
    for path, odd in changes:
        place = values
        try:
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = odd
        except (LookupError, TypeError):
            continue  # an earlier change took the place away
    read_and_paint(packed(values))


@given(st.integers(0), st.binary(min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_changed_bytes_are_refused_or_paint(place, other):
    text = bytearray(json.dumps(SOUND).encode())
    place %= len(text)
    text[place : place + len(other)] = other
    read_and_paint(bytes(text))


def read_and_paint(content: bytes) -> None:
    try:
        strokes = read_strokes(content)
    except packing.DamagedStrokes:
        return
    width, height = strokes.canvas_size
    for step in (999, 500, 400, 0):
        assert strokes.picture(step).shape == (height, width, 4)
