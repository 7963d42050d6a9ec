"""The ProcessPainter engine end to end on the processor, with reduced random models.

What such models paint means nothing; that the frames are those of the request, the same under every
memory plan, and that nothing goes wrong without a sentence, is what these tests hold.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from random_models.process_painter import (
    BASE,
    write_lora,
    write_motion,
)

from pentimento_backend.engines.interface import (
    Cancelled,
    Given,
    UnpaintableRequest,
)
from pentimento_backend.engines.model_work import workplace
from pentimento_backend.engines.model_work.sheet import fitted_sheet
from pentimento_backend.engines.process_painter.clip import clip_of
from pentimento_backend.engines.process_painter.engine import ProcessPainterEngine
from pentimento_backend.engines.process_painter.finished_areas import finished_cells
from pentimento_backend.engines.process_painter.settings import read_loras
from pentimento_backend.models.memory_plan import PLANS
from pentimento_backend.models.problem import ModelProblem

from ..atelier import Atelier
from .requests import (
    QUICK,
    canvas,
    complete,
    images_of,
    imagine,
    reconstruct,
    request_for,
    steps_of,
)


def test_a_process_imagined_from_words(engine, atelier):
    frames = list(engine.paint(imagine(), atelier))
    assert steps_of(frames) == [999, 500, 0]
    assert {frame.origin for frame in frames} == {"generated"}
    assert all(frame.image.shape == (90, 120, 4) for frame in frames)
    assert all((frame.image[..., 3] == 255).all() for frame in frames)
    assert any("about" in note and "GB" in note for note in atelier.notes)
    assert any("sampling step 1 of 1" in note for note in atelier.notes)


@pytest.mark.parametrize("form", ["published", "paper"])
def test_a_finish_is_led_to_and_comes_back_exactly(engine, atelier, form):
    frames = list(engine.paint(reconstruct(form=form), atelier))
    assert steps_of(frames) == [999, 500, 0]
    assert [frame.origin for frame in frames] == ["generated", "generated", "given"]
    assert np.array_equal(frames[-1].image, canvas())


def test_what_is_given_changes_what_is_painted(engine, atelier):
    """By the reference network and by the noise: the finish itself is not the only difference."""
    other = request_for("reconstruct", 3, Given(0, canvas()[::-1, ::-1].copy()), form="paper")
    one = next(engine.paint(reconstruct(form="paper"), atelier))
    assert not np.array_equal(one.image, next(engine.paint(other, atelier)).image)


def test_a_completion_begins_on_the_canvas_exactly(engine, atelier):
    frames = list(engine.paint(complete(4), atelier))
    assert steps_of(frames) == [600, 400, 200, 0]
    assert frames[0].origin == "given" and np.array_equal(frames[0].image, canvas(160))
    assert {frame.origin for frame in frames[1:]} == {"generated"}


def test_how_a_canvas_could_have_come_so_far_is_shown_when_asked(engine, atelier):
    frames = list(engine.paint(complete(4, show_beginning=True), atelier))
    assert steps_of(frames)[0] == 999 and 600 in steps_of(frames)[1:]
    assert frames[0].origin == "generated"


def test_unfinished_canvases_lie_anywhere_among_the_frames(engine, atelier):
    givens = (Given(800, canvas(200)), Given(400, canvas(100)), Given(0, canvas()))
    frames = list(engine.paint(request_for("complete", 6, *givens), atelier))
    assert len(frames) == 6 and steps_of(frames) == sorted(set(steps_of(frames)), reverse=True)
    by_step = {frame.step: frame for frame in frames}
    for given in givens:
        assert np.array_equal(by_step[given.step].image, given.image)
        assert by_step[given.step].origin == "given"


def test_finished_areas_never_change(engine, atelier):
    mask = np.zeros((90, 120), np.uint8)
    mask[10:50, 20:70] = 255
    request = replace(complete(6), givens=(Given(600, canvas(160), mask),))
    frames = list(engine.paint(request, atelier))
    finished = mask == 255
    after = [frame for frame in frames if frame.step <= 600]
    assert len(after) >= 3
    for frame in after:
        assert np.array_equal(frame.image[finished], canvas(160)[finished])
    assert not np.array_equal(after[-1].image[~finished], canvas(160)[~finished])


@pytest.mark.parametrize("form", ["published", "paper"])
def test_what_is_painted_beside_finished_areas_knows_of_them(engine, atelier, form):
    """A latent cell that is wholly finished is held while sampling, not only pasted in the end."""
    mask = np.zeros((90, 120), np.uint8)
    mask[:, :60] = 255
    given = Given(900, canvas(160))
    options = {"form": form, "sampling_steps": 2}
    free = list(engine.paint(request_for("complete", 3, given, **options), atelier))
    held = list(
        engine.paint(request_for("complete", 3, replace(given, mask=mask), **options), atelier)
    )
    assert not np.array_equal(free[-1].image[:, 70:], held[-1].image[:, 70:])


def test_only_cells_that_are_finished_with_all_of_them_are_held():
    sheet = fitted_sheet(256, 256, 256)
    mask = np.zeros((256, 256), np.uint8)
    mask[16:33, 8:100] = 255
    cells = np.zeros((32, 32), bool)
    cells[2:4, 1:12] = True
    assert np.array_equal(finished_cells(mask, sheet), cells)


def test_fewer_frames_than_the_model_paints_are_chosen_from_its_own(engine, atelier):
    whole = list(engine.paint(imagine(5, window=5), atelier))
    few = list(engine.paint(imagine(2, window=5), atelier))
    assert steps_of(few) == [999, 0]
    assert np.array_equal(images_of(few), images_of([whole[0], whole[-1]]))


def test_the_same_seed_gives_the_same_frames_and_another_one_others(engine, atelier):
    first = images_of(engine.paint(imagine(), atelier))
    assert np.array_equal(first, images_of(engine.paint(imagine(), atelier)))
    other = replace(imagine(), seed=8)
    assert not np.array_equal(first, images_of(engine.paint(other, atelier)))


@pytest.mark.parametrize("request_of", [imagine, reconstruct, complete])
def test_a_resumed_process_goes_on_with_the_same_frames(engine, atelier, request_of):
    request = request_of(4)
    whole = list(engine.paint(request, atelier))
    rest = list(engine.paint(replace(request, first_frame=2), atelier))
    assert steps_of(rest) == steps_of(whole)[2:]
    assert np.abs(images_of(rest).astype(int) - images_of(whole[2:])).max() <= 1


def test_a_finish_alone_takes_no_model(engine):
    (frame,) = engine.paint(replace(reconstruct(5), first_frame=4), Atelier({}))
    assert np.array_equal(frame.image, canvas())


def test_all_memory_plans_give_the_same_frames(engine, atelier, monkeypatch):
    results = []
    for plan in PLANS:
        monkeypatch.setattr(workplace, "affordable", lambda stages, budget, plan=plan: (plan,))
        results.append(images_of(engine.paint(reconstruct(guidance=3.0), atelier)).astype(int))
        assert any(note.startswith(plan.name) for note in atelier.notes)
    for result in results[1:]:
        assert np.abs(result - results[0]).max() <= 2


def test_memory_that_runs_out_costs_time_not_frames(engine, atelier, monkeypatch):
    """Running out is simulated: what the network is given at once is limited."""
    wanted = images_of(engine.paint(imagine(guidance=3.0), atelier)).astype(int)
    unet = engine._kept[1].clip.unet
    forward = unet.forward

    def limited(sample, *args, **kwargs):
        if len(sample) > 1:
            raise torch.OutOfMemoryError("simulated")
        return forward(sample, *args, **kwargs)

    monkeypatch.setattr(unet, "forward", limited)
    got = images_of(engine.paint(imagine(guidance=3.0), atelier))
    assert np.abs(got - wanted).max() <= 2
    assert any("memory ran out" in note for note in atelier.notes)


def test_too_small_a_budget_is_told_beforehand(engine, atelier):
    with pytest.raises(ModelProblem, match=r"at least .* GB of memory.*raise the memory budget"):
        list(engine.paint(imagine(memory_budget=0.001), atelier))


@pytest.mark.parametrize("patience", [1, 4, 60, 300])
def test_cancelling_at_any_moment_leaves_nothing_on_the_device(engine, atelier, patience):
    atelier.patience = patience
    with pytest.raises(Cancelled):
        list(engine.paint(reconstruct(), atelier))
    models = engine._kept[1]
    for module in (models.clip, models.plain):
        assert {tensor.dtype for tensor in module.parameters()} == {torch.float16}
        assert not any(layer._forward_pre_hooks for layer in module.modules())


def test_what_a_long_prompt_loses_is_told(engine, atelier):
    list(engine.paint(imagine(prompt="red " * 40 + "last words"), atelier))
    assert any("too long, left out: red red" in note for note in atelier.notes)


class TestOwnFiles:
    def test_a_lora_of_the_painter_acts_by_its_weight(self, engine, atelier, tmp_path):
        path = write_lora(tmp_path / "ink.safetensors")
        plain = images_of(engine.paint(imagine(), atelier))
        assert np.array_equal(plain, images_of(engine.paint(imagine(loras=f"{path}:0"), atelier)))
        assert not np.array_equal(plain, images_of(engine.paint(imagine(loras=str(path)), atelier)))

    def test_a_motion_module_of_the_painter(self, engine, atelier, tmp_path):
        own = {"style": "own", "motion_module": str(write_motion(tmp_path / "own.ckpt"))}
        frames = images_of(engine.paint(imagine(**own), atelier))
        family = images_of(engine.paint(imagine(**own, motion_family="AnimateDiff"), atelier))
        assert not np.array_equal(frames, family)
        with pytest.raises(UnpaintableRequest, match="needs a reference network"):
            list(engine.paint(reconstruct(**own), atelier))
        with pytest.raises(UnpaintableRequest, match="takes a file of yours"):
            list(engine.paint(imagine(style="own"), atelier))

    def test_a_lora_of_another_base_model_is_refused(self, engine, atelier, tmp_path):
        path = write_lora(tmp_path / "xl.safetensors", channels=64)
        with pytest.raises(ModelProblem, match="made for another base model"):
            list(engine.paint(imagine(loras=str(path)), atelier))

    def test_a_motion_module_of_another_width_is_refused(self, engine, atelier, tmp_path):
        wide = replace(BASE, channels=(64, 64, 64, 64))
        path = write_motion(tmp_path / "wide.ckpt", wide)
        with pytest.raises(ModelProblem, match=r"64 channels wide, and .* is 32 wide"):
            list(engine.paint(imagine(style="own", motion_module=str(path)), atelier))

    def test_weights_stand_behind_file_names(self):
        (one, both), (two, split), (three, full) = read_loras(
            "C:\\art\\ink.safetensors:0.8; b.safetensors:1:.5;c.safetensors"
        )
        assert (str(one), both.spatial, both.temporal) == ("C:\\art\\ink.safetensors", 0.8, 0.8)
        assert (str(two), split.spatial, split.temporal) == ("b.safetensors", 1.0, 0.5)
        assert (str(three), full.spatial, full.temporal) == ("c.safetensors", 1.0, 1.0)


def test_missing_models_are_named(engine, atelier):
    for name in ("stable-diffusion-1.5", "animatediff-v3-adapter", "process-painter-character"):
        lacking = Atelier({key: atelier.folders[key] for key in atelier.folders if key != name})
        with pytest.raises(ModelProblem, match=name):
            list(engine.paint(imagine(), lacking))


def test_a_truncated_model_is_told_in_a_sentence(atelier, tmp_path):
    path = tmp_path / "cut.ckpt"
    path.write_bytes(write_motion(path).read_bytes()[:-1000])
    request = imagine(style="own", motion_module=str(path))
    with pytest.raises(ModelProblem, match="damaged or incomplete: download the model again"):
        list(ProcessPainterEngine().paint(request, atelier))


@pytest.mark.parametrize(
    ("request_of", "change", "sentence"),
    [
        (imagine, {"task": "inbetween"}, "cannot inbetween"),
        (imagine, {"options": {**QUICK, "prompt": " "}}, "takes a prompt"),
        (imagine, {"givens": (Given(0, canvas()),)}, "from words alone"),
        (imagine, {"first_frame": 3}, "no frame 3"),
        (imagine, {"width": 900, "height": 30}, "too thin"),
        (imagine, {"options": {**QUICK, "window": 30}}, "at most 24 frames together"),
        (imagine, {"options": {**QUICK, "loras": "ink.safetensors:1"}}, "with its full path"),
        (imagine, {"options": {**QUICK, "loras": f"/ink.safetensors:{'9' * 400}"}}, "10 at most"),
        (imagine, {"options": {**QUICK, "loras": f"/{'a' * 300}"}}, "with its full path"),
        (imagine, {"options": {**QUICK, "base_model": "~nobody-here/a"}}, "folder of nobody"),
        (imagine, {"options": {**QUICK, "base_model": "/no/such.ckpt"}}, "with its full path"),
        (reconstruct, {"givens": ()}, "exactly one whole canvas"),
        (reconstruct, {"givens": (Given(5, canvas()),)}, "exactly one whole canvas"),
        (reconstruct, {"givens": (Given(0, canvas()[:50]),)}, "120 x 90"),
        (reconstruct, {"options": {**QUICK, "style": "style3"}}, "style3 paints from words"),
        (complete, {"givens": (Given(0, canvas()),)}, "takes an unfinished canvas"),
        (complete, {"givens": (Given(5, canvas()), Given(500, canvas()))}, "that fall"),
        (complete, {"givens": (Given(5, canvas()), Given(5, canvas()))}, "that fall"),
        (complete, {"givens": (Given(510, canvas()), Given(500, canvas()))}, "one frame of 4"),
        (complete, {"givens": (Given(5, canvas(), canvas()[:9, :, 3]),)}, "mask"),
        (complete, {"frames": 1}, "at least 2 frames"),
    ],
)
def test_what_cannot_be_answered_is_refused(engine, atelier, request_of, change, sentence):
    with pytest.raises(UnpaintableRequest, match=sentence):
        list(engine.paint(replace(request_of(), **change), atelier))


@pytest.mark.parametrize("frames", [2, 3, 8, 9, 40, 1000])
@pytest.mark.parametrize("step", [999, 998, 500, 20, 1])
def test_every_given_has_a_frame_of_its_own(frames, step):
    clip = clip_of(request_for("complete", frames, Given(step, canvas())), 8, shows_beginning=True)
    shown = list(clip.shown.values())
    assert len(shown) == frames and step in shown and shown[-1] == 0
    assert shown == sorted(set(shown), reverse=True)
