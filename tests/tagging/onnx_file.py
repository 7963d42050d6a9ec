"""Writes small ONNX models, so that a real session runs without the `onnx` package.

Field numbers are those of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FLOAT = 1
INT_ATTRIBUTE, INTS_ATTRIBUTE = 2, 7


def _varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, content: bytes | str) -> bytes:
    content = content.encode() if isinstance(content, str) else content
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _constant(name: str, values: np.ndarray) -> bytes:
    sizes = b"".join(_number(1, size) for size in values.shape)
    return sizes + _number(2, FLOAT) + _bytes(8, name) + _bytes(9, values.astype("<f4").tobytes())


def _value(name: str, shape: Sequence[int]) -> bytes:
    sizes = b"".join(_bytes(1, _number(1, size)) for size in shape)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, FLOAT) + _bytes(2, sizes)))


def _node(operator: str, inputs: Sequence[str], output: str, attributes: bytes = b"") -> bytes:
    names = b"".join(_bytes(1, name) for name in inputs)
    return names + _bytes(2, output) + _bytes(4, operator) + attributes


def mean_colour_model(shape: Sequence[int], weights: np.ndarray, biases: np.ndarray) -> bytes:
    """Return a model: mean of a picture (1, height, width, 3) · weights (3, n) + biases (n,)."""
    over_pixels = _bytes(
        5, _bytes(1, "axes") + _number(8, 1) + _number(8, 2) + _number(20, INTS_ATTRIBUTE)
    ) + _bytes(5, _bytes(1, "keepdims") + _number(3, 0) + _number(20, INT_ATTRIBUTE))
    graph = (
        _bytes(1, _node("ReduceMean", ["picture"], "mean", over_pixels))
        + _bytes(1, _node("MatMul", ["mean", "weights"], "led"))
        + _bytes(1, _node("Add", ["led", "biases"], "probabilities"))
        + _bytes(2, "mean colour")
        + _bytes(5, _constant("weights", weights))
        + _bytes(5, _constant("biases", biases))
        + _bytes(11, _value("picture", shape))
        + _bytes(12, _value("probabilities", (1, len(biases))))
    )
    opset = _bytes(1, "") + _number(2, 11)
    return _number(1, 7) + _bytes(7, graph) + _bytes(8, opset)
