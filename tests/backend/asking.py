"""Questions to a backend, as a plugin would ask them."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from pentimento_protocol.client import Arrival, Client, new_id
from pentimento_protocol.descriptions import Branch
from pentimento_protocol.images import encode_image
from pentimento_protocol.messages import Accepted, FrameArrived, GivenImage, JobEnded, Submit


def painting(width: int = 96, height: int = 72) -> np.ndarray:
    """A small picture with a sky, a hill and a sun, BGRA."""
    y, x = np.mgrid[:height, :width]
    image = np.empty((height, width, 4), np.uint8)
    image[...] = (230, 200, 150, 255)
    image[y > height * 0.6 + 8 * np.sin(x / 9)] = (60, 140, 70, 255)
    image[(x - width * 0.7) ** 2 + (y - height * 0.3) ** 2 < (height * 0.15) ** 2] = (
        90,
        220,
        250,
        255,
    )
    return image


def submission(image: np.ndarray, frames: int = 6, **changes: object) -> tuple[Submit, list[bytes]]:
    """A reconstruct submission of a BGRA canvas."""
    height, width = image.shape[:2]
    header, data = encode_image(image.tobytes(), width, height)
    message = Submit(
        id=new_id(),
        job=new_id(),
        task="reconstruct",
        engine="procedural",
        width=width,
        height=height,
        frames=frames,
        seed=7,
        options={},
        givens=[GivenImage(header, 0)],
        layers=[],
        title="a test",
        tag="document-1",
    )
    return replace(message, **changes), [data]  # type: ignore[arg-type]


def submit(client: Client, image: np.ndarray, frames: int = 6, **changes: object) -> str:
    """Submit a canvas; returns the job's id."""
    message, payloads = submission(image, frames, **changes)
    client.ask(message, Accepted, payloads)
    return message.job


def collect(
    client: Client, job: str, until_frame: int | None = None, timeout: float = 60
) -> tuple[list[Arrival], JobEnded | None]:
    """Poll until the job ends, or until frame `until_frame` has arrived."""
    frames: list[Arrival] = []
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        for arrival in client.poll(0.1):
            message = arrival.message
            if isinstance(message, FrameArrived) and message.job == job:
                frames.append(arrival)
            elif isinstance(message, JobEnded) and message.job == job:
                return frames, message
        if until_frame is not None and len(frames) > until_frame:
            return frames, None
    raise AssertionError(f"job {job} did not end within {timeout} s; {len(frames)} frames came")


def frames_of(client: Client, job: str) -> list[Arrival]:
    """Follow a job to its end, which must be a good one."""
    client.follow(job)
    frames, ended = collect(client, job)
    assert ended is not None
    assert ended.state == "finished"
    return frames


def branch_off(client: Client, parent: str, frame: Arrival, index: int, **changes: object) -> str:
    """Go on from a frame of a job; returns the id of the branch."""
    message = frame.message
    assert isinstance(message, FrameArrived)
    header, data = encode_image(frame.pixels(), message.image.width, message.image.height)
    given = GivenImage(header, message.step, origin=message.origin)
    ask, _ = submission(painting(), frames=4)
    ask = replace(ask, task="complete", givens=[given], seed=8, parent=Branch(parent, index))
    ask = replace(ask, **changes)  # type: ignore[arg-type]
    client.ask(ask, Accepted, [data])
    return ask.job
