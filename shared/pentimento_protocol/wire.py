"""Typed messages as multipart frames: a JSON header, then binary payloads.

A message is a frozen dataclass derived from `Message`. Its field types are read from the
annotations and checked when a header comes in, so that a header with unknown, missing, extra or
wrongly typed fields never reaches the code that acts on it.
"""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from typing import (
    Any,
    ClassVar,
    Dict,
    Iterable,
    List,
    Mapping,
    Sequence,
    Tuple,
    Type,
    TypeVar,
    Union,
)

from . import PROTOCOL_VERSION, limits

OptionValue = Union[bool, int, float, str]
Version = Tuple[int, int]
"""(major, minor) of the protocol."""

UNIONS = (Union, getattr(types, "UnionType", Union))
"""What annotations such as Optional[int] and, in later Pythons, int | None are made of."""

MessageType = TypeVar("MessageType", bound="Message")


class ProtocolError(Exception):
    """A message that breaks the protocol.

    `code` is one of a closed set of words for programs, `sentence` is for people, `id` is the
    message's own id where it could be read.
    """

    def __init__(self, code: str, sentence: str, id: str = "") -> None:  # noqa: A002
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.id = id


@dataclasses.dataclass(frozen=True)
class Message:
    """Base of all messages; `id` names the message so that its answer can name it again."""

    TYPE: ClassVar[str] = ""
    id: str


class Catalogue:
    """The messages that one side accepts, by the name of their type.

    `sender` and `receiver` name the two sides to people, for when their versions do not fit.
    """

    def __init__(
        self,
        messages: Iterable[Type[Message]],
        sender: str = "Pentimento backend",
        receiver: str = "Pentimento backend",
    ) -> None:
        self._messages: Dict[str, Type[Message]] = {message.TYPE: message for message in messages}
        self.sender = sender
        self.receiver = receiver

    def find(self, name: str) -> Type[Message]:
        """Return the message class named `name`; raises ProtocolError for an unknown name."""
        try:
            return self._messages[name]
        except KeyError:
            raise ProtocolError(
                "unknown-type",
                f"There is no message type {_shown(name)} here: update the {self.receiver}.",
            ) from None


def limited(
    minimum: float = -math.inf, maximum: float = math.inf, default: Any = dataclasses.MISSING
) -> Any:
    """Declare a field with bounds: of the number, or of the length of the text, list or mapping."""
    return dataclasses.field(default=default, metadata={"minimum": minimum, "maximum": maximum})


def added(minor: int) -> Any:
    """Declare a field that a minor version has added.

    It is left out where it is None, and for receivers of earlier versions, which refuse fields
    that they do not know.
    """
    return dataclasses.field(default=None, metadata={"added": minor})


def encode(
    message: Message, payloads: Sequence[bytes] = (), version: Version = PROTOCOL_VERSION
) -> List[bytes]:
    """Return the frames of `message`: its header, then `payloads` as they are.

    `version` is the protocol version of its receiver.
    """
    header = _values(message, version[1])
    header["type"] = message.TYPE
    header["protocol"] = list(PROTOCOL_VERSION)
    return [json.dumps(header, separators=(",", ":")).encode("utf-8"), *payloads]


def spoken_version(frames: Sequence[bytes]) -> Version:
    """Return the version that a message which `decode` has let in was written in."""
    major, minor = _read_header(frames)["protocol"]
    return major, minor


def decode(frames: Sequence[bytes], catalogue: Catalogue) -> Message:
    """Return the checked message of `frames[0]`; the payloads stay with the caller.

    Raises ProtocolError with the code "bad-header", "protocol-version", "unknown-type",
    "bad-field" or "too-large".
    """
    header = _read_header(frames)
    message_id = header.get("id")
    if not isinstance(message_id, str):
        message_id = ""
    try:
        _check_version(header.pop("protocol", None), catalogue)
        name = header.pop("type", None)
        if not isinstance(name, str):
            raise ProtocolError("bad-header", "The header names no message type.")
        return _build(catalogue.find(name), header, name)
    except ProtocolError as error:
        error.id = message_id[: limits.MAX_NAME]
        raise


def _values(item: Any, minor: int) -> Any:
    if dataclasses.is_dataclass(item):
        return {
            field.name: _values(getattr(item, field.name), minor)
            for field in dataclasses.fields(item)
            if _is_sent(field, getattr(item, field.name), minor)
        }
    if isinstance(item, (list, tuple)):
        return [_values(part, minor) for part in item]
    return item


def _is_sent(field: dataclasses.Field[Any], value: Any, minor: int) -> bool:
    since = field.metadata.get("added", 0)
    return since == 0 or (since <= minor and value is not None)


