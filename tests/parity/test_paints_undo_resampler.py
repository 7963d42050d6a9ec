"""The image projection gives what the published one gives."""

from __future__ import annotations

import json

import pytest
import torch

from pentimento_backend.engines.model_work.parts import load_part
from pentimento_backend.engines.paints_undo.multi_frame.resampler import Resampler, build_resampler
from pentimento_backend.models.problem import ModelProblem
from pentimento_backend.models.weights import build

from .meta_shapes import shapes_of
from .paints_undo_goldens import Golden, assert_close, goldens, made_weights

LIMIT = 2e-4


@pytest.mark.parametrize("golden", goldens("resampler"))
def test_resampler(golden: Golden):
    def make() -> Resampler:
        return Resampler(**golden.meta["config"])

    weights = made_weights(shapes_of(make), golden.meta["salt"], golden.meta["weights"])
    tensors = golden.tensors()
    assert_close(build(make, weights, golden.path)(tensors["x"]), tensors["out"], LIMIT)


@pytest.mark.parametrize("config", [{}, {"dim": "64"}, {"dim": -1}, {"no_such_thing": 1}], ids=str)
def test_paints_undo_resampler_of_another_model_is_refused_in_a_sentence(tmp_path, config):
    from safetensors.torch import save_file

    small = {
        "dim": 8,
        "depth": 1,
        "dim_head": 4,
        "heads": 2,
        "num_queries": 2,
        "embedding_dim": 8,
        "output_dim": 8,
        "ff_mult": 2,
        "video_length": 3,
        "input_frames_length": 2,
    }
    save_file(Resampler(**small).state_dict(), tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text(json.dumps(small))
    assert load_part(tmp_path, "model.safetensors", build_resampler)(
        torch.zeros(1, 2, 5, 8)
    ).shape == (1, 3, 2, 8)

    (tmp_path / "config.json").write_text(json.dumps({**small, **config} if config else {}))
    with pytest.raises(ModelProblem, match="download the model again"):
        load_part(tmp_path, "model.safetensors", build_resampler)
