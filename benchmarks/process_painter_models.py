"""ProcessPainter's networks with random weights: the published architectures, no download."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import torch

from pentimento_backend.engines.model_work.autoencoder import build_autoencoder, make_autoencoder
from pentimento_backend.engines.model_work.text import build_text_encoder, make_text_encoder
from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    ReferenceArchitecture,
)
from pentimento_backend.engines.process_painter.models import ClipNetworks, Models
from pentimento_backend.engines.process_painter.motion_attention import fold_projections
from pentimento_backend.engines.process_painter.networks import (
    MotionUNet,
    ReferenceNetwork,
    plain_unet,
)
from pentimento_backend.models.weights import build

from .paints_undo_models import FULL as PAINTS_UNDO
from .paints_undo_models import reduced as reduced_paints_undo
from .random_weights import SOURCE, weights_for, wordless_tokenizer

REFERENCE_FRAMES = 32


@dataclass(frozen=True)
class Architecture:
    """The configurations of all parts."""

    base: BaseArchitecture
    text: dict[str, Any]
    vae: dict[str, Any]


@dataclass(frozen=True, eq=False)
class BothModels:
    """The same weights as the engine has them, and with output projections applied twice."""

    engine: Models
    unfolded: Models

    def without_reference(self) -> BothModels:
        """Return the models for painting from words alone."""
        return BothModels(_alone(self.engine), _alone(self.unfolded))


FULL = Architecture(
    BaseArchitecture(), {**PAINTS_UNDO.single_text, "num_hidden_layers": 12}, PAINTS_UNDO.single_vae
)


def reduced() -> Architecture:
    """Return the small networks of the tests, which a processor runs in seconds."""
    small = reduced_paints_undo()
    # where a norm has a single channel, frames of which nothing is known are rounding errors alone
    base = BaseArchitecture(
        channels=(64, 64, 64, 64), layers=1, text_channels=small.single_text["hidden_size"]
    )
    return Architecture(base, small.single_text, small.single_vae)


def make_models(of: Architecture, device: torch.device) -> BothModels:
    """Return the models; weights are drawn on `device`, and stay there if it is "meta"."""
    torch.manual_seed(0)
    referring = ReferenceArchitecture(
        of.base, MotionArchitecture(frames=REFERENCE_FRAMES, attentions=1)
    )

    def motion_unet() -> MotionUNet:
        return MotionUNet(of.base, MotionArchitecture(), PROCESS_PAINTER)

    def reference_network() -> ReferenceNetwork:
        return ReferenceNetwork(referring, PROCESS_PAINTER)

    unet, reference = weights_for(motion_unet, device), weights_for(reference_network, device)
    clips = [
        ClipNetworks(
            build(motion_unet, dict(unet), SOURCE), build(reference_network, reference, SOURCE)
        )
        for _ in range(2)
    ]
    fold_projections(clips[0])
    text = weights_for(lambda: make_text_encoder(of.text), device)
    vae = weights_for(lambda: make_autoencoder(of.vae), device)
    plain = weights_for(lambda: plain_unet(of.base), device)
    engine = Models(
        tokenizer=wordless_tokenizer(),
        text_encoder=build_text_encoder(of.text, text, SOURCE),
        vae=build_autoencoder(of.vae, vae, SOURCE),
        plain=build(lambda: plain_unet(of.base), plain, SOURCE),
        clip=clips[0],
    )
    return BothModels(engine, replace(engine, clip=clips[1]))


def _alone(models: Models) -> Models:
    return replace(models, clip=ClipNetworks(models.clip.unet, None))
