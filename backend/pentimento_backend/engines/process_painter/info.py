"""What the ProcessPainter engine declares about itself; importing this loads no network library."""

from __future__ import annotations

from dataclasses import replace

from ...models.own_styles import own_style, own_style_names
from ...models.problem import ModelProblem
from ..interface import EngineInfo, Option
from ..model_work.options import DEVICES, MEMORY_BUDGET, prompt_option
from .styles import OWN_STYLE, STYLES

BASE_MODEL = "stable-diffusion-1.5"
ADAPTER = "animatediff-v3-adapter"
ADAPTER_FILE = "v3_sd15_adapter.ckpt"

NEGATIVE_PROMPT = "worst quality, low quality, lowres, blurry, deformed, text, watermark"

LONGEST_PATH = 1000

PUBLISHED, PAPER = "published", "paper"
WINDOWS, IN_BETWEENS = "windows", "in-betweens"
FAMILIES = ("ProcessPainter", "AnimateDiff", "AnimateDiff v1")
DEFAULT_STYLE = "character"

MOST_SAMPLING_STEPS = 200
QUICK_STEPS = 20


def _path_option(name: str, title: str, description: str) -> Option:
    return Option(
        name=name,
        title=title,
        description=description,
        kind="text",
        default="",
        maximum=LONGEST_PATH,
    )


INFO = EngineInfo(
    name="process-painter",
    title="ProcessPainter (diffusion)",
    version="1",
    licence="GPL-3.0-or-later; its models have licences of their own",
    tasks=("imagine", "reconstruct", "complete"),
    devices=DEVICES,
    models=(BASE_MODEL,),
    takes_masks=True,
    options=(
        prompt_option(
            "prompt",
            "Prompt",
            "What is painted, in words; left empty, the tagger describes the canvas",
        ),
        prompt_option(
            "negative_prompt",
            "Avoid",
            "What the painting should not look like",
            NEGATIVE_PROMPT,
        ),
        Option(
            name="style",
            title="Style",
            description="How the painter works; 'own' takes the files named below",
            kind="choice",
            default=DEFAULT_STYLE,
            choices=(*STYLES, OWN_STYLE),
            models=(*(style.model for style in STYLES.values()), ""),
        ),
        Option(
            name="loras",
            title="Your LoRA files",
            description="Your LoRA files with their weights: a.safetensors:0.8; b.safetensors",
            kind="text",
            default="",
            maximum=4 * LONGEST_PATH,
        ),
        Option(
            name="show_beginning",
            title="Show how it could have come so far",
            description="A canvas that is completed also gets a way that leads to it",
            kind="bool",
            default=False,
        ),
        Option(
            name="quick",
            title="Quick look",
            description=f"At most {QUICK_STEPS} steps, of a sampler that needs fewer",
            kind="bool",
            default=False,
        ),
        Option(
            name="sampling_steps",
            title="Sampling steps",
            description="Sampling steps: fewer are faster and rougher",
            kind="int",
            default=50,
            minimum=1,
            maximum=MOST_SAMPLING_STEPS,
        ),
        Option(
            name="guidance",
            title="Follow the prompt",
            description="How closely the prompt is followed; 1 leaves the negative one out",
            kind="float",
            default=5.0,
            minimum=1.0,
            maximum=32.0,
        ),
        Option(
            name="form",
            title="Hold given canvases",
            description="Given canvases set the first noise (published) or every step (paper)",
            kind="choice",
            default=PUBLISHED,
            choices=(PUBLISHED, PAPER),
        ),
        Option(
            name="inversion_steps",
            title="Steps back to noise",
            description="Steps from given canvases back to noise, in the published form",
            kind="int",
            default=50,
            minimum=1,
            maximum=MOST_SAMPLING_STEPS,
        ),
        Option(
            name="size",
            title="Size to paint at",
            description="Long side of the model's pictures in pixels, in multiples of 64",
            kind="int",
            default=512,
            minimum=64,
            maximum=1024,
        ),
        Option(
            name="longer",
            title="Many frames",
            description="More frames than a window: by windows that overlap, or between key frames",
            kind="choice",
            default=WINDOWS,
            choices=(WINDOWS, IN_BETWEENS),
        ),
        Option(
            name="window",
            title="Frames painted together",
            description="Frames painted together; the published models were taught 8",
            kind="int",
            default=8,
            minimum=3,
            maximum=32,
        ),
        Option(
            name="adapter_strength",
            title="Domain adapter",
            description="How strongly the domain adapter acts, where it takes part",
            kind="float",
            default=1.0,
            minimum=0.0,
            maximum=2.0,
            models=(ADAPTER,),
        ),
        _path_option(
            "base_model",
            "Picture model of your own",
            "A model made from Stable Diffusion 1.5 to paint with: a file or folder",
        ),
        _path_option(
            "motion_module",
            "Motion module of your own",
            "The file of a motion module of your own, for the style 'own'",
        ),
        Option(
            name="motion_family",
            title="Made for",
            description="Which program the files of the style 'own' were made for",
            kind="choice",
            default=FAMILIES[0],
            choices=FAMILIES,
        ),
        _path_option(
            "reference_network",
            "Reference network of your own",
            "The file of a reference network of your own, for the style 'own'",
        ),
        MEMORY_BUDGET,
    ),
)


def present_info() -> EngineInfo:
    """Return INFO with the painter's own styles, as they lie in their folder now."""
    options = (_with_own_styles(one) if one.name == "style" else one for one in INFO.options)
    return replace(INFO, options=tuple(options))


def _with_own_styles(option: Option) -> Option:
    own = [name for name in own_style_names() if name not in option.choices]
    return replace(
        option,
        choices=(*option.choices, *own),
        models=(*option.models, *map(_model_below, own)),
    )


def _model_below(name: str) -> str:
    """Return the model of the style that a painter's own style is made upon, "" for none."""
    try:
        base = own_style(name).base_style or DEFAULT_STYLE
    except ModelProblem:
        return ""  # told when the style is chosen
    return STYLES[base].model if base in STYLES else ""
