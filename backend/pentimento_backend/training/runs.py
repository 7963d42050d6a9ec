"""Whole trainings: from files, through a recipe, to files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from accelerate import PartialState
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from transformers import CLIPTextModel, CLIPTokenizer

from ..engines.model_work.autoencoder import build_autoencoder
from ..engines.model_work.parts import load_part
from ..engines.model_work.text import load_text_model, load_tokenizer
from ..engines.process_painter.architecture import BaseArchitecture
from ..engines.process_painter.assembly import (
    assemble_motion_unet,
    assemble_plain_unet,
    assemble_reference_network,
    assemble_text_encoder,
    assemble_vae,
)
from ..engines.process_painter.base_model import BaseModel, read_base_model
from ..engines.process_painter.low_rank import FULL_STRENGTH, merge_unet_lora, read_lora
from ..engines.process_painter.motion_file import read_motion, read_reference
from ..engines.process_painter.networks import MotionUNet, ReferenceNetwork
from ..models.devices import precision_of
from ..models.weights import read_config, read_weights
from .clips import Coding, Sequences
from .course import Arithmetic, Course
from .fresh import FORMATS, fresh_motion_unet, fresh_reference_network
from .held_out import split
from .loop import Outcome, train
from .material import Material, prepare
from .onlooker import Onlooker
from .parts_files import WEIGHTS_FILE
from .pictures import find_pictures
from .recipe import Recipe
from .recipes.autoencoder import AutoencoderRecipe
from .recipes.lora import SPATIAL_FILE, SpatialLoraRecipe, TemporalLoraRecipe
from .recipes.motion import MotionRecipe
from .recipes.operation_steps import OperationStepRecipe, keyframe_unet
from .recipes.reference import ReferenceRecipe
from .recipes.whole import WholeRecipe
from .stopping import Stop

GROUPS = 8
"""Of the group norms in small models: with 32, few channels would norm each other away."""

SPATIAL_STAGE, TEMPORAL_STAGE = "spatial", "temporal"


@dataclass(frozen=True)
class Run:
    """A training to be done: its settings, the folder it works in, and who hears of it.

    `coding` says how sequences are cut down; `held_out` of them are only measured with. `on_cpu`
    leaves a GPU alone. A run that is stopped returns None where nothing was trained yet.
    """

    course: Course
    coding: Coding
    folder: Path
    onlooker: Onlooker
    stop: Stop
    held_out: int = 0
    on_cpu: bool = False

    @property
    def device(self) -> torch.device:
        return torch.device(PartialState(cpu=self.on_cpu).device or "cpu")

    @property
    def frozen_format(self) -> torch.dtype:
        return FORMATS[self.course.arithmetic]

    def train(self, recipe: Recipe) -> Outcome:
        return train(recipe, self.course, self.folder, self.onlooker, self.stop, on_cpu=self.on_cpu)

    def material(
        self,
        sequences: Sequences,
        vae: AutoencoderKL,
        tokenizer: CLIPTokenizer,
        text_encoder: CLIPTextModel,
    ) -> Material | None:
        precision = precision_of(self.device)
        torch.nn.Module.to(vae, self.device, precision.autoencoders)
        torch.nn.Module.to(text_encoder, self.device, precision.networks)
        return prepare(
            sequences,
            vae,
            tokenizer,
            text_encoder,
            self.coding,
            self.folder,
            self.onlooker,
            self.stop,
            held_out=self.held_out,
        )

    def material_of(self, sequences: Sequences, base: BaseModel) -> Material | None:
        """Return the sequences as the coders of a base model see them."""
        tokenizer = load_tokenizer(base.source / "tokenizer")
        return self.material(sequences, assemble_vae(base), tokenizer, assemble_text_encoder(base))


def arithmetic_of(on_cpu: bool) -> Arithmetic:
    """Return the arithmetic that suits the device: half precision where that is faster."""
    device = torch.device(PartialState(cpu=on_cpu).device or "cpu")
    if device.type != "cuda":
        return "no"
    return "bf16" if torch.cuda.is_bf16_supported() else "fp16"


def train_autoencoder(run: Run, pictures: Path, width: int, side: int) -> Outcome:
    """Train a small autoencoder on a folder of pictures. Raises TrainingProblem."""
    learnt, held_out = split(find_pictures(pictures), run.held_out)
    torch.manual_seed(run.course.seed)
    recipe = AutoencoderRecipe(learnt, held_out, width, side, run.coding.long_side)
    return run.train(recipe)


def train_whole(
    run: Run, sequences: Sequences, coders: Path, channels: tuple[int, ...]
) -> Outcome | None:
    """Train a small model of these channels from scratch, on the coders of `train_autoencoder`.

    Raises TrainingProblem and ModelProblem.
    """
    tokenizer, text_encoder = load_text_model(coders)
    vae = load_part(coders / "vae", WEIGHTS_FILE, build_autoencoder)
    material = run.material(sequences, vae, tokenizer, text_encoder)
    if material is None:
        return None
    torch.manual_seed(run.course.seed)
    architecture = BaseArchitecture(
        channels, layers=1, text_channels=text_encoder.config.hidden_size, groups=GROUPS
    )
    return run.train(WholeRecipe(architecture, material, coders))


def train_motion(
    run: Run, sequences: Sequences, base: Path, start: Path | None, adapter: Path | None
) -> Outcome | None:
    """Train motion modules, new ones or those of the file `start`, on a base model.

    A domain `adapter` is merged. Raises TrainingProblem and ModelProblem.
    """
    model = _base(base, adapter)
    material = run.material_of(sequences, model)
    if material is None:
        return None
    torch.manual_seed(run.course.seed)
    return run.train(MotionRecipe(_motion_unet(model, start, run), material, run.frozen_format))


def train_reference(
    run: Run,
    sequences: Sequences,
    base: Path,
    motion: Path,
    start: Path | None,
    adapter: Path | None,
) -> Outcome | None:
    """Train a reference network, a new one or that of the file `start`; `motion` is frozen.

    Raises TrainingProblem and ModelProblem.
    """
    model = _base(base, adapter)
    material = run.material_of(sequences, model)
    if material is None:
        return None
    torch.manual_seed(run.course.seed)
    if start is None:
        reference = fresh_reference_network(model.architecture, model.unet)
    else:
        reference = _reference(model, start)
    _save_memory(reference, run.course)
    unet = _motion_unet(model, motion, run)
    return run.train(ReferenceRecipe(unet, reference, material, run.frozen_format))


def train_lora(
    run: Run,
    sequences: Sequences,
    base: Path,
    motion: Path,
    reference: Path | None,
    adapter: Path | None,
    rank: int,
) -> tuple[Outcome, Outcome | None] | None:
    """Train a painting LoRA in two stages, which lie in folders of their own below the run's.

    Returns the outcomes of the spatial and the temporal stage. Raises TrainingProblem and
    ModelProblem.
    """
    model = _base(base, adapter)
    material = run.material_of(sequences, model)
    if material is None:
        return None
    torch.manual_seed(run.course.seed)
    spatial_run = replace(run, folder=run.folder / SPATIAL_STAGE)
    plain = assemble_plain_unet(model)
    _save_memory(plain, run.course)
    spatial = spatial_run.train(SpatialLoraRecipe(plain, material, rank, run.frozen_format))
    if spatial.stopped:
        return spatial, None
    learnt = read_lora(spatial_run.folder / SPATIAL_FILE)
    model = replace(model, unet=merge_unet_lora(model.unet, learnt, FULL_STRENGTH))
    unet = _motion_unet(model, motion, run)
    guide = None if reference is None else _reference(model, reference)
    recipe = TemporalLoraRecipe(unet, guide, material, rank, run.frozen_format)
    return spatial, replace(run, folder=run.folder / TEMPORAL_STAGE).train(recipe)


def train_operation_steps(run: Run, sequences: Sequences, base: Path) -> Outcome | None:
    """Train the single-frame network of Paints-UNDO, from it or from Stable Diffusion 1.5.

    Raises TrainingProblem and ModelProblem.
    """
    config = {"in_channels": 4, **read_config(base / "unet" / "config.json")}
    weights = read_weights(base / "unet" / WEIGHTS_FILE)
    tokenizer, text_encoder = load_text_model(base)
    vae = load_part(base / "vae", WEIGHTS_FILE, build_autoencoder)
    material = run.material(sequences, vae, tokenizer, text_encoder)
    if material is None:
        return None
    torch.manual_seed(run.course.seed)
    unet = keyframe_unet(config, weights, base)
    _save_memory(unet, run.course)
    return run.train(OperationStepRecipe(unet, config, material, base))


def _base(path: Path, adapter: Path | None) -> BaseModel:
    model = read_base_model(path)
    if adapter is None:
        return model
    return replace(model, unet=merge_unet_lora(model.unet, read_lora(adapter), FULL_STRENGTH))


def _motion_unet(model: BaseModel, motion: Path | None, run: Run) -> MotionUNet:
    if motion is None:
        unet = fresh_motion_unet(model)
    else:
        unet = assemble_motion_unet(model, read_motion(motion), folded=False)
    _save_memory(unet, run.course)
    return unet


def _reference(model: BaseModel, path: Path) -> ReferenceNetwork:
    return assemble_reference_network(read_reference(path), model.architecture, path, folded=False)


def _save_memory(network: torch.nn.Module, course: Course) -> None:
    if course.checkpointing:
        network.enable_gradient_checkpointing()  # pyright: ignore[reportCallIssue]
