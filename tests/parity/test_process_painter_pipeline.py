"""Whole ways, from given pictures and noise to a film, and a training step, as published."""

from __future__ import annotations

import re

import pytest
import torch

from pentimento_backend.engines.model_work.autoencoder import decode_latents, encode_pictures
from pentimento_backend.engines.process_painter.assembly import (
    assemble_motion_unet,
    assemble_plain_unet,
    assemble_vae,
)
from pentimento_backend.engines.process_painter.conditioning import (
    Conditioning,
    condition_frames,
    hold_frames,
    replace_noise,
)
from pentimento_backend.engines.process_painter.guidance import GuidedNoise
from pentimento_backend.engines.process_painter.inversion import invert
from pentimento_backend.engines.process_painter.low_rank import parse_lora
from pentimento_backend.engines.process_painter.noise_loss import noise_loss
from pentimento_backend.engines.process_painter.pictures import cropped_pixels, to_pictures
from pentimento_backend.engines.process_painter.published_keys import network_key
from pentimento_backend.engines.process_painter.sampler import sample, seeded_noise
from pentimento_backend.engines.process_painter.schedules import PROCESS_PAINTER, Schedule

from .process_painter_goldens import (
    WHOLE_PIPELINE,
    Golden,
    assert_close,
    base_model,
    goldens,
    loras,
    made_weight,
    motion,
    motion_unet,
    published_vae,
    reference_network,
    summary,
)
from .published_ways import attach_lora, squashed_pixels

LEVELS_APART = 1
MOST_APART = 0.01
"""Share of the film's values that may differ by a level."""
GRADIENT_SAMPLES = 128


class Pipeline:
    """The parts that a recipe names, put together as the engine does."""

    def __init__(self, golden: Golden) -> None:
        self.spec, self.tensors = golden.spec, golden.tensors()
        base = base_model(golden, published_vae(golden))
        self.vae = assemble_vae(base)
        self.plain = assemble_plain_unet(base) if self.spec["inversion"] else None
        self.unet = assemble_motion_unet(base, motion(golden), loras(golden))
        self.reference = reference_network(golden) if self.spec["controlnet"] else None

    def picture(self, slot: int):
        return self.tensors[f"image.{slot}"].numpy()

    def inverted(self, scheduler) -> list[torch.Tensor]:
        """Return the inversion of all given pictures at once, as in `spec["indexes"]`."""
        size = self.spec["px"]
        pixels = [
            squashed_pixels(self.picture(slot), size, size, torch.float32)
            for slot in self.spec["indexes"]
        ]
        latents = encode_pictures(self.vae, torch.cat(pixels))
        return invert(self.plain, latents, self.tensors["empty_text_embedding"], scheduler)

    def conditioning(self) -> Conditioning | None:
        recipe, size = self.spec["controlnet"], self.spec["px"]
        if not recipe:
            return None
        given = {
            slot: self._seen(cropped_pixels(self.picture(slot), size, size))
            for slot in self.spec["indexes"]
        }
        return condition_frames(given, self.spec["frames"], recipe["scale"])

    def _seen(self, pixels: torch.Tensor) -> torch.Tensor:
        """Return what the reference network sees of a picture: latents, or the pixels, 0..1."""
        assert self.reference is not None
        if self.reference.config["use_simplified_condition_embedding"]:
            return encode_pictures(self.vae, pixels)[0]
        return pixels[0] / 2 + 0.5

    def guided_noise(self, conditioning: Conditioning | None) -> GuidedNoise:
        text = self.tensors["text_embeddings"]
        return GuidedNoise(
            unet=self.unet,
            prompt=text[-1:],
            negative=text[:1],
            guidance=self.spec["guidance"],
            reference=self.reference,
            conditioning=conditioning,
        )


@pytest.mark.parametrize("golden", goldens("pipeline"))
def test_pipeline(golden: Golden):
    pipeline = Pipeline(golden)
    spec, tensors = pipeline.spec, pipeline.tensors
    start = starting_noise(pipeline)

    conditioning = pipeline.conditioning()
    if conditioning is not None:
        assert_close(conditioning.condition, tensors["controlnet_cond"][-1:], WHOLE_PIPELINE)
        assert torch.equal(conditioning.mask[..., :1, :1], tensors["conditioning_mask"][-1:])

    predict, states = pipeline.guided_noise(conditioning), []

    def recorded(latents, timestep, frames=None):
        states.append(latents)
        return predict(latents, timestep, frames)

    scheduler = Schedule.of_config(spec["sampling_scheduler"]).sampling(spec["steps"])
    assert scheduler.timesteps.tolist() == spec["sampling_timesteps"]
    latents = sample(recorded, start, scheduler)
    for name, expected in tensors.items():
        if found := re.fullmatch(r"latents\.(\d+)", name):
            assert_close([*states, latents][int(found[1])], expected, WHOLE_PIPELINE)
    assert_close(latents, tensors["latents_final"], WHOLE_PIPELINE)
    pixels = decode_latents(pipeline.vae, latents[0].transpose(0, 1), at_once=3)
    assert_same_film(to_pictures(pixels), tensors)


