"""Checks a submission before anything is done for it."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence

from pentimento_protocol import limits
from pentimento_protocol.images import ImageHeader, check_image_size, decode_image, take_payload
from pentimento_protocol.messages import Submit
from pentimento_protocol.wire import OptionValue, ProtocolError, encode

from ..engines.interface import EngineInfo, Option
from ..storage.ledger import JobRecord

JOB_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

KINDS = {
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
    "choice": (str,),
    "text": (str,),
}
"""The types that a value may have, for each kind of option."""


def check_submission(
    submission: Submit, payloads: Sequence[bytes], engines: Mapping[str, EngineInfo]
) -> JobRecord:
    """Return the record of a submission whose header is sound; quick, looks into no image.

    Raises ProtocolError: "bad-field", "bad-payload", "too-large", "no-engine", "no-task" or
    "bad-option".
    """
    if not JOB_ID.fullmatch(submission.job):
        raise ProtocolError("bad-field", "The job id may hold only letters, digits, '-' and '_'.")
    check_image_size(submission.width, submission.height)
    if sum(map(len, payloads)) > limits.MAX_SUBMIT_BYTES:
        raise ProtocolError(
            "too-large",
            "The canvas and its layers together are too large: merge some layers of a copy.",
        )
    engine = _engine(submission, engines)
    _check_options(submission.options, engine)
    _check_images(submission, payloads)
    return JobRecord(
        job=submission.job,
        task=submission.task,
        engine=engine.name,
        engine_version=engine.version,
        title=submission.title,
        tag=submission.tag,
        width=submission.width,
        height=submission.height,
        frames=submission.frames,
        seed=submission.seed,
        options=submission.options,
        created=time.time(),
        digest=digest(submission),
        request_bytes=sum(map(len, payloads)),
        parent=submission.parent,
    )


def digest(submission: Submit) -> str:
    """Return what identifies a submission apart from its message id.

    As long as later fields are not used, it is the one that earlier versions have stored.
    """
    values = json.loads(encode(submission)[0])
    for name in ("id", "type", "protocol"):
        del values[name]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode("utf-8")).hexdigest()


def check_pixels(submission: Submit, payloads: Sequence[bytes]) -> None:
    """Decode every image of a submission; slow, raises ProtocolError for the first damaged one."""
    for header in _images(submission):
        decode_image(header, take_payload(header, payloads))


def _engine(submission: Submit, engines: Mapping[str, EngineInfo]) -> EngineInfo:
    engine = engines.get(submission.engine)
    if engine is None:
        known = ", ".join(sorted(engines))
        raise ProtocolError(
            "no-engine", f"There is no engine {submission.engine!r}; there is: {known}."
        )
    if submission.task not in engine.tasks:
        raise ProtocolError(
            "no-task",
            f"The engine {engine.name} cannot {submission.task}; it can: "
            f"{', '.join(engine.tasks)}.",
        )
    return engine


def _check_options(values: Mapping[str, OptionValue], engine: EngineInfo) -> None:
    options = {option.name: option for option in engine.options}
    for name, value in values.items():
        if name not in options:
            known = ", ".join(sorted(options)) or "none"
            raise ProtocolError(
                "bad-option", f"The engine {engine.name} has no option {name!r}; it has: {known}."
            )
        _check_option(options[name], value)


def _check_option(option: Option, value: OptionValue) -> None:
    if type(value) not in KINDS[option.kind]:
        raise ProtocolError("bad-option", f"The option {option.name} takes a {option.kind}.")
    if option.kind == "choice" and value not in option.choices:
        choices = ", ".join(option.choices)
        raise ProtocolError("bad-option", f"The option {option.name} takes one of: {choices}.")
    if option.kind == "text" and len(str(value)) > (option.maximum or limits.MAX_TEXT):
        raise ProtocolError("bad-option", f"The {option.name} is too long: shorten it.")
    if isinstance(value, (int, float)):
        low = -float("inf") if option.minimum is None else option.minimum
        high = float("inf") if option.maximum is None else option.maximum
        if not low <= value <= high:
            raise ProtocolError(
                "bad-option", f"The option {option.name} takes a value from {low} to {high}."
            )


def _check_images(submission: Submit, payloads: Sequence[bytes]) -> None:
    used = [header.payload for header in _images(submission)]
    if sorted(used) != list(range(len(payloads))):
        raise ProtocolError(
            "bad-payload", "The images of the header and the payloads sent do not match."
        )
    for header in _images(submission):
        check_image_size(header.width, header.height)
        take_payload(header, payloads)
    steps = [given.step for given in submission.givens]
    if len(set(steps)) != len(steps):
        raise ProtocolError("bad-field", "Two givens have the same operation step.")
    for given in submission.givens:
        for header in (given.image, given.mask):
            if header and (header.width, header.height) != (submission.width, submission.height):
                raise ProtocolError("bad-field", "A given has another size than the canvas.")
    order = submission.order
    if order and (order.width, order.height) != (submission.width, submission.height):
        raise ProtocolError("bad-field", "The order wish has another size than the canvas.")


def _images(submission: Submit) -> Iterator[ImageHeader]:
    for given in submission.givens:
        yield given.image
        if given.mask is not None:
            yield given.mask
    for layer in submission.layers:
        if layer.image is not None:
            yield layer.image
    if submission.order is not None:
        yield submission.order
