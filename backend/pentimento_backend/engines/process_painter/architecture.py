"""What the networks are made of, as read from configurations and from the shapes of weights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...models.problem import ModelProblem
from ...models.weights import Weights

LEVELS = 4
"""Resolutions of a Stable Diffusion 1.5 U-Net; the last one has no text attention."""

PUBLISHED_FRAMES = 24
"""Longest clip of the published motion modules, whose files do not hold the positions."""


@dataclass(frozen=True)
class Conventions:
    """In what a checkpoint's network differs from the modules of diffusers.

    `pooled_norms`: the group norms of the U-Net's residual blocks and of its output take their
    statistics over all frames together. `motion_norm_per_frame`: those at the entry of the motion
    modules take them of each frame alone. `projected_twice`: the output projection of the motion
    modules' attention is applied twice in a row.
    """

    pooled_norms: bool
    motion_norm_per_frame: bool
    projected_twice: bool


PROCESS_PAINTER = Conventions(pooled_norms=True, motion_norm_per_frame=True, projected_twice=True)
ANIMATEDIFF_V1 = Conventions(pooled_norms=True, motion_norm_per_frame=True, projected_twice=False)
ANIMATEDIFF = Conventions(pooled_norms=False, motion_norm_per_frame=True, projected_twice=False)
"""Official AnimateDiff v2 and v3, and SparseCtrl."""


@dataclass(frozen=True)
class BaseArchitecture:
    """A Stable Diffusion 1.x U-Net.

    `channels` of the four resolutions, residual `layers` of each, `heads` of every attention,
    `text_channels` of the prompt's embedding, `groups` of every group norm.
    """

    channels: tuple[int, ...] = (320, 640, 1280, 1280)
    layers: int = 2
    heads: int = 8
    text_channels: int = 768
    groups: int = 32

    @property
    def shared_options(self) -> dict[str, Any]:
        """What all diffusers classes of this architecture are built with."""
        return {
            "block_out_channels": self.channels,
            "layers_per_block": self.layers,
            "cross_attention_dim": self.text_channels,
            "norm_num_groups": self.groups,
        }

    @classmethod
    def of_config(cls, config: Mapping[str, Any], source: object) -> BaseArchitecture:
        """Read a U-Net's published config.json; `source` names it to the painter.

        Raises ModelProblem for other networks than Stable Diffusion 1.x.
        """
        try:
            architecture = cls(
                channels=tuple(int(count) for count in config["block_out_channels"]),
                layers=int(config["layers_per_block"]),
                heads=int(config["attention_head_dim"]),
                text_channels=int(config["cross_attention_dim"]),
                groups=int(config["norm_num_groups"]),
            )
        except (KeyError, TypeError, ValueError):
            architecture = None
        if (
            architecture is None
            or len(architecture.channels) != LEVELS
            or config.get("use_linear_projection")
            or config.get("in_channels", 4) != 4
            or not architecture.is_buildable
        ):
            raise ModelProblem(
                f"{source} is not a Stable Diffusion 1.5 model, on which ProcessPainter is built: "
                "choose Stable Diffusion 1.5 or a model made from it."
            )
        return architecture

    @classmethod
    def of_weights(
        cls, weights: Weights, source: object, like: BaseArchitecture | None = None
    ) -> BaseArchitecture:
        """Read off the shapes of a U-Net's weights under diffusers' names.

        What shapes do not tell (heads, groups) is as in `like`, otherwise as in Stable Diffusion
        1.5. Raises ModelProblem.
        """
        like = like or cls()
        layers = len(_numbers(weights, r"down_blocks\.0\.resnets\.(\d+)\."))
        convolution = "down_blocks.{}.resnets.0.conv2.weight"
        text = "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight"
        entry = weights.get("mid_block.attentions.0.proj_in.weight")
        config: dict[str, Any] = {
            "layers_per_block": layers,
            "attention_head_dim": like.heads,
            "norm_num_groups": like.groups,
            "block_out_channels": [
                weights[convolution.format(level)].shape[0]
                for level in sorted(_numbers(weights, r"down_blocks\.(\d+)\."))
                if convolution.format(level) in weights
            ],
            "use_linear_projection": entry is not None and entry.ndim == 2,
        }
        if text in weights:
            config["cross_attention_dim"] = weights[text].shape[1]
        if "conv_in.weight" in weights:
            config["in_channels"] = weights["conv_in.weight"].shape[1]
        return cls.of_config(config, source)

    @property
    def is_buildable(self) -> bool:
        """Whether channels divide into heads and groups, and all counts are positive."""
        return (
            min(self.channels, default=0) > 0
            and min(self.layers, self.heads, self.text_channels, self.groups) > 0
            and all(count % self.heads == 0 == count % self.groups for count in self.channels)
        )


@dataclass(frozen=True)
class MotionArchitecture:
    """The motion modules of a network: self-attentions in a row over at most `frames` frames.

    `in_middle`: the U-Net's middle block has one too (official AnimateDiff v2).
    """

    frames: int = PUBLISHED_FRAMES
    attentions: int = 2
    in_middle: bool = False

    @classmethod
    def of_weights(cls, weights: Weights) -> MotionArchitecture:
        """Read off weights under diffusers' names; 24 frames where positions were not saved."""
        positions = [weight for key, weight in weights.items() if key.endswith(".pos_embed.pe")]
        return cls(
            frames=positions[0].shape[1] if positions else PUBLISHED_FRAMES,
            attentions=2 if any(".attn2." in key for key in weights if is_motion(key)) else 1,
            in_middle=any(key.startswith("mid_block.motion_modules.") for key in weights),
        )


@dataclass(frozen=True)
class ReferenceArchitecture:
    """A reference network beside a U-Net.

    It takes `condition_channels` (mask excluded) for each given frame: latents when `in_latents`,
    otherwise pixels, eight times as high and wide.
    """

    base: BaseArchitecture
    motion: MotionArchitecture
    condition_channels: int = 4
    in_latents: bool = True

    @classmethod
    def of_weights(
        cls, weights: Weights, base: BaseArchitecture, source: object
    ) -> ReferenceArchitecture:
        """Read off weights under diffusers' names; heads and groups are those of the base model.

        Raises ModelProblem for other networks.
        """
        entry = weights.get("controlnet_cond_embedding.weight")
        in_latents = entry is not None
        if entry is None:
            entry = weights.get("controlnet_cond_embedding.conv_in.weight")
        if entry is None or not any(is_motion(key) for key in weights):
            raise ModelProblem(
                f"{source} is not a reference network: choose the file of that kind which belongs "
                "to the motion module."
            )
        return cls(
            base=BaseArchitecture.of_weights(weights, source, base),
            motion=MotionArchitecture.of_weights(weights),
            condition_channels=entry.shape[1] - 1,
            in_latents=in_latents,
        )


def is_motion(key: str) -> bool:
    """Return whether a weight belongs to a motion module."""
    return ".motion_modules." in key


def _numbers(weights: Weights, pattern: str) -> set[int]:
    return {int(found[1]) for key in weights if (found := re.match(pattern, key))}