def _read_header(frames: Sequence[bytes]) -> Dict[str, Any]:
    if not frames:
        raise ProtocolError("bad-header", "The message is empty.")
    if len(frames) - 1 > limits.MAX_PAYLOADS:
        raise ProtocolError(
            "too-large",
            f"The message has {len(frames) - 1} payloads; {limits.MAX_PAYLOADS} are allowed.",
        )
    if len(frames[0]) > limits.MAX_HEADER_BYTES:
        raise ProtocolError("too-large", "The header is larger than the protocol allows.")
    try:
        header = json.loads(frames[0].decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise ProtocolError("bad-header", "The header is not JSON.") from None
    if not isinstance(header, dict):
        raise ProtocolError("bad-header", "The header is not a JSON object.")
    return header


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _check_version(version: Any, catalogue: Catalogue) -> None:
    ours = PROTOCOL_VERSION[0]
    if (
        not isinstance(version, list)
        or len(version) != 2
        or not all(_is_integer(part) for part in version)
    ):
        raise ProtocolError("bad-header", "The header does not say which protocol it speaks.")
    if version[0] != ours:
        outdated = catalogue.sender if version[0] < ours else catalogue.receiver
        raise ProtocolError(
            "protocol-version",
            f"The other side speaks Pentimento protocol {version[0]}, this side {ours}: "
            f"update the {outdated}.",
        )


BuiltType = TypeVar("BuiltType")


def _build(cls: Type[BuiltType], values: Mapping[str, Any], where: str) -> BuiltType:
    fields = {field.name: field for field in dataclasses.fields(cls)}  # type: ignore[arg-type]
    extra = sorted(set(values) - set(fields))
    if extra:
        raise ProtocolError("bad-field", f"{where} has an unknown field {_shown(extra[0])}.")
    hints = typing.get_type_hints(cls)
    arguments: Dict[str, Any] = {}
    for name, field in fields.items():
        if name not in values:
            if field.default is dataclasses.MISSING:
                raise ProtocolError("bad-field", f"{where} lacks the field {name!r}.")
            continue
        place = f"{where}.{name}"
        arguments[name] = _checked(values[name], hints[name], place)
        _check_bounds(arguments[name], field.metadata, place)
    return cls(**arguments)


def _checked(value: Any, expected: Any, where: str) -> Any:
    """Return `value` as `expected` (a type annotation); raises ProtocolError where it is not."""
    if dataclasses.is_dataclass(expected):
        if isinstance(value, dict):
            return _build(typing.cast(type, expected), value, where)
    elif expected is float:
        if _is_integer(value) or (type(value) is float and math.isfinite(value)):
            return float(value)
    elif expected is int:
        if _is_integer(value):
            return value
    elif expected is str:
        if type(value) is str and _is_sound_text(value):
            return value
    elif expected is bool:
        if type(value) is bool:
            return value
    elif _is_checked_generic(value, expected):
        return _checked_generic(value, expected, where)
    raise ProtocolError("bad-field", f"{where} has a value of the wrong kind.")


def _is_integer(value: Any) -> bool:
    return type(value) is int and -limits.MAX_INTEGER <= value <= limits.MAX_INTEGER


def _is_sound_text(value: str) -> bool:
    """Return whether `value` has no lone surrogates, which no file or data base could take."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(name: str) -> str:
    """Return an untrusted name for a sentence: quoted, and short enough to be sent back."""
    return ascii(name[:60])


def _is_checked_generic(value: Any, expected: Any) -> bool:
    origin = typing.get_origin(expected)
    if origin is typing.Literal:
        return type(value) in (str, int) and value in typing.get_args(expected)
    if origin is list:
        return isinstance(value, list)
    if origin is dict:
        return isinstance(value, dict)
    return origin in UNIONS


def _checked_generic(value: Any, expected: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(expected), typing.get_args(expected)
    if origin is list:
        return [_checked(item, arguments[0], f"{where}[{i}]") for i, item in enumerate(value)]
    if origin is dict:
        for key in value:
            _check_bounds(_checked(key, str, where), {"maximum": limits.MAX_NAME}, where)
        return {
            key: _checked(item, arguments[1], f"{where}[{_shown(key)}]")
            for key, item in value.items()
        }
    if origin in UNIONS:
        return _checked_union(value, arguments, where)
    return value


def _checked_union(value: Any, choices: Sequence[Any], where: str) -> Any:
    if value is None and type(None) in choices:
        return None
    others = [choice for choice in choices if choice is not type(None)]
    if len(others) == 1:
        return _checked(value, others[0], where)
    if type(value) in others:
        return _checked(value, type(value), where)
    if type(value) is int and float in others:
        return _checked(value, float, where)
    raise ProtocolError("bad-field", f"{where} has a value of the wrong kind.")


def _check_bounds(value: Any, bounds: Mapping[str, Any], where: str) -> None:
    if isinstance(value, str):
        size: float = len(value)
        maximum = bounds.get("maximum", limits.MAX_TEXT)
    elif isinstance(value, (list, dict)):
        size, maximum = len(value), bounds.get("maximum", math.inf)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        size, maximum = value, bounds.get("maximum", math.inf)
    else:
        return
    minimum = bounds.get("minimum", -math.inf)
    if not minimum <= size <= maximum:
        raise ProtocolError("bad-field", f"{where} is outside its limits ({minimum} to {maximum}).")
