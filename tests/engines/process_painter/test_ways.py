"""ProcessPainter's further ways: in-betweens, quick looks, words by the tagger, styles, branches.

With reduced random models, as in test_engine.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from random_models.process_painter import write_lora, write_motion
from tagging.onnx_file import mean_colour_model

from pentimento_backend.engines.interface import Given, UnpaintableRequest
from pentimento_backend.engines.process_painter.info import ADAPTER, BASE_MODEL, INFO
from pentimento_backend.engines.process_painter.stretches import stretches
from pentimento_backend.models.own_styles import styles_folder
from pentimento_backend.models.problem import ModelProblem
from pentimento_backend.tagging.published_files import TAGGER, TAGGER_LABELS, TAGGER_MODEL

from .requests import (
    canvas,
    complete,
    images_of,
    imagine,
    reconstruct,
    request_for,
    steps_of,
)

IN_BETWEENS = {"longer": "in-betweens", "window": 4}


class TestInBetweens:
    @pytest.mark.parametrize("form", ["published", "paper"])
    def test_givens_are_among_the_first_frames_and_come_back_exactly(self, engine, atelier, form):
        givens = (Given(800, canvas(200)), Given(400, canvas(100)), Given(0, canvas()))
        request = request_for("complete", 9, *givens, **IN_BETWEENS, form=form)
        frames = list(engine.paint(request, atelier))
        assert len(frames) == 9 and steps_of(frames)[0] == 800
        by_step = {frame.step: frame.image for frame in frames}
        assert all(np.array_equal(by_step[given.step], given.image) for given in givens)
        assert any("lies between frames" in note for note in atelier.notes)

    def test_key_frames_are_those_of_a_process_without_in_betweens(self, engine, atelier):
        """So what was painted first stays, and the frames between are new."""
        few = list(engine.paint(reconstruct(4, window=4), atelier))
        many = list(engine.paint(reconstruct(7, **IN_BETWEENS), atelier))
        assert np.abs(images_of(many[::2]).astype(int) - images_of(few)).max() <= 1
        assert not np.array_equal(many[1].image, many[0].image)
        assert not np.array_equal(many[1].image, many[2].image)

    def test_from_words_alone(self, engine, atelier):
        frames = list(engine.paint(imagine(6, **IN_BETWEENS), atelier))
        assert steps_of(frames) == [999, 799, 599, 400, 200, 0]
        with pytest.raises(UnpaintableRequest, match="and for in-betweens, choose one of"):
            list(engine.paint(imagine(6, **IN_BETWEENS, style="style3"), atelier))

    def test_a_resumed_process_goes_on_with_the_same_frames(self, engine, atelier):
        request = reconstruct(8, **IN_BETWEENS)
        whole = list(engine.paint(request, atelier))
        atelier.notes.clear()
        rest = list(engine.paint(replace(request, first_frame=6), atelier))
        assert np.abs(images_of(rest).astype(int) - images_of(whole[6:])).max() <= 1
        assert not any("between frames 1" in note for note in atelier.notes)

    def test_finished_areas_never_change(self, engine, atelier):
        mask = np.zeros((90, 120), np.uint8)
        mask[:, :60] = 255
        request = request_for("complete", 6, Given(900, canvas(160), mask), **IN_BETWEENS)
        frames = list(engine.paint(request, atelier))
        for frame in frames[1:]:
            assert np.array_equal(frame.image[mask == 255], canvas(160)[mask == 255])

    def test_every_key_frame_may_be_given(self, engine, atelier):
        givens = [Given(step, canvas(step // 5)) for step in (900, 600, 300, 0)]
        frames = list(engine.paint(request_for("complete", 6, *givens, **IN_BETWEENS), atelier))
        assert sum(frame.origin == "given" for frame in frames) == 4 and len(frames) == 6

    def test_more_canvases_than_key_frames_are_refused(self, engine, atelier):
        givens = [Given(step, canvas(step // 5)) for step in (900, 700, 500, 300, 100)]
        with pytest.raises(UnpaintableRequest, match="start from 4 frames, which hold no 5"):
            list(engine.paint(request_for("complete", 12, *givens, **IN_BETWEENS), atelier))


@pytest.mark.parametrize(("length", "window"), [(9, 8), (50, 8), (51, 8), (400, 8), (7, 3)])
def test_every_frame_is_painted_once_after_its_neighbours(length: int, window: int):
    painted: set[int] = set()
    for stretch in stretches(length, window, [3], 0):
        frames, slots = list(stretch.frames), list(stretch.frames.values())
        assert len(frames) <= window and (slots[0], slots[-1]) == (0, window - 1)
        assert frames == sorted(frames) and slots == sorted(set(slots))
        if painted:
            assert set(stretch.ends) <= painted and painted.isdisjoint(frames[1:-1])
        else:
            assert {0, 3, length - 1} <= set(frames)
        painted.update(frames)
    assert painted == set(range(length))


def test_a_quick_look_takes_fewer_steps(engine, atelier):
    frames = list(engine.paint(imagine(3, quick=True, sampling_steps=50), atelier))
    assert len(frames) == 3
    assert any("sampling step 20 of 20" in note for note in atelier.notes)
    held = list(engine.paint(reconstruct(3, quick=True, sampling_steps=2, form="paper"), atelier))
    assert np.array_equal(held[-1].image, canvas())


def test_previews_are_shown_while_sampling(engine, atelier):
    list(engine.paint(imagine(3, sampling_steps=2), atelier))
    assert len(atelier.previews) >= 1 + 3
    assert atelier.previews[0].shape == (96, 128, 3)


class TestWords:
    @pytest.fixture
    def tagger(self, tmp_path) -> Path:
        """A tagger that sees red."""
        weights = np.array([[0.0], [0.0], [1.0]]) / 255
        content = mean_colour_model((1, 32, 32, 3), weights, np.array([0.0]))
        (tmp_path / TAGGER_MODEL).write_bytes(content)
        (tmp_path / TAGGER_LABELS).write_text("tag_id,name,category,count\n1,red_theme,0,9\n")
        return tmp_path

    def test_an_empty_prompt_is_filled_by_the_tagger(self, engine, atelier, tagger):
        atelier.folders[TAGGER] = tagger
        tagged = images_of(engine.paint(reconstruct(2, prompt=""), atelier))
        assert atelier.kept == {"prompt.txt": b"red theme"}
        told = images_of(engine.paint(reconstruct(2, prompt="red theme"), atelier))
        assert np.array_equal(tagged, told)

    def test_without_a_tagger_the_painter_is_told(self, engine, atelier):
        list(engine.paint(complete(2, prompt=""), atelier))
        assert "no tagger is here: the prompt stays empty" in atelier.notes
        assert atelier.kept == {"prompt.txt": b""}

    def test_the_painters_own_words_are_kept(self, engine, atelier):
        list(engine.paint(imagine(1), atelier))
        assert atelier.kept == {"prompt.txt": b"a red square"}


class TestOwnStyles:
    @pytest.fixture(autouse=True)
    def styles(self, tmp_path, monkeypatch) -> Path:
        monkeypatch.setenv("PENTIMENTO_HOME", str(tmp_path))
        styles_folder().mkdir()
        return styles_folder()

    def learn(self, folder: Path, **card: object) -> None:
        folder.mkdir()
        write_lora(folder / "spatial.safetensors")
        whole = {"format": 1, "base_style": "character", "spatial": "spatial.safetensors"}
        (folder / "card.json").write_text(json.dumps({**whole, **card}))

    def test_a_lora_file_is_a_style(self, engine, atelier, styles):
        path = write_lora(styles / "ink.safetensors")
        by_style = images_of(engine.paint(imagine(style="ink"), atelier))
        assert np.array_equal(by_style, images_of(engine.paint(imagine(loras=str(path)), atelier)))
        assert not np.array_equal(by_style, images_of(engine.paint(imagine(), atelier)))

    def test_a_learnt_style_paints_with_its_own_files(self, engine, atelier, styles):
        motion = write_motion(styles.parent / "motion.ckpt")
        named = {"base_style": "own", "motion_module": str(motion)}
        self.learn(styles / "mine", **named)
        mine = images_of(engine.paint(imagine(style="mine"), atelier))
        lora = str(styles / "mine" / "spatial.safetensors")
        by_hand = imagine(style="own", motion_module=str(motion), loras=lora)
        assert np.array_equal(mine, images_of(engine.paint(by_hand, atelier)))

    def test_a_style_that_is_learnt_further_is_read_again(self, engine, atelier, styles):
        self.learn(styles / "mine")
        before = images_of(engine.paint(imagine(style="mine"), atelier))
        write_lora(styles / "mine" / "spatial.safetensors.new").replace(
            styles / "mine" / "spatial.safetensors"
        )
        assert not np.array_equal(before, images_of(engine.paint(imagine(style="mine"), atelier)))

    @pytest.mark.parametrize(
        ("card", "sentence"),
        [
            ({"base_style": "no such"}, "made upon the style 'no such', which is none"),
            ({"base_style": "own", "motion_family": "Sora"}, "made for 'Sora'"),
        ],
    )
    def test_a_style_that_cannot_be_is_told(self, engine, atelier, styles, card, sentence):
        self.learn(styles / "mine", **card)
        with pytest.raises(ModelProblem, match=sentence):
            list(engine.paint(imagine(style="mine"), atelier))


def test_a_branch_keeps_its_frame_and_differs_by_prompt_and_by_seed(engine, atelier):
    """Redo: a frame of a result is completed anew."""
    result = list(engine.paint(reconstruct(4, window=4), atelier))
    from_here = result[2]
    branch = request_for("complete", 4, Given(from_here.step, from_here.image), guidance=3.0)
    branches = [
        list(engine.paint(request, atelier))
        for request in (
            branch,
            replace(branch, seed=8),
            replace(branch, options={**branch.options, "prompt": "a blue circle"}),
        )
    ]
    for frames in branches:
        assert frames[0].step == from_here.step and frames[0].origin == "given"
        assert np.array_equal(frames[0].image, from_here.image)
        assert frames[-1].step == 0
    plain, seeded, worded = (images_of(frames[1:]) for frames in branches)
    assert not np.array_equal(plain, seeded)
    assert not np.array_equal(plain, worded)


def test_what_does_not_act_needs_no_model():
    assert ADAPTER in INFO.models_for({})
    assert ADAPTER not in INFO.models_for({"adapter_strength": 0.0})
    assert BASE_MODEL in INFO.models_for({"adapter_strength": 0.0})
