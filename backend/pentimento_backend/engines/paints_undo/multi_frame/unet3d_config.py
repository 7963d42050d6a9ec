"""The published settings of the 3D U-Net: what its config.json may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from typing import Any, TypeGuard

ONE_STRUCTURE = {
    "conv_resample": True,
    "dims": 2,
    "image_cross_attention": True,
    "num_heads": -1,
    "resblock_updown": False,
    "temporal_selfatt_only": True,
    "tempspatial_aware": False,
    "use_causal_attention": False,
    "use_linear": True,
    "use_relative_position": False,
    "use_scale_shift_norm": False,
}
"""Settings of the published constructor that have one value in every checkpoint; ours knows no
other."""

LARGEST_SIZE = 1 << 14
LARGEST_COUNTS = {
    "attention_resolutions": 8,
    "channel_mult": 8,
    "num_res_blocks": 8,
    "transformer_depth": 8,
}
"""A damaged file must not make a network without end."""


@dataclass(frozen=True)
class UNet3DConfig:
    """Sizes and parts of a 3D U-Net, under their published names.

    `attention_resolutions` are the downsampling factors at which there is attention, and
    `channel_mult` the width of each level in `model_channels`. `temporal_length` is the number of
    frames of one video. `default_fs` is the frame rate meant where none is given.
    """

    in_channels: int
    out_channels: int
    model_channels: int
    attention_resolutions: tuple[int, ...]
    num_res_blocks: int
    channel_mult: tuple[int, ...]
    num_head_channels: int
    context_dim: int
    transformer_depth: int
    temporal_length: int
    default_fs: int
    dropout: float
    image_cross_attention_scale_learnable: bool
    addition_attention: bool
    temporal_attention: bool
    temporal_conv: bool
    fs_condition: bool

    @classmethod
    def of(cls, published: Mapping[str, Any]) -> UNet3DConfig:
        """Return the settings of a published config.json.

        Raises ValueError, in half a sentence, for a config that is no such U-Net's.
        """
        for name, value in ONE_STRUCTURE.items():
            if published.get(name, value) != value:
                raise ValueError(f"{name!r} is {published[name]!r} in place of {value!r}")
        return cls(**{field.name: _checked(published, field) for field in fields(cls)})


def _checked(published: Mapping[str, Any], field: Field[Any]) -> Any:  # noqa: ANN401
    value = published.get(field.name)
    most = LARGEST_COUNTS.get(field.name, LARGEST_SIZE)
    if field.type == "bool" and isinstance(value, bool):
        return value
    if field.type == "float" and isinstance(value, (int, float)) and 0 <= value < 1:
        return float(value)
    if field.type == "int" and _is_size(value, most):
        return value
    if field.type == "tuple[int, ...]" and _are_sizes(value, most):
        return tuple(value)
    raise ValueError(f"{field.name!r} is {str(value)[:60]!r}")


def _are_sizes(value: object, most: int) -> TypeGuard[list[int]]:
    return (
        isinstance(value, list)
        and 0 < len(value) <= most
        and all(_is_size(item, LARGEST_SIZE) for item in value)
    )


def _is_size(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most
