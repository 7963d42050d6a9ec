"""Bad messages get a typed error, and the backend lives on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import zmq
from asking import painting, submission, submit
from running_backend import RunningBackend

from pentimento_protocol import PROTOCOL_VERSION, limits
from pentimento_protocol.client import Client, RequestRefused, new_id
from pentimento_protocol.connection import read_connection
from pentimento_protocol.images import encode_image
from pentimento_protocol.messages import (
    Accepted,
    Cancel,
    Done,
    GivenImage,
    JobList,
    ListJobs,
    Resume,
)


@pytest.fixture
def wire(backend: RunningBackend) -> Iterator[zmq.Socket[bytes]]:
    """A bare socket, to say what no proper client would."""
    connection = read_connection(backend.folder / "connection.json")
    context = zmq.Context()
    socket = context.socket(zmq.DEALER)
    socket.curve_serverkey = connection.server_key.encode()
    socket.curve_publickey = connection.client_keys.public.encode()
    socket.curve_secretkey = connection.client_keys.secret.encode()
    socket.connect(connection.address)
    yield socket
    socket.close(linger=0)
    context.term()


def answer(socket: zmq.Socket[bytes], frames: list[bytes]) -> dict[str, object]:
    socket.send_multipart(frames)
    assert socket.poll(5000), "no answer"
    return json.loads(socket.recv_multipart()[0])


def hello(**changes: object) -> dict[str, object]:
    header = {
        "type": "hello",
        "protocol": list(PROTOCOL_VERSION),
        "id": "1",
        "client": "test",
        "version": "0",
    }
    return {**header, **changes}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (b"", "bad-header"),
        (b"\xff\xfe", "bad-header"),
        (b"[]", "bad-header"),
        (b"[" * 100_000, "bad-header"),
        (json.dumps(hello(protocol=None)).encode(), "bad-header"),
        (json.dumps(hello(protocol=[99, 0])).encode(), "protocol-version"),
        (json.dumps(hello(protocol=[0, 9])).encode(), "protocol-version"),
        (json.dumps(hello(type="pickle")).encode(), "unknown-type"),
        (json.dumps(hello(extra=1)).encode(), "bad-field"),
        (json.dumps(hello(client=5)).encode(), "bad-field"),
        (json.dumps(hello(client="x" * 10_000)).encode(), "bad-field"),
        (b'{"type": "hello", "protocol": [1, 0], "id": "1"}', "bad-field"),
        (b" " * (limits.MAX_HEADER_BYTES + 1), "too-large"),
    ],
)
def test_bad_headers(wire: zmq.Socket[bytes], header: bytes, code: str) -> None:
    reply = answer(wire, [header])
    assert reply["type"] == "refused"
    assert reply["code"] == code
    assert reply["sentence"]
    assert answer(wire, [json.dumps(hello()).encode()])["type"] == "welcome"


def test_too_many_payloads(wire: zmq.Socket[bytes]) -> None:
    frames = [json.dumps(hello()).encode(), *[b"x"] * (limits.MAX_PAYLOADS + 1)]
    assert answer(wire, frames)["code"] == "too-large"


def test_version_sentence_says_which_side_to_update(wire: zmq.Socket[bytes]) -> None:
    older = answer(wire, [json.dumps(hello(protocol=[0, 1])).encode()])
    newer = answer(wire, [json.dumps(hello(protocol=[2, 0])).encode()])
    assert "update the Pentimento plugin" in str(older["sentence"])
    assert "update the Pentimento backend" in str(newer["sentence"])


def test_payload_beyond_the_limit_cuts_that_client_only(
    backend: RunningBackend, wire: zmq.Socket[bytes]
) -> None:
    assert answer(wire, [json.dumps(hello()).encode()])["type"] == "welcome"
    wire.send_multipart([json.dumps(hello()).encode(), bytes(limits.MAX_PAYLOAD_BYTES + 1)])
    backend.client().close()


def refusal(client: Client, **changes: object) -> RequestRefused:
    message, payloads = submission(painting(), **changes)  # type: ignore[arg-type]
    with pytest.raises(RequestRefused) as caught:
        client.ask(message, Accepted, payloads)
    return caught.value


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"engine": "rembrandt"}, "no-engine", "procedural"),
        ({"task": "imagine"}, "no-task", "cannot imagine"),
        ({"options": {"mood": "blue"}}, "bad-option", "no option 'mood'"),
        ({"job": "../../../etc/passwd"}, "bad-field", "letters, digits"),
        ({"width": 97}, "bad-field", "another size than the canvas"),
        ({"width": 12_000, "height": 12_000}, "too-large", "Scale a copy down"),
        ({"givens": []}, "bad-payload", "do not match"),
        ({"frames": 0}, "bad-field", "frames"),
        ({"frames": limits.MAX_FRAMES + 1}, "bad-field", "frames"),
        ({"seed": -1}, "bad-field", "seed"),
    ],
)
def test_bad_submissions(client: Client, changes: dict[str, object], code: str, words: str) -> None:
    refused = refusal(client, **changes)
    assert refused.code == code
    assert words in refused.sentence


def test_image_that_lies_about_its_size(client: Client) -> None:
    header, data = encode_image(bytes(4 * 10), 10, 1)
    message, _ = submission(painting())
    lying = replace(header, width=message.width, height=message.height)
    with pytest.raises(RequestRefused) as caught:
        client.ask(replace(message, givens=[GivenImage(lying, 0)]), Accepted, [data])
    assert caught.value.code == "bad-payload"
    assert client.ask(ListJobs(new_id(), message.tag), JobList) is not None


def test_order_wish_that_lies(client: Client) -> None:
    message, [data] = submission(painting())
    for changes, size, code, words in (
        ({}, (95, 72), "bad-field", "order wish has another size"),
        ({"width": 96}, (95, 72), "bad-payload", "size"),
        ({"width": 12_000, "height": 12_000}, (95, 72), "too-large", "Scale a copy down"),
        ({"sha256": "0" * 64}, (96, 72), "bad-payload", "damaged"),
        ({"size": 5}, (96, 72), "bad-payload", "size"),
        ({"payload": 0}, (96, 72), "bad-payload", "do not match"),
        ({"payload": 2}, (96, 72), "bad-payload", "do not match"),
    ):
        header, wish = encode_image(bytes(4 * size[0] * size[1]), *size, payload=1)
        lying = replace(message, id=new_id(), order=replace(header, **changes))
        with pytest.raises(RequestRefused) as caught:
            client.ask(lying, Accepted, [data, wish])
        assert caught.value.code == code and words in caught.value.sentence


def test_damaged_and_missing_payloads(client: Client) -> None:
    message, [data] = submission(painting())
    for payloads in ([], [data, data], [data[:-1]], [data[:-1] + b"x"], [b"GIF89a" + data[6:]]):
        with pytest.raises(RequestRefused) as caught:
            client.ask(replace(message, id=new_id()), Accepted, payloads)
        assert caught.value.code == "bad-payload"
    assert message.job not in [job.job for job in client.ask(ListJobs(new_id()), JobList).jobs]


def test_two_givens_at_one_step(client: Client) -> None:
    message, [data] = submission(painting())
    given = message.givens[0]
    twice = [given, GivenImage(replace(given.image, payload=1), given.step)]
    with pytest.raises(RequestRefused, match="same operation step"):
        client.ask(replace(message, givens=twice), Accepted, [data, data])


def test_too_many_messages_are_refused_and_the_client_lives(client: Client) -> None:
    for _ in range(3 * limits.MESSAGES_PER_SECOND):
        client.send(ListJobs("flood"))
    codes = set()
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        codes |= {getattr(a.message, "code", "") for a in client.poll(0.1)}
    assert "too-fast" in codes
    assert client.ask(ListJobs(new_id()), JobList)


def test_full_queue_refuses_in_a_sentence(own_backend: RunningBackend) -> None:
    own_backend.start()
    client = own_backend.client()
    image = painting(320, 240)
    jobs = [submit(client, image, frames=200) for _ in range(limits.MAX_QUEUED_JOBS)]
    message, payloads = submission(painting())
    with pytest.raises(RequestRefused) as caught:
        client.ask(message, Accepted, payloads)
    assert caught.value.code == "queue-full"
    client.ask(Cancel(new_id(), jobs[-1]), Done)
    client.ask(replace(message, id=new_id()), Accepted, payloads)
    with pytest.raises(RequestRefused, match="Too many jobs wait"):
        client.ask(Resume(new_id(), jobs[-1]), Accepted)
    client.close()


def test_payload_where_none_belongs(client: Client) -> None:
    with pytest.raises(RequestRefused, match="takes no payload"):
        client.ask(ListJobs(new_id()), JobList, [b"surplus"])
