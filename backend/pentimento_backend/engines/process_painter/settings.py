"""The painter's choices for one process, read from a request's options."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..interface import OptionValue, ProcessRequest, UnpaintableRequest
from .info import INFO
from .low_rank import LoraStrength

LORA = re.compile(
    r"(?P<path>.+?)(?::(?P<spatial>[0-9]*\.?[0-9]+))?(?::(?P<temporal>[0-9]*\.?[0-9]+))?"
)
"""A file, its weight, and another weight for what it does between frames."""

MOST_LORAS = 8


@dataclass(frozen=True)
class Settings:
    """Options of the engine (see `info`), complete."""

    seed: int
    prompt: str
    negative_prompt: str
    style: str
    loras: tuple[tuple[Path, LoraStrength], ...]
    sampling_steps: int
    guidance: float
    form: str
    inversion_steps: int
    size: int
    window: int
    adapter_strength: float
    base_model: Path | None
    motion_module: Path | None
    motion_family: str
    reference_network: Path | None
    memory_budget: float


def settings_of(request: ProcessRequest) -> Settings:
    """Read a request's options; what is not said takes its default. Raises UnpaintableRequest."""
    value = INFO.values(request.options)
    return Settings(
        seed=request.seed,
        prompt=str(value["prompt"]).strip(),
        negative_prompt=str(value["negative_prompt"]).strip(),
        style=str(value["style"]),
        loras=read_loras(str(value["loras"])),
        sampling_steps=int(value["sampling_steps"]),
        guidance=float(value["guidance"]),
        form=str(value["form"]),
        inversion_steps=int(value["inversion_steps"]),
        size=int(value["size"]),
        window=int(value["window"]),
        adapter_strength=float(value["adapter_strength"]),
        base_model=_path(value["base_model"]),
        motion_module=_path(value["motion_module"]),
        motion_family=str(value["motion_family"]),
        reference_network=_path(value["reference_network"]),
        memory_budget=float(value["memory_budget"]),
    )


def read_loras(text: str) -> tuple[tuple[Path, LoraStrength], ...]:
    """Return files and strengths of a list such as "a.safetensors:0.8; b.safetensors".

    A second number is the strength between frames, which otherwise is that of the first. Raises
    UnpaintableRequest.
    """
    loras = []
    for word in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        found = LORA.fullmatch(word)
        assert found is not None
        spatial = float(found["spatial"] or 1.0)
        temporal = float(found["temporal"]) if found["temporal"] else spatial
        loras.append((Path(found["path"]).expanduser(), LoraStrength(spatial, temporal)))
    if len(loras) > MOST_LORAS:
        raise UnpaintableRequest(f"Give at most {MOST_LORAS} LoRA files.")
    return tuple(loras)


def _path(value: OptionValue) -> Path | None:
    text = str(value).strip()
    return Path(text).expanduser() if text else None
