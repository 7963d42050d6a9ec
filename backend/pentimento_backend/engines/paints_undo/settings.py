"""The painter's choices for one process, read from a request's options."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..interface import FIRST_STEP, ProcessRequest, UnpaintableRequest
from .info import INFO

MOST_KEYFRAMES = 32


@dataclass(frozen=True)
class Settings:
    """Options of the engine (see `info`), complete; `keyframe_steps` fall, without repetition."""

    seed: int
    prompt: str
    negative_prompt: str
    video_prompt: str
    keyframe_steps: tuple[int, ...]
    keyframe_size: int
    inbetween_size: int
    inbetweens: bool
    keyframe_sampling_steps: int
    keyframe_guidance: float
    video_sampling_steps: int
    video_guidance: float
    temporal_window: str
    clean_last_step: bool
    memory_budget: float


def settings_of(request: ProcessRequest) -> Settings:
    """Read a request's options; what is not said takes its default. Raises UnpaintableRequest."""
    value = INFO.values(request.options)
    return Settings(
        seed=request.seed,
        prompt=str(value["prompt"]).strip(),
        negative_prompt=str(value["negative_prompt"]).strip(),
        video_prompt=str(value["video_prompt"]).strip(),
        keyframe_steps=read_steps(str(value["keyframe_steps"])),
        keyframe_size=int(value["keyframe_size"]),
        inbetween_size=int(value["inbetween_size"]),
        inbetweens=bool(value["inbetweens"]),
        keyframe_sampling_steps=int(value["keyframe_sampling_steps"]),
        keyframe_guidance=float(value["keyframe_guidance"]),
        video_sampling_steps=int(value["video_sampling_steps"]),
        video_guidance=float(value["video_guidance"]),
        temporal_window=str(value["temporal_window"]),
        clean_last_step=bool(value["clean_last_step"]),
        memory_budget=float(value["memory_budget"]),
    )


def read_steps(text: str) -> tuple[int, ...]:
    """Return the operation steps of a list such as "400, 600, 999". Raises UnpaintableRequest."""
    words = [word for word in re.split(r"[\s,;]+", text) if word]
    steps = [int(word) for word in words if re.fullmatch(r"[0-9]{1,4}", word)]
    if len(steps) < len(words) or not steps or not all(1 <= step <= FIRST_STEP for step in steps):
        raise UnpaintableRequest(
            f"The keyframe steps must be whole numbers from 1 to {FIRST_STEP}, such as 400, 800, "
            f"999, not {text[:60]!r}."
        )
    falling = tuple(sorted(set(steps), reverse=True))
    if len(falling) > MOST_KEYFRAMES:
        raise UnpaintableRequest(f"Give at most {MOST_KEYFRAMES} keyframe steps.")
    return falling
