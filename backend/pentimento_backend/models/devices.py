"""What a device can do: its number formats, its free memory, and giving memory back."""

from __future__ import annotations

import gc
from dataclasses import dataclass

import psutil
import torch


@dataclass(frozen=True)
class Precision:
    """Number formats of a device: of networks, and of autoencoders, whose values overflow fp16."""

    networks: torch.dtype
    autoencoders: torch.dtype


def precision_of(device: torch.device) -> Precision:
    """Return the fastest formats that keep the published models' quality on this device."""
    if device.type == "cuda":
        has_bf16 = torch.cuda.get_device_capability(device) >= (8, 0)
        return Precision(torch.float16, torch.bfloat16 if has_bf16 else torch.float32)
    if device.type == "mps":
        return Precision(torch.float16, torch.float32)
    return Precision(torch.float32, torch.float32)


def free_bytes(device: torch.device) -> int:
    """Return how much memory a process may still take on the device."""
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        return free
    if device.type == "mps":
        return torch.mps.recommended_max_memory() - torch.mps.current_allocated_memory()
    return psutil.virtual_memory().available


def title_of(device: torch.device) -> str:
    """Return the device's name for people."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    return "the Apple GPU" if device.type == "mps" else "the processor"


def give_memory_back(device: torch.device) -> None:
    """Return what torch holds in reserve to the device."""
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


def sent(tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
    """Return a tensor of the computer's memory on the device, without waiting for the device."""
    if device.type == "cuda":
        # from pageable memory the copy would first let the device finish all that it has to do
        return tensor.pin_memory().to(device, non_blocking=True)
    return tensor.to(device)


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether an error says that memory is short; each device says it in its own way."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    text = str(error)
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text
    )
