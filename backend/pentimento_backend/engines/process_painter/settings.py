"""The painter's choices for one process, read from a request's options."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from ...models.own_styles import OwnStyle, own_style
from ...models.problem import ModelProblem
from ..interface import OptionValue, ProcessRequest, UnpaintableRequest
from .info import DEFAULT_STYLE, FAMILIES, IN_BETWEENS, INFO, MOST_SAMPLING_STEPS, QUICK_STEPS
from .low_rank import FULL_STRENGTH, LoraStrength
from .styles import OWN_STYLE, STYLES

LORA = re.compile(
    r"(?P<path>.+?)(?::(?P<spatial>[0-9]*\.?[0-9]+))?(?::(?P<temporal>[0-9]*\.?[0-9]+))?"
)
"""A file, its weight, and another weight for what it does between frames."""

MOST_LORAS = 8
STRONGEST_LORA = 10.0
"""Far beyond what any LoRA is made for; more ends in numbers that are none."""


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
    longer: str
    show_beginning: bool
    quick: bool
    memory_budget: float

    @property
    def in_betweens(self) -> bool:
        """Whether more frames than a window has are painted between fewer."""
        return self.longer == IN_BETWEENS


def settings_of(request: ProcessRequest) -> Settings:
    """Read a request's options; what is not said takes its default.

    A style of the painter's own becomes the files that it stands for. Raises UnpaintableRequest,
    and ModelProblem where such a style is gone or damaged.
    """
    value = INFO.values(request.options)
    most_steps = QUICK_STEPS if value["quick"] else MOST_SAMPLING_STEPS
    settings = Settings(
        seed=request.seed,
        prompt=str(value["prompt"]).strip(),
        negative_prompt=str(value["negative_prompt"]).strip(),
        style=str(value["style"]),
        loras=read_loras(str(value["loras"])),
        sampling_steps=min(int(value["sampling_steps"]), most_steps),
        guidance=float(value["guidance"]),
        form=str(value["form"]),
        inversion_steps=min(int(value["inversion_steps"]), most_steps),
        size=int(value["size"]),
        window=int(value["window"]),
        adapter_strength=float(value["adapter_strength"]),
        base_model=_path(value["base_model"]),
        motion_module=_path(value["motion_module"]),
        motion_family=str(value["motion_family"]),
        reference_network=_path(value["reference_network"]),
        longer=str(value["longer"]),
        show_beginning=bool(value["show_beginning"]),
        quick=bool(value["quick"]),
        memory_budget=float(value["memory_budget"]),
    )

    is_known = settings.style in STYLES or settings.style == OWN_STYLE
    return settings if is_known else _following(own_style(settings.style), settings)


def _following(style: OwnStyle, settings: Settings) -> Settings:
    """Return the settings with the files of a style of the painter's own."""
    base = style.base_style or DEFAULT_STYLE
    if base not in STYLES and base != OWN_STYLE:
        raise ModelProblem(
            f"The style {style.name} is made upon the style {base!r}, which is none: learn it "
            "again."
        )
    if style.motion_family and style.motion_family not in FAMILIES:
        raise ModelProblem(
            f"The style {style.name} was made for {style.motion_family!r}, which is not known: "
            "update Pentimento, or learn it again."
        )
    return replace(
        settings,
        style=base,
        loras=(*((path, FULL_STRENGTH) for path in style.loras), *settings.loras),
        base_model=settings.base_model or _path(style.base_model),
        motion_module=settings.motion_module or _path(style.motion_module),
        motion_family=style.motion_family or settings.motion_family,
        reference_network=settings.reference_network or _path(style.reference_network),
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
        if max(spatial, temporal) > STRONGEST_LORA:
            raise UnpaintableRequest(
                f"A LoRA's weight may be {STRONGEST_LORA:g} at most: see {found['path']}."
            )
        loras.append((_full(found["path"]), LoraStrength(spatial, temporal)))
    if len(loras) > MOST_LORAS:
        raise UnpaintableRequest(f"Give at most {MOST_LORAS} LoRA files.")
    return tuple(loras)


def _path(value: OptionValue) -> Path | None:
    text = str(value).strip()
    return _full(text) if text else None


def _full(text: str) -> Path:
    """Return the path that a painter has typed, "~" being their home folder.

    Raises UnpaintableRequest.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise UnpaintableRequest(
            f"{text} is in the home folder of nobody here: name the file with its full path."
        ) from error
