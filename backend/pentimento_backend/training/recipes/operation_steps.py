"""Operation-step training: the single-frame network of Paints-UNDO learns any state of a painting.

Nobody has published a program for it. The network sees the finished picture beside the noisy one,
and an operation step, 999 (first marks) to 0; it learns the noise in the state at that step, on the
noise schedule that its sampler walks. Starting from Stable Diffusion, what is new begins at zero.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from ...engines.paints_undo.single_frame.sampling import Conditions, Guidance, draw_noise, sample
from ...engines.paints_undo.single_frame.schedule import training_sigmas
from ...engines.paints_undo.single_frame.unet import KeyframeUNet
from ...models.problem import ModelProblem
from ...models.weights import Weights
from ..clip_recipe import ClipRecipe
from ..draws import one_frame_each
from ..material import Material
from ..parts_files import write_part
from ..previews import strip
from ..recipe import Batch

NEW = "add_embedding."
ENTRY = "conv_in.weight"

PREVIEW_STEPS = 12
PREVIEW_SEED = 1
CODERS = ("tokenizer", "text_encoder", "vae")


def keyframe_unet(config: Mapping[str, Any], weights: Weights, source: object) -> KeyframeUNet:
    """Return the network of a configuration, holding the weights of Stable Diffusion or its own.

    Raises ModelProblem for other weights.
    """
    unet = KeyframeUNet(config)
    own = unet.state_dict()
    weights = dict(weights)
    if not any(key.startswith(NEW) for key in weights):
        nn.init.zeros_(unet.add_embedding.linear_2.weight)
        nn.init.zeros_(unet.add_embedding.linear_2.bias)
        weights.update({key: own[key] for key in own if key.startswith(NEW)})
        if ENTRY in weights:
            weights[ENTRY] = torch.cat([weights[ENTRY], torch.zeros_like(weights[ENTRY])], dim=1)
    wrong = sorted(own.keys() ^ weights.keys()) or sorted(
        key for key in own if own[key].shape != weights[key].shape
    )
    if wrong:
        raise ModelProblem(
            f"{source} is no base for operation steps, {wrong[0]!r} does not fit: take Stable "
            "Diffusion 1.5 or the single-frame model of Paints-UNDO."
        )
    unet.load_state_dict(weights)
    return unet


class OperationStepRecipe(ClipRecipe):
    """Trains all of `unet`; `config` and the coders in the folder `base` become part of the result.

    Of each sequence, one state is drawn for a step.
    """

    name = "operation steps"

    def __init__(
        self, unet: KeyframeUNet, config: Mapping[str, Any], material: Material, base: Path
    ) -> None:
        super().__init__(material)
        self.network = unet
        self._config = config
        self._base = base
        unet.requires_grad_(requires_grad=True)

    def loss(self, network: nn.Module, batch: Batch) -> torch.Tensor:
        drawn = self.draw(batch)
        count, frames = len(batch.items), drawn.latents.shape[2]
        places = torch.randint(0, frames, (count,), generator=batch.generator)
        states, noise = (one_frame_each(whole, places) for whole in (drawn.latents, drawn.noise))
        sigmas = training_sigmas().to(self.device)[drawn.timesteps].view(-1, 1, 1, 1)
        noisy = (states + sigmas * noise) / (1.0 + sigmas**2).sqrt()
        found = network(
            torch.cat([noisy, drawn.latents[:, :, -1]], dim=1),
            drawn.timesteps,
            encoder_hidden_states=drawn.text,
            added_cond_kwargs={"operation_steps": self._steps(batch, places).to(self.device)},
            return_dict=False,
        )[0]
        return functional.mse_loss(found.float(), noise)

    def _steps(self, batch: Batch, places: torch.Tensor) -> torch.Tensor:
        """Return the operation steps of the frames at these places."""
        clips = self.material.part(batch.held_out)
        chosen = zip(batch.items, places.tolist(), strict=True)
        return torch.tensor([clips[item].steps[place] for item, place in chosen])

    def preview(self) -> NDArray[np.uint8]:
        """Return a sequence that is held out, above, and the network's own states below."""
        clips = self.material.held_out if len(self.material.held_out) else self.material.learnt
        latents = clips.latents(0).to(self.device)
        finish = latents[None, :, -1]
        text = self.material.words.embeddings([clips[0].caption])
        painted = sample(
            self.network.predict_noise,
            Conditions(finish, text, text, clips[0].steps),
            draw_noise(PREVIEW_SEED, finish),
            steps=PREVIEW_STEPS,
            guidance=Guidance(1.0),
        )
        rows = (latents[None], painted.transpose(0, 1)[None])
        return np.concatenate([strip(self.material.vae, row) for row in rows])

    def keep(self, folder: Path) -> None:
        """Write a whole model in the layout of the published one."""
        for part in CODERS:
            shutil.copytree(self._base / part, folder / part, dirs_exist_ok=True)
        write_part(folder / "unet", self._config, self.network)
