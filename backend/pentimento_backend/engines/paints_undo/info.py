"""What the Paints-UNDO engine declares about itself; importing this loads no network library."""

from __future__ import annotations

from ..interface import EngineInfo, Option
from ..model_work.options import DEVICES, MEMORY_BUDGET, prompt_option

SINGLE_FRAME = "paints-undo-single-frame"
MULTI_FRAME = "paints-undo-multi-frame"

KEYFRAME_STEPS = "400, 600, 800, 900, 950, 999"
NEGATIVE_PROMPT = "lowres, bad anatomy, bad hands, cropped, worst quality"
VIDEO_PROMPT = "1girl, masterpiece, best quality"


INFO = EngineInfo(
    name="paints-undo",
    title="Paints-UNDO (diffusion)",
    version="1",
    licence="GPL-3.0-or-later; its models have licences of their own",
    tasks=("reconstruct", "inbetween"),
    devices=DEVICES,
    models=(SINGLE_FRAME, MULTI_FRAME),
    options=(
        prompt_option(
            "prompt", "Prompt", "What the picture shows; left empty, the tagger describes it"
        ),
        prompt_option(
            "negative_prompt", "Avoid", "What keyframes should not look like", NEGATIVE_PROMPT
        ),
        Option(
            name="keyframe_steps",
            title="Keyframes at",
            description="Operation steps painted as keyframes, 1 (nearly done) to 999 (first mark)",
            kind="text",
            default=KEYFRAME_STEPS,
            maximum=200,
        ),
        Option(
            name="inbetweens",
            title="Paint between keyframes",
            description="Paint what lies between keyframes; without, every frame is a keyframe",
            kind="bool",
            default=True,
        ),
        prompt_option(
            "video_prompt",
            "Between keyframes",
            "What the frames between keyframes show, in a few words",
            VIDEO_PROMPT,
        ),
        Option(
            name="keyframe_size",
            title="Size of keyframes",
            description="Long side of keyframes in pixels, in multiples of 64",
            kind="int",
            default=640,
            minimum=256,
            maximum=1024,
        ),
        Option(
            name="keyframe_sampling_steps",
            title="Steps of a keyframe",
            description="Sampling steps of a keyframe: fewer are faster and rougher",
            kind="int",
            default=50,
            minimum=1,
            maximum=100,
        ),
        Option(
            name="keyframe_guidance",
            title="Keyframes follow the prompt",
            description="How closely keyframes follow their prompt; 1 leaves the negative one out",
            kind="float",
            default=3.0,
            minimum=1.0,
            maximum=32.0,
        ),
        Option(
            name="inbetween_size",
            title="Size between keyframes",
            description="Size of frames between keyframes; the model knows 512, less is quicker",
            kind="int",
            default=512,
            minimum=128,
            maximum=1024,
        ),
        Option(
            name="video_sampling_steps",
            title="Steps between keyframes",
            description="Sampling steps of the frames between keyframes",
            kind="int",
            default=50,
            minimum=1,
            maximum=100,
        ),
        Option(
            name="video_guidance",
            title="Follow the keyframes",
            description="How closely the frames between follow the keyframes",
            kind="float",
            default=7.5,
            minimum=1.0,
            maximum=15.0,
        ),
        Option(
            name="temporal_window",
            title="Look at other frames",
            description="Which other frames each frame looks at; steadier, a little slower",
            kind="choice",
            default="off",
            choices=("off", "previous", "first", "roll"),
        ),
        Option(
            name="clean_last_step",
            title="Clean last step",
            description="Leave out the noise that the published sampler ends with",
            kind="bool",
            default=False,
        ),
        MEMORY_BUDGET,
    ),
)
