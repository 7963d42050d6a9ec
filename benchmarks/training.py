"""Speed and memory of training: `python -m benchmarks.training [--full] [--count]`.

Reduced networks on the processor; with a graphics card, or `--full`, the networks at full size with
random weights. `--count` needs no card: it counts, operation by operation on PyTorch's meta device,
the most bytes that live tensors take in one training step at full size (attention as fused kernels
leave it: its scores are never there).

On the processor, its seconds are counted and not those of the clock, so that other work on the
machine does not matter.
"""

from __future__ import annotations

import argparse
import sys
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from diffusers.models.modeling_utils import ModelMixin
from rich.console import Console
from rich.table import Table
from torch import nn
from torch.nn import functional
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    is_motion,
)
from pentimento_backend.engines.process_painter.networks import MotionUNet, plain_unet
from pentimento_backend.engines.process_painter.noise_loss import noise_loss
from pentimento_backend.models.devices import title_of
from pentimento_backend.models.memory_plan import GB
from pentimento_backend.training.fresh import fresh_reference_network, train_only
from pentimento_backend.training.guided import GuidedUNet
from pentimento_backend.training.recipes.lora import SPATIAL_LAYERS, TEMPORAL_LAYERS, adapt
from pentimento_backend.training.still_loss import still_loss

RANK = 16
FRAMES = 8
WARM_UP, TIMED = 2, 5
REDUCED = BaseArchitecture((32, 64, 96, 96), layers=1, text_channels=32, groups=8)
FULL = BaseArchitecture()


@dataclass(frozen=True)
class Stage:
    """One recipe's step: its network, ready to train, and the loss of one sequence."""

    name: str
    network: nn.Module
    loss: Callable[[nn.Module, int, BaseArchitecture], torch.Tensor]


def stages(base: BaseArchitecture, frozen: torch.dtype) -> list[Callable[[], Stage]]:
    """Return the makers of the stages, so that but one network is there at a time."""

    def motion() -> Stage:
        unet = MotionUNet(base, MotionArchitecture(), PROCESS_PAINTER)
        train_only(unet, is_motion, frozen)
        return Stage("motion", unet, clip_loss)

    def reference() -> Stage:
        unet = MotionUNet(base, MotionArchitecture(), PROCESS_PAINTER)
        network = GuidedUNet(unet, fresh_reference_network(base, unet.state_dict()))
        train_only(network, lambda name: name.startswith("reference."), frozen)
        return Stage("reference", network, guided_loss)

    def spatial() -> Stage:
        unet = plain_unet(base)
        adapt(unet, RANK, SPATIAL_LAYERS, frozen)
        return Stage("spatial LoRA", unet, picture_loss)

    def temporal() -> Stage:
        unet = MotionUNet(base, MotionArchitecture(), PROCESS_PAINTER)
        adapt(unet, RANK, TEMPORAL_LAYERS, frozen)
        return Stage("temporal LoRA", unet, clip_loss)

    return [motion, reference, spatial, temporal]


def clip_loss(network: nn.Module, side: int, base: BaseArchitecture) -> torch.Tensor:
    clip, timesteps, text = _inputs(network, side, base)
    return noise_loss(network, clip, torch.randn_like(clip), timesteps, text)


def guided_loss(network: nn.Module, side: int, base: BaseArchitecture) -> torch.Tensor:
    clip, timesteps, text = _inputs(network, side, base)

    def told(*inputs: Any, **options: Any) -> Any:
        return network(*inputs, condition=clip, mask=torch.ones_like(clip[:, :1]), **options)

    return noise_loss(told, clip, torch.randn_like(clip), timesteps, text)


def picture_loss(network: nn.Module, side: int, base: BaseArchitecture) -> torch.Tensor:
    clip, timesteps, text = _inputs(network, side, base)
    picture = clip[:, :, 0]
    return still_loss(network, picture, torch.randn_like(picture), timesteps, text)


