"""The published models that engines work with: where they come from and what they consist of.

Only what has been seen is written down: a size or checksum that is not known is None, and the hub
tells it when the model is downloaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from .problem import ModelProblem

MB = 10**6

SEE_MODEL_CARD = "see the model card"
OPENRAIL_M = "CreativeML OpenRAIL-M"
APACHE = "Apache-2.0"

TEXT_SUFFIXES = (".json", ".txt", ".csv")


@dataclass(frozen=True)
class ModelFile:
    """One file of a model: its place in the repository, about how many bytes, its SHA-256."""

    path: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class ModelEntry:
    """One published model: a part of a repository of the Hugging Face hub.

    `engines` use it; `purpose` is a few words for the painter. All `files` are needed.
    """

    name: str
    title: str
    engines: tuple[str, ...]
    purpose: str
    repository: str
    licence: str
    files: tuple[ModelFile, ...]
    revision: str = "main"

    @property
    def size(self) -> int:
        """About how many bytes the files of known size have together."""
        return sum(file.size or 0 for file in self.files)

    @property
    def size_known(self) -> bool:
        """Whether `size` counts all but small text files."""
        return all(
            file.size is not None or PurePosixPath(file.path).suffix in TEXT_SUFFIXES
            for file in self.files
        )


def entry(name: str) -> ModelEntry:
    """Return the model of this name. Raises ModelProblem."""
    for model in CATALOGUE:
        if model.name == name:
            return model
    known = ", ".join(model.name for model in CATALOGUE)
    raise ModelProblem(f"There is no model {name!r}; there is: {known}.")


def _clip_tokenizer() -> tuple[ModelFile, ...]:
    return (
        ModelFile("tokenizer/vocab.json"),
        ModelFile("tokenizer/merges.txt"),
        ModelFile("tokenizer/special_tokens_map.json"),
        ModelFile("tokenizer/tokenizer_config.json"),
    )


def _part(folder: str, weights: str, size: int | None) -> tuple[ModelFile, ...]:
    return (ModelFile(f"{folder}/config.json"), ModelFile(f"{folder}/{weights}", size))


def _process_painter(
    style: str, shows: str, motion: tuple[str, ...] = (), *, reference: bool = True
) -> ModelEntry:
    """Return a style's files, named as in the published configurations; `motion` beside its own."""
    networks = [f"Motion_with_LoRA/{name}.ckpt" for name in (style, *motion)]
    if reference:
        networks.append(f"ReferenceNet/{style}.ckpt")
    return ModelEntry(
        name=f"process-painter-{style}",
        title=f"ProcessPainter, {style}",
        engines=("process-painter",),
        purpose=f"paints a process, {shows}",
        repository="nicolaus-huang/ProcessPainter",
        licence=SEE_MODEL_CARD,
        files=(ModelFile("Motion_with_LoRA/adapter_config.json"), *map(ModelFile, networks)),
    )


DIFFUSERS_WEIGHTS = "diffusion_pytorch_model.safetensors"
WEIGHTS = "model.safetensors"

CATALOGUE: tuple[ModelEntry, ...] = (
    ModelEntry(
        name="paints-undo-single-frame",
        title="Paints-UNDO, single frame",
        engines=("paints-undo",),
        purpose="paints the keyframes of a process",
        repository="lllyasviel/paints_undo_single_frame",
        licence=SEE_MODEL_CARD,
        files=(
            *_clip_tokenizer(),
            *_part("text_encoder", WEIGHTS, 232 * MB),
            *_part("vae", DIFFUSERS_WEIGHTS, 167 * MB),
            *_part("unet", DIFFUSERS_WEIGHTS, 1_720 * MB),
        ),
    ),
    ModelEntry(
        name="paints-undo-multi-frame",
        title="Paints-UNDO, multi frame",
        engines=("paints-undo",),
        purpose="paints what lies between keyframes",
        repository="lllyasviel/paints_undo_multi_frame",
        licence=SEE_MODEL_CARD,
        files=(
            *_clip_tokenizer(),
            *_part("text_encoder", WEIGHTS, 681 * MB),
            *_part("image_encoder", WEIGHTS, 1_260 * MB),
            *_part("image_projection", WEIGHTS, 98 * MB),
            *_part("vae", WEIGHTS, 200 * MB),
            *_part("unet", WEIGHTS, 2_880 * MB),
        ),
    ),
    ModelEntry(
        name="wd14-tagger",
        title="WD14 tagger (MOAT, v2)",
        engines=("paints-undo", "process-painter"),
        purpose="describes the picture in words when the prompt is left empty",
        repository="lllyasviel/misc",
        licence=SEE_MODEL_CARD,
        files=(
            ModelFile("wd-v1-4-moat-tagger-v2.onnx", 326 * MB),
            ModelFile("wd-v1-4-moat-tagger-v2.csv"),
        ),
    ),
    _process_painter("speedpainting", "as speed painters go about it"),
    _process_painter("character", "for characters"),
    _process_painter("style1", "in its first style"),
    _process_painter("style2", "in its second style", ("style2-cn",)),
    _process_painter("style3", "in its third style, from words alone", reference=False),
    _process_painter("style4", "in its fourth style, from words alone", reference=False),
    ModelEntry(
        name="stable-diffusion-1.5",
        title="Stable Diffusion 1.5",
        engines=("process-painter",),
        purpose="the picture model that ProcessPainter builds on",
        repository="stable-diffusion-v1-5/stable-diffusion-v1-5",
        licence=OPENRAIL_M,
        files=(
            *_clip_tokenizer(),
            *_part("text_encoder", WEIGHTS, 492 * MB),
            *_part("vae", DIFFUSERS_WEIGHTS, 335 * MB),
            *_part("unet", DIFFUSERS_WEIGHTS, 3_440 * MB),
        ),
    ),
    ModelEntry(
        name="animatediff-v3-adapter",
        title="AnimateDiff v3, domain adapter",
        engines=("process-painter",),
        purpose="tunes Stable Diffusion 1.5 to the pictures of ProcessPainter",
        repository="guoyww/animatediff",
        licence=APACHE,
        files=(ModelFile("v3_sd15_adapter.ckpt", 102 * MB),),
    ),
)
