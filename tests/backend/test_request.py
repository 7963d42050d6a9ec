"""From a stored submission to the engine's request, and back to frames with the givens in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from asking import painting, submission

from pentimento_backend.canvas_coding import encode_canvas
from pentimento_backend.engines.interface import Frame, Given, ProcessRequest
from pentimento_backend.worker.painting import _pinned
from pentimento_backend.worker.request import read_request
from pentimento_protocol.wire import encode


def test_order_is_luminance_times_alpha() -> None:
    message, payloads = submission(painting(4, 1))
    wish = np.array(
        [[(255, 255, 255, 255), (255, 255, 255, 100), (128, 128, 128, 255), (255, 255, 255, 0)]],
        np.uint8,
    )
    header, data = encode_canvas(wish, 1)
    _, request = read_request(encode(replace(message, order=header), [*payloads, data]), 0)
    assert request.order is not None and request.order.dtype == np.uint8
    assert request.order.tolist() == [[255, 100, 128, 0]]


def test_without_a_wish_there_is_no_order() -> None:
    _, request = read_request(encode(*submission(painting())), 0)
    assert request.order is None


def canvas(value: int) -> np.ndarray:
    return np.full((2, 3, 4), value, np.uint8)


def wanted(*givens: Given, first_frame: int = 0) -> ProcessRequest:
    return ProcessRequest("complete", 3, 2, givens, 4, 1, first_frame=first_frame)


def frames(*steps: int) -> Iterator[Frame]:
    return (Frame(step, canvas(9), "flats") for step in steps)


def test_givens_come_back_at_any_step() -> None:
    givens = (Given(999, canvas(1)), Given(500, canvas(2)), Given(0, canvas(3)))
    pinned = list(_pinned(frames(999, 700, 500, 0), wanted(*givens)))
    assert [frame.image[0, 0, 0] for frame in pinned] == [1, 9, 2, 3]
    assert [frame.origin for frame in pinned] == ["given", "generated", "given", "given"]


def test_a_frame_that_is_given_in_part_counts_as_generated() -> None:
    half = np.array([[255, 0, 0], [255, 254, 0]], np.uint8)
    whole = np.full((2, 3), 255, np.uint8)
    givens = (Given(500, canvas(1), half), Given(0, canvas(2), whole))
    part, all_of_it = _pinned(frames(500, 0), wanted(*givens))
    assert part.origin == "generated" and all_of_it.origin == "given"
    assert part.image[..., 0].tolist() == [[1, 9, 9], [1, 9, 9]]


def test_an_engine_that_loses_a_given_is_found_out() -> None:
    givens = (Given(500, canvas(1)), Given(0, canvas(2)))
    for steps in ((999, 501, 0), (499, 0)):
        with pytest.raises(ValueError, match="givens at \\[500\\]"):
            list(_pinned(frames(*steps), wanted(*givens)))


def test_a_resumed_job_has_shown_its_earlier_givens() -> None:
    givens = (Given(500, canvas(1)), Given(300, canvas(2)), Given(0, canvas(3)))
    resumed = wanted(*givens, first_frame=2)
    assert len(list(_pinned(frames(400, 300, 0), resumed))) == 3
    with pytest.raises(ValueError, match="givens at \\[300\\]"):
        list(_pinned(frames(400, 0), resumed))
