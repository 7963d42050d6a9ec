"""What the ProcessPainter engine declares about itself; importing this loads no network library."""

from __future__ import annotations

from ..interface import EngineInfo, Option
from ..model_work.options import DEVICES, MEMORY_BUDGET, prompt_option
from .styles import OWN_STYLE, STYLES

BASE_MODEL = "stable-diffusion-1.5"
ADAPTER = "animatediff-v3-adapter"
ADAPTER_FILE = "v3_sd15_adapter.ckpt"

NEGATIVE_PROMPT = "worst quality, low quality, lowres, blurry, deformed, text, watermark"

LONGEST_PATH = 1000

PUBLISHED, PAPER = "published", "paper"
FAMILIES = ("ProcessPainter", "AnimateDiff", "AnimateDiff v1")


INFO = EngineInfo(
    name="process-painter",
    title="ProcessPainter (diffusion)",
    version="1",
    licence="GPL-3.0-or-later; its models have licences of their own",
    tasks=("imagine", "reconstruct", "complete"),
    devices=DEVICES,
    models=(BASE_MODEL, ADAPTER),
    takes_masks=True,
    options=(
        prompt_option("prompt", "What is painted, in words"),
        prompt_option("negative_prompt", "What the painting should not look like", NEGATIVE_PROMPT),
        Option(
            name="style",
            description="How the painter works; 'own' takes the files named below",
            kind="choice",
            default="character",
            choices=(*STYLES, OWN_STYLE),
            models=(*(style.model for style in STYLES.values()), ""),
        ),
        Option(
            name="loras",
            description="Your LoRA files with their weights: a.safetensors:0.8; b.safetensors",
            kind="text",
            default="",
            maximum=4 * LONGEST_PATH,
        ),
        Option(
            name="sampling_steps",
            description="Sampling steps: fewer are faster and rougher",
            kind="int",
            default=50,
            minimum=1,
            maximum=200,
        ),
        Option(
            name="guidance",
            description="How closely the prompt is followed; 1 leaves the negative one out",
            kind="float",
            default=5.0,
            minimum=1.0,
            maximum=32.0,
        ),
        Option(
            name="form",
            description="Given canvases set the first noise (published) or every step (paper)",
            kind="choice",
            default=PUBLISHED,
            choices=(PUBLISHED, PAPER),
        ),
        Option(
            name="inversion_steps",
            description="Steps from given canvases back to noise, in the published form",
            kind="int",
            default=50,
            minimum=1,
            maximum=200,
        ),
        Option(
            name="size",
            description="Long side of the model's pictures in pixels, in multiples of 64",
            kind="int",
            default=512,
            minimum=64,
            maximum=1024,
        ),
        Option(
            name="window",
            description="Frames painted together; the published models were taught 8",
            kind="int",
            default=8,
            minimum=3,
            maximum=32,
        ),
        Option(
            name="adapter_strength",
            description="How strongly the domain adapter acts, where it takes part",
            kind="float",
            default=1.0,
            minimum=0.0,
            maximum=2.0,
        ),
        Option(
            name="base_model",
            description="A model made from Stable Diffusion 1.5 to paint with: a file or folder",
            kind="text",
            default="",
            maximum=LONGEST_PATH,
        ),
        Option(
            name="motion_module",
            description="The file of a motion module of your own, for the style 'own'",
            kind="text",
            default="",
            maximum=LONGEST_PATH,
        ),
        Option(
            name="motion_family",
            description="Which program the files of the style 'own' were made for",
            kind="choice",
            default=FAMILIES[0],
            choices=FAMILIES,
        ),
        Option(
            name="reference_network",
            description="The file of a reference network of your own, for the style 'own'",
            kind="text",
            default="",
            maximum=LONGEST_PATH,
        ),
        MEMORY_BUDGET,
    ),
)
