"""Every message survives the way there and back, and nothing else gets through."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento_protocol import PROTOCOL_VERSION, limits
from pentimento_protocol.client import Arrival
from pentimento_protocol.images import CODEC, ImageHeader
from pentimento_protocol.messages import (
    FROM_CLIENT,
    FROM_SERVER,
    Accepted,
    Branch,
    ByProduct,
    Cancel,
    CancelErrand,
    Delete,
    DeviceDescription,
    Done,
    EngineDescription,
    ErrandEnded,
    ErrandPreview,
    ErrandProgress,
    Export,
    Fetch,
    Follow,
    FollowErrands,
    FrameArrived,
    FreeMemory,
    GivenImage,
    Hello,
    JobEnded,
    JobList,
    JobSummary,
    LayerDescription,
    Learn,
    ListJobs,
    ListModels,
    ModelDescription,
    ModelList,
    ModelNeed,
    OptionDescription,
    PaintNext,
    Ping,
    Pong,
    Preview,
    Progress,
    Received,
    Refused,
    Resume,
    RunErrand,
    Stop,
    StoreDescription,
    Submit,
    Unfollow,
    UseFolder,
    Welcome,
)
from pentimento_protocol.wire import (
    Catalogue,
    Message,
    ProtocolError,
    decode,
    encode,
    spoken_version,
)

JOB = "0123456789abcdef"
IMAGE = ImageHeader(CODEC, 640, 480, 1000, "a" * 64, 0)
SUBMIT = Submit(
    "1", JOB, "reconstruct", "procedural", 640, 480, 24, 7,
    {"ground": "white", "stroke_size": 1.5, "loose": True, "passes": 2},
    [GivenImage(IMAGE, 0),
     GivenImage(replace(IMAGE, payload=1), 500, replace(IMAGE, payload=2), "generated")],
    [LayerDescription("Gruppe", "grouplayer"),
     LayerDescription("Skizze", "paintlayer", True, 0.5, "multiply", -3, 4, 0,
                      replace(IMAGE, payload=3))],
    "Bild", "tag", replace(IMAGE, payload=4), Branch(JOB, 3),
)  # fmt: skip
GIVEN = json.loads(encode(SUBMIT)[0])["givens"][0]
SUMMARY = JobSummary(
    JOB, "running", "reconstruct", "procedural", "1", "Bild", "tag", 640, 480, 24, 3, 7,
    {"ground": "white"}, 1795239585.5, "", Branch(JOB, 3), "disk-full", 2,
)  # fmt: skip
OPTION = OptionDescription("stroke_size", "How broad", "float", 1.0, [], 0.5, 2.0, "Brush width")
ENGINE = EngineDescription(
    "procedural", "Procedural", "1", "GPL", ["reconstruct"], [OPTION], ["cpu"]
)
NEED = ModelNeed("wd14-tagger", "WD14 tagger", False, 2_120_000_000, True)
MODEL = ModelDescription(
    "wd14-tagger", "WD14 tagger", "words", "lllyasviel/misc", "see the model card", ["paints-undo"],
    2_120_000_000, False, "partial", 1000, "/cache", False, "download",
)  # fmt: skip
CLIENT_MESSAGES: list[Message] = [
    Hello("1", "krita", "0.1.0"), Ping("1"), SUBMIT, Follow("1", JOB, 3), Received("1", JOB, 3),
    Unfollow("1", JOB), PaintNext("1", JOB), Cancel("1", JOB), Resume("1", JOB), Delete("1", JOB),
    ListJobs("1"), ListJobs("1", "tag"), Fetch("1", JOB, "strokes.json.gz"), Stop("1"),
    ListModels("1"), RunErrand("1", "wd14-tagger", "verify"), CancelErrand("1", "wd14-tagger"),
    FollowErrands("1"), UseFolder("1", "wd14-tagger", "/models"), UseFolder("1", "wd14-tagger"),
    Export("1", JOB, "gif", "/home/a/b.gif"), FreeMemory("1"),
    Export("1", JOB, "video-webm", "/home/a/b.webm", True, 24.0, 0.0, 15.0, 800, True),
    Learn("1", "Kei", ["/recordings"]),
    Learn("1", "Kei", ["/a", "/b.mp4"], "character", 500, 8, 256, 11.5, 3, "cuda:0"),
]  # fmt: skip
SERVER_MESSAGES: list[Message] = [
    Welcome("1", "0.1.0", ["Processor (cpu)"], [ENGINE], [DeviceDescription("cpu", "Processor")],
            StoreDescription("/home/a/jobs", 1000, 8_000_000_000)),
    Pong("1"), Accepted("1", JOB, "queued"),
    Done("1"), JobList("1", [SUMMARY]), ByProduct("1", JOB, "strokes.json.gz", 9, "a" * 64),
    Progress("", JOB, 0.5, "flats"), Progress("", JOB, 0.0, "", 3), Preview("", JOB, IMAGE),
    FrameArrived("", JOB, 3, "generated", IMAGE, 999, "sketch"),
    FrameArrived("", JOB, 3, "generated", IMAGE, 999, "sketch", 2),
    JobEnded("", JOB, "failed", 3, "Why.", "disk-full"), Refused("1", "no-job", "There is none."),
    Welcome("1", "0.1.0", [], [replace(ENGINE, models=[NEED])]), ModelList("1", [MODEL]),
    ErrandProgress("", "wd14-tagger", "download", 1000, 2_120_000_000, "file 1 of 2"),
    ErrandEnded("", "wd14-tagger", "download", "failed", "Why.", "no-network"),
    ErrandPreview("", "Kei", 9, "a" * 64),
]  # fmt: skip


@pytest.mark.parametrize("message", CLIENT_MESSAGES, ids=lambda m: m.TYPE)
def test_client_messages_round_trip(message: Message) -> None:
    assert decode(encode(message, [b"pixels"]), FROM_CLIENT) == message


@pytest.mark.parametrize("message", SERVER_MESSAGES, ids=lambda m: m.TYPE)
def test_server_messages_round_trip(message: Message) -> None:
    assert decode(encode(message), FROM_SERVER) == message


def test_a_field_of_a_later_version_is_left_out_where_it_is_none() -> None:
    header = json.loads(encode(Welcome("1", "0.1.0", [], [ENGINE]))[0])
    assert "models" not in header["engines"][0]
    header = json.loads(encode(Welcome("1", "0.1.0", [], [replace(ENGINE, models=[])]))[0])
    assert header["engines"][0]["models"] == []


@pytest.mark.parametrize("message", CLIENT_MESSAGES + SERVER_MESSAGES, ids=lambda m: m.TYPE)
def test_a_receiver_of_an_earlier_version_gets_no_later_field(message: Message) -> None:
    catalogue = FROM_SERVER if message in SERVER_MESSAGES else FROM_CLIENT
    for minor in range(PROTOCOL_VERSION[1]):
        received = decode(encode(message, version=(1, minor)), catalogue)
        assert set(later_values(received, minor)) <= {None}
    assert decode(encode(message), catalogue) == message


def later_values(value: Any, minor: int) -> Iterator[Any]:
    """The values of all fields, at any depth, that came after a minor version."""
    if isinstance(value, list):
        for item in value:
            yield from later_values(item, minor)
    if is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.metadata.get("added", 0) > minor:
                yield inner
            yield from later_values(inner, minor)


def test_the_version_of_a_message_is_told() -> None:
    header = {**json.loads(encode(Ping("1"))[0]), "protocol": [1, 1]}
    assert spoken_version([json.dumps(header).encode()]) == (1, 1)
    assert spoken_version(encode(Ping("1"))) == PROTOCOL_VERSION


def test_a_side_does_not_accept_its_own_messages() -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(encode(Pong("1")), FROM_CLIENT)
    assert caught.value.code == "unknown-type"


def test_an_error_names_the_message() -> None:
    header = {**json.loads(encode(Ping("the-id"))[0]), "extra": 1}
    with pytest.raises(ProtocolError) as caught:
        decode([json.dumps(header).encode()], FROM_CLIENT)
    assert caught.value.id == "the-id"


@pytest.mark.parametrize(
    ("message", "reader", "version", "words"),
    [
        (Ping("1"), FROM_CLIENT, [0, 9], "update the Pentimento plugin or command"),
        (Ping("1"), FROM_CLIENT, [2, 0], "update the Pentimento backend"),
        (Pong("1"), FROM_SERVER, [0, 9], "update the Pentimento backend"),
        (Pong("1"), FROM_SERVER, [2, 0], "update the Pentimento plugin or command"),
    ],
)
def test_version_sentence_says_which_side_to_update(
    message: Message, reader: Catalogue, version: list[int], words: str
) -> None:
    header = {**json.loads(encode(message)[0]), "protocol": version}
    with pytest.raises(ProtocolError, match=words) as caught:
        decode([json.dumps(header).encode()], reader)
    assert caught.value.code == "protocol-version"


def test_a_newer_minor_version_is_understood() -> None:
    header = {**json.loads(encode(Ping("1"))[0]), "protocol": [PROTOCOL_VERSION[0], 99]}
    assert decode([json.dumps(header).encode()], FROM_CLIENT) == Ping("1")


@pytest.mark.parametrize(
    "change",
    [
        {"frames": 24.0}, {"frames": "24"}, {"frames": True}, {"frames": 0}, {"frames": 10**30},
        {"seed": -1}, {"seed": None}, {"width": 0}, {"width": limits.MAX_IMAGE_SIDE + 1},
        {"task": ""}, {"task": "x" * 65}, {"job": "short"}, {"options": []},
        {"options": {"a": None}}, {"options": {"a": [1]}},
        {"options": {str(i): i for i in range(99)}},
        {"givens": {}}, {"givens": [None]}, {"givens": [{"image": None, "step": 0}]},
        {"layers": [{}]}, {"title": 5}, {"surplus": 1}, {"id": 5},
        {"layers": [{"name": "x", "kind": "y"}] * (limits.MAX_LAYERS + 1)},
        {"layers": [{"name": "x" * (limits.MAX_TEXT + 1), "kind": "y"}]},
        {"layers": [{"name": "x", "kind": "y", "opacity": 10**400}]},
        {"givens": [GIVEN] * (limits.MAX_GIVENS + 1)}, {"givens": [{**GIVEN, "step": 1000}]},
        {"frames": limits.MAX_FRAMES + 1}, {"seed": limits.MAX_SEED + 1},
        {"options": {str(i): i for i in range(limits.MAX_OPTIONS + 1)}},
        {"options": {"a": 10**400}}, {"options": {"a": -(10**400)}},
        {"options": {"x" * (limits.MAX_NAME + 1): 1}}, {"options": {"\ud800": 1}},
        {"options": {"a": "\ud800"}},
        {"title": "x" * (limits.MAX_NAME + 1)}, {"title": "caf\udce9"},
        {"order": 5}, {"order": {}}, {"order": [GIVEN["image"]]},
        {"order": {**GIVEN["image"], "width": limits.MAX_IMAGE_SIDE + 1}},
        {"order": {**GIVEN["image"], "codec": "png"}},
    ],
)  # fmt: skip
def test_wrong_fields_are_refused(change: dict[str, Any]) -> None:
    header = {**json.loads(encode(SUBMIT)[0]), **change}
    with pytest.raises(ProtocolError) as caught:
        decode([json.dumps(header).encode()], FROM_CLIENT)
    assert caught.value.code == "bad-field"
    assert caught.value.sentence


@pytest.mark.parametrize("name", sorted(json.loads(encode(SUBMIT)[0])))
def test_missing_fields_are_refused_or_have_a_default(name: str) -> None:
    header = json.loads(encode(SUBMIT)[0])
    del header[name]
    frames = [json.dumps(header).encode()]
    defaults = {"title": "", "tag": "", "order": None, "parent": None}
    if name in defaults:
        assert decode(frames, FROM_CLIENT) == replace(SUBMIT, **{name: defaults[name]})
    else:
        with pytest.raises(ProtocolError):
            decode(frames, FROM_CLIENT)


@pytest.mark.parametrize(
    "constant", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400, "1" + "0" * 9000]
)
def test_numbers_that_are_none_are_refused(constant: str) -> None:
    text = encode(Progress("", JOB, 0.5, ""))[0].replace(b"0.5", constant.encode())
    with pytest.raises(ProtocolError):
        decode([text], FROM_SERVER)


def test_header_and_payload_limits() -> None:
    with pytest.raises(ProtocolError) as caught:
        decode([b" " * (limits.MAX_HEADER_BYTES + 1)], FROM_CLIENT)
    assert caught.value.code == "too-large"
    with pytest.raises(ProtocolError) as caught:
        decode([*encode(Ping("1")), *[b""] * (limits.MAX_PAYLOADS + 1)], FROM_CLIENT)
    assert caught.value.code == "too-large"
    with pytest.raises(ProtocolError):
        decode([], FROM_CLIENT)


@given(st.binary(max_size=200))
def test_random_bytes_never_do_more_than_fail(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode([data], FROM_CLIENT)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from(CLIENT_MESSAGES), st.data())
def test_any_value_in_any_field_decodes_or_fails_cleanly(
    message: Message, data: st.DataObject
) -> None:
    header = json.loads(encode(message)[0])
    header[data.draw(st.sampled_from([*header, "surplus"]))] = data.draw(json_values)
    try:
        decoded = decode([json.dumps(header).encode()], FROM_CLIENT)
    except ProtocolError as error:
        assert error.sentence and error.code
    else:
        assert decode(encode(decoded), FROM_CLIENT) == decoded


@pytest.mark.parametrize("message", CLIENT_MESSAGES + SERVER_MESSAGES, ids=lambda m: m.TYPE)
def test_huge_numbers_anywhere_fail_cleanly(message: Message) -> None:
    header = json.loads(encode(message)[0])
    for text in mutations(header, 10**400):
        with suppress(ProtocolError):
            decode([text], FROM_SERVER if message in SERVER_MESSAGES else FROM_CLIENT)


def mutations(value: Any, substitute: object) -> Iterator[bytes]:
    """The JSON of `value` with each of its numbers, at any depth, replaced in turn."""
    text = json.dumps(value)
    for number in re.finditer(r"(?<=[:\[] )-?[\d.]+|(?<=\[)-?\d+", text):
        yield f"{text[: number.start()]}{substitute}{text[number.end() :]}".encode()


@pytest.mark.parametrize(
    "message",
    [
        Fetch("1", JOB, ""),
        Fetch("1", JOB, "x" * (limits.MAX_BY_PRODUCT_NAME + 1)),
        ByProduct("1", JOB, "strokes.json.gz", limits.MAX_BY_PRODUCT_BYTES + 1, "a" * 64),
        ByProduct("1", JOB, "strokes.json.gz", 9, "a" * 63),
    ],
)
def test_by_products_have_limits(message: Message) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(encode(message), FROM_CLIENT if isinstance(message, Fetch) else FROM_SERVER)
    assert caught.value.code == "bad-field"


@pytest.mark.parametrize(
    "message",
    [
        Export("1", JOB, "gif", "/" + "x" * limits.MAX_PATH),
        Export("1", JOB, "gif", "/a.gif", frames_per_second=limits.MAX_FRAME_RATE + 1),
        Export("1", JOB, "gif", "/a.gif", frames_per_second=0.0),
        Export("1", JOB, "gif", "/a.gif", hold_last_seconds=61.0),
        Export("1", JOB, "gif", "/a.gif", longest_seconds=0.0),
        Export("1", JOB, "gif", "/a.gif", long_side=limits.MAX_IMAGE_SIDE + 1),
        Export("1", JOB, "exe", "/a.exe"),  # type: ignore[arg-type]
        Learn("1", "x" * (limits.MAX_STYLE_NAME + 1), ["/a"]),
        Learn("1", "Kei", []),
        Learn("1", "Kei", ["/a"] * (limits.MAX_RECORDINGS + 1)),
        replace(SUBMIT, parent=Branch(JOB, -1)),
        replace(SUBMIT, parent=Branch(JOB, limits.MAX_FRAMES + 1)),
        replace(SUBMIT, parent=Branch("x" * 65, 0)),
    ],
    ids=lambda message: message.TYPE,
)
def test_exports_lessons_and_branches_have_limits(message: Message) -> None:
    with pytest.raises(ProtocolError) as caught:
        decode(encode(message), FROM_CLIENT)
    assert caught.value.code == "bad-field"


def test_previews_of_lessons_have_a_limit() -> None:
    message = ErrandPreview("", "Kei", limits.MAX_ERRAND_PREVIEW_BYTES + 1, "a" * 64)
    with pytest.raises(ProtocolError):
        decode(encode(message), FROM_SERVER)


@pytest.mark.parametrize("payloads", [(), (b"strokes!",), (b"other 9b!",), (b"strokes!!", b"")])
def test_by_product_that_arrived_damaged(payloads: tuple[bytes, ...]) -> None:
    digest = hashlib.sha256(b"strokes!!").hexdigest()
    message = ByProduct("1", JOB, "strokes.json.gz", 9, digest)
    assert Arrival(message, (b"strokes!!",)).content() == b"strokes!!"
    with pytest.raises(ProtocolError, match="damaged"):
        Arrival(message, payloads).content()


@pytest.mark.parametrize(
    "change",
    [
        {"size": limits.MAX_PAYLOAD_BYTES + 1}, {"size": 0}, {"payload": limits.MAX_PAYLOADS + 1},
        {"payload": -1}, {"sha256": "a" * 63}, {"sha256": "a" * 65}, {"codec": "pickle"},
        {"height": limits.MAX_IMAGE_SIDE + 1}, {"height": 0}, {"surplus": 1},
    ],
)  # fmt: skip
def test_wrong_image_headers_are_refused(change: dict[str, Any]) -> None:
    header = json.loads(encode(Preview("", JOB, IMAGE))[0])
    header["image"].update(change)
    with pytest.raises(ProtocolError) as caught:
        decode([json.dumps(header).encode()], FROM_SERVER)
    assert caught.value.code == "bad-field"


def test_refusals_stay_short_enough_to_be_sent() -> None:
    header = json.loads(encode(SUBMIT)[0])
    long = "x" * 100_000
    for change in ({"type": long}, {long: 1}, {"options": {long: None}}, {"id": long}):
        with pytest.raises(ProtocolError) as caught:
            decode([json.dumps({**header, **change}).encode()], FROM_CLIENT)
        error = caught.value
        answer = Refused(error.id, error.code, error.sentence)
        assert decode(encode(answer), FROM_SERVER) == answer


def test_deep_nesting_is_refused() -> None:
    for text in (b"[" * 500_000, b'{"a":' * 100_000):
        with pytest.raises(ProtocolError):
            decode([text], FROM_CLIENT)