def starting_noise(pipeline: Pipeline) -> torch.Tensor:
    """Return the noise to start from, every step of its inversions held against the golden."""
    spec, tensors = pipeline.spec, pipeline.tensors
    noise = tensors["init_noise"]
    own = seeded_noise(spec["torch_generator_seed"], *noise.shape[2:], torch.device("cpu"))
    assert torch.equal(own, noise)
    if not spec["inversion"]:
        return noise
    if spec["inversion"]["dtype"] != "float32":
        return tensors["latents_start"]  # half precision leaves it to the order of roundings
    schedule = Schedule.of_config(spec["inversion_scheduler_config"])
    scheduler = schedule.inversion(spec["inversion"]["steps"])
    assert scheduler.timesteps.tolist() == spec["inversion"]["timesteps"]
    trajectory = pipeline.inverted(scheduler)
    for place, slot in enumerate(spec["indexes"]):
        for name, expected in tensors.items():
            if found := re.fullmatch(rf"inv\.{slot}\.step(\d+)", name):
                assert_close(trajectory[int(found[1])][place][None], expected, WHOLE_PIPELINE)
        assert_close(trajectory[0][place][None], tensors[f"inv.{slot}.x0"], WHOLE_PIPELINE)
        assert_close(trajectory[-1][place][None], tensors[f"inv.{slot}.final"], WHOLE_PIPELINE)
    start = replace_noise(noise, dict(zip(spec["indexes"], trajectory[-1], strict=True)))
    assert_close(start, tensors["latents_start"], WHOLE_PIPELINE)
    return start


def assert_same_film(pictures, tensors) -> None:
    film = torch.from_numpy(pictures).permute(3, 0, 1, 2)[None]  # (1, 3, frames, height, width)
    if "video_u8" in tensors:
        expected = tensors["video_u8"]
    else:
        expected, film = tensors["video_u8.sub4"], film[..., ::4, ::4]
    apart = (film.int() - expected.int()).abs()
    assert apart.max() <= LEVELS_APART
    assert (apart > 0).double().mean() < MOST_APART


@pytest.mark.parametrize(
    "golden",
    [
        one
        for one in goldens("pipeline")
        if one.values[0].spec["inversion"] and len(one.values[0].spec["indexes"]) > 1
    ],
)
def test_held_givens_come_back(golden: Golden):
    """With the givens held on their own way, as the paper has it, their latents come back."""
    spec, pipeline, steps = golden.spec, Pipeline(golden), 4
    trajectory = pipeline.inverted(PROCESS_PAINTER.inversion(steps))
    latents = sample(
        pipeline.guided_noise(pipeline.conditioning()),
        pipeline.tensors["init_noise"],
        PROCESS_PAINTER.sampling(steps),
        held=hold_frames(spec["indexes"], trajectory),
    )
    assert torch.equal(latents[0][:, spec["indexes"]].transpose(0, 1), trajectory[0])


@pytest.mark.parametrize("golden", goldens("train_step"))
def test_training_step(golden: Golden):
    spec, tensors = golden.spec, golden.tensors()
    unet = motion_unet(golden, folded=False)
    trained = dict(zip(spec["grad_norm_names"], tensors["grad_norms"], strict=True))
    if spec["lora"]:
        attach_lora(unet, lora_layers(golden))
    for name, parameter in unet.named_parameters():
        parameter.requires_grad = name in {network_key(published) for published in trained}

    shown, latents = [], tensors["latents"]

    def recorded(noisy, *rest, **options):
        found = unet(noisy, *rest, **options)
        shown.extend([noisy, found[0].detach()])
        return found

    timesteps = torch.as_tensor(spec["timestep"]).expand(len(latents))
    text = tensors["encoder_hidden_states"]
    loss = noise_loss(recorded, latents, tensors["noise"], timesteps, text)
    assert_close(shown[0], tensors["noisy"])
    assert_close(shown[1], tensors["pred"])
    loss.backward()
    assert_close(loss.detach()[None], tensors["loss"])
    gradients = {name: unet.get_parameter(network_key(name)).grad for name in trained}
    norms = torch.stack([gradient.norm() for gradient in gradients.values()])
    assert_close(norms, tensors["grad_norms"])
    assert_close(norms.norm()[None], tensors["total_grad_norm"])
    for name in tensors:
        if name.startswith("grad."):
            gradient = gradients[name.removeprefix("grad.")]
            assert_close(summary(gradient, GRADIENT_SAMPLES), tensors[name])


def lora_layers(golden: Golden):
    """Return the separate LoRA that a training recipe names, under our modules' names."""
    spec = golden.spec
    shapes = golden.model()[f"motion_peft_ckpt_r{spec['r']}"]
    published = {
        key: made_weight(spec["weights_tag"], key, shape)
        for key, shape in shapes.items()
        if ".lora_" in key
    }
    lora = parse_lora(published, golden.path, spec["lora_alpha"])
    return {network_key(name): layer for name, layer in lora.layers.items()}
