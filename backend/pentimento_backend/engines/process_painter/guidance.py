"""One prediction of the noise in a clip: both networks, with and without the prompt."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from .conditioning import Conditioning
from .networks import MotionUNet, ReferenceNetwork


@dataclass(frozen=True)
class GuidedNoise:
    """Predicts the noise in latents; all tensors lie on the networks' device.

    `prompt` and `negative` (1, tokens, channels) are embeddings of the prompt and of what is to be
    avoided, in the networks' number format. The prediction goes from `negative` to `prompt` and on,
    `guidance` times as far; with guidance of 1 or less there is no negative branch.
    `batched_guidance` sends both branches through the networks together. The reference network
    takes part where frames are given.
    """

    unet: MotionUNet
    prompt: torch.Tensor
    negative: torch.Tensor
    guidance: float
    batched_guidance: bool = True
    reference: ReferenceNetwork | None = None
    conditioning: Conditioning | None = None

    def __call__(
        self, latents: torch.Tensor, timestep: torch.Tensor, frames: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return the noise, float32, in latents (1, 4, frames, h, w) at a timestep (no dimension).

        `frames` (indices on the device) says which frames of the conditioned clip the latents are,
        None for all.
        """
        if self.guidance <= 1.0:
            return self.branch(latents, timestep, self.prompt, frames)
        if self.batched_guidance:
            both = torch.cat([self.negative, self.prompt])
            without, along = self.branch(latents, timestep, both, frames).chunk(2)
        else:
            without = self.branch(latents, timestep, self.negative, frames)
            along = self.branch(latents, timestep, self.prompt, frames)
        return without + self.guidance * (along - without)

    def branch(
        self,
        latents: torch.Tensor,
        timestep: torch.Tensor,
        text: torch.Tensor,
        frames: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Return the noise, float32 (n, 4, frames, h, w), by each of n texts.

        Raises ValueError for more frames than the network takes at once.
        """
        if latents.shape[2] > self.unet.longest_clip:
            raise ValueError(
                f"The network takes {self.unet.longest_clip} frames at once: use windows."
            )
        clips = latents.to(text.dtype).expand(len(text), -1, -1, -1, -1)
        each_frame = text.repeat_interleave(latents.shape[2], 0)
        down, mid = self._residuals(clips, timestep, each_frame, frames)
        noise = self.unet(
            clips,
            timestep,
            each_frame,
            down_block_additional_residuals=down,
            mid_block_additional_residual=mid,
            return_dict=False,
        )[0]
        return noise.float()

    def _residuals(
        self,
        clips: torch.Tensor,
        timestep: torch.Tensor,
        text: torch.Tensor,
        frames: torch.Tensor | None,
    ) -> tuple[list[torch.Tensor] | None, torch.Tensor | None]:
        if self.reference is None or self.conditioning is None:
            return None, None
        here = self.conditioning.at(frames)
        everywhere = (len(clips), -1, -1, -1, -1)
        return self.reference(
            clips,
            timestep,
            text,
            controlnet_cond=here.condition.to(clips.dtype).expand(everywhere),
            conditioning_mask=here.mask.to(clips.dtype).expand(everywhere),
            conditioning_scale=here.scale,
            return_dict=False,
        )