def _inputs(network: nn.Module, side: int, base: BaseArchitecture) -> tuple[torch.Tensor, ...]:
    like = next(parameter for parameter in network.parameters() if not parameter.requires_grad)
    options: dict[str, Any] = {"device": like.device, "dtype": like.dtype}
    clip = torch.randn(1, 4, FRAMES, side // 8, side // 8, **options)
    text = torch.randn(1, 77, base.text_channels, **options)
    return clip, torch.randint(0, 1000, (1,), device=like.device), text


def speed(base: BaseArchitecture, side: int, device: torch.device) -> Table:
    """Train each stage for a few steps; report steps a second and the peak of memory."""
    on_card = device.type == "cuda"
    table = Table("stage", "trained, M", "checkpointing", "steps / s", "peak, GB")
    for make in stages(base, torch.bfloat16 if on_card else torch.float32):
        for checkpointing in (False, True):
            stage = make()
            if checkpointing:
                _checkpoint(stage.network)
            nn.Module.to(stage.network, device).train()
            rate, peak = _timed(stage, side, base, device)
            trained = sum(one.numel() for one in stage.network.parameters() if one.requires_grad)
            table.add_row(
                stage.name,
                f"{trained / 1e6:.1f}",
                "yes" if checkpointing else "no",
                f"{rate:.2f}",
                f"{peak / GB:.1f}" if on_card else "not measured",
            )
            del stage
    return table


def _timed(
    stage: Stage, side: int, base: BaseArchitecture, device: torch.device
) -> tuple[float, int]:
    trained = [one for one in stage.network.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(trained, 1e-5, fused=True)
    on_card = device.type == "cuda"
    if on_card:
        torch.cuda.reset_peak_memory_stats()
    clock = time.perf_counter if on_card else time.process_time
    began = 0.0
    for step in range(WARM_UP + TIMED):
        if step == WARM_UP:
            _wait(device)
            began = clock()
        with torch.autocast(device.type, torch.bfloat16, enabled=on_card):
            loss = stage.loss(stage.network, side, base)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        optimiser.zero_grad()
    _wait(device)
    rate = TIMED / (clock() - began)
    return rate, torch.cuda.max_memory_allocated() if on_card else 0


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize()


def _checkpoint(network: nn.Module) -> None:
    for part in (network, *network.children()):
        if isinstance(part, ModelMixin):
            part.enable_gradient_checkpointing()


class LiveBytes(TorchDispatchMode):
    """Counts in `most` the bytes of tensors that live at a time, of those made within it."""

    def __init__(self) -> None:
        super().__init__()
        self.most = self._now = 0
        self._sizes: dict[int, int] = {}

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        made = func(*args, **(kwargs or {}))
        for tensor in tree_leaves(made):
            if isinstance(tensor, torch.Tensor):
                self._count(tensor.untyped_storage())
        return made

    def _count(self, storage: torch.UntypedStorage) -> None:
        key = storage._cdata
        if key not in self._sizes:
            self._sizes[key] = storage.nbytes()
            self._now += storage.nbytes()
            self.most = max(self.most, self._now)
            weakref.finalize(storage, self._forget, key)

    def _forget(self, key: int) -> None:
        self._now -= self._sizes.pop(key)


def counted() -> Table:
    """Count what one step takes at full size in bfloat16, beside weights and optimiser."""
    table = Table("stage", "size", "checkpointing", "weights, GB", "optimiser, GB", "step, GB")
    with torch.device("meta"):
        for make in stages(FULL, torch.bfloat16):
            for side, checkpointing in ((512, False), (512, True), (256, True)):
                stage = make()
                parameters = list(stage.network.parameters())
                weights = sum(one.numel() * one.element_size() for one in parameters)
                trained = sum(one.numel() for one in parameters if one.requires_grad)
                if checkpointing:
                    _checkpoint(stage.network)
                # autocast does not work on the meta device: all numbers are halves instead
                nn.Module.to(stage.network, torch.bfloat16).train()
                with LiveBytes() as live:
                    stage.loss(stage.network, side, FULL).backward()
                table.add_row(
                    stage.name,
                    str(side),
                    "yes" if checkpointing else "no",
                    f"{weights / GB:.1f}",
                    f"{8 * trained / GB:.2f}",
                    f"{live.most / GB:.1f}",
                )
    return table


def _fused(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, *_: Any, **__: Any) -> Any:
    """Stand for fused attention: its result and its gradients, but no scores."""
    return query + 0.0 * (key.mean() + value.mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="full size, also without a card")
    parser.add_argument("--count", action="store_true", help="count memory at full size")
    wanted = parser.parse_args()
    console = Console(width=100)
    if wanted.count:
        functional.scaled_dot_product_attention = _fused
        console.print(counted())
        return
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    full = wanted.full or device.type == "cuda"
    base, side = (FULL, 512) if full else (REDUCED, 128)
    console.print(
        f"{title_of(device)}, torch {torch.__version__}, {torch.get_num_threads()} threads; "
        f"{'full' if full else 'reduced'} size, {FRAMES} frames of {side} px, batch 1"
    )
    console.print(speed(base, side, device))


if __name__ == "__main__":
    sys.exit(main())
