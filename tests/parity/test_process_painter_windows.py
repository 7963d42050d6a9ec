"""Long clips: every frame lies in a window, and windows of one mind predict as one."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch

from pentimento_backend.engines.process_painter.architecture import (
    PROCESS_PAINTER,
    BaseArchitecture,
    MotionArchitecture,
    ReferenceArchitecture,
)
from pentimento_backend.engines.process_painter.conditioning import condition_frames, hold_frames
from pentimento_backend.engines.process_painter.guidance import GuidedNoise
from pentimento_backend.engines.process_painter.networks import MotionUNet, ReferenceNetwork
from pentimento_backend.engines.process_painter.sampler import sample
from pentimento_backend.engines.process_painter.schedules import PROCESS_PAINTER as SCHEDULE
from pentimento_backend.engines.process_painter.windows import (
    WindowedNoise,
    consecutive_windows,
    spread_windows,
)

CPU = torch.device("cpu")


@pytest.mark.parametrize("length", [3, 8, 16])
@pytest.mark.parametrize("frames", [1, 2, 8, 9, 16, 24, 31, 100])
def test_process_painter_windows_cover_the_clip(frames: int, length: int):
    consecutive = consecutive_windows(frames, length, length // 2)
    spread = spread_windows(frames, length)
    for windows in (consecutive, spread):
        assert {frame for window in windows for frame in window} == set(range(frames))
        assert all(list(window) == sorted(set(window)) for window in windows)
        assert all(len(window) <= length for window in windows)
    assert all(len(set(one) & set(other)) >= length // 2 for one, other in pairwise(consecutive))
    assert all((window[0], window[-1]) == (0, frames - 1) for window in spread)


def test_process_painter_windows_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="overlap in fewer"):
        consecutive_windows(16, 8, 8)
    with pytest.raises(ValueError, match="three frames"):
        spread_windows(16, 2)


def test_process_painter_windows_give_the_mean_of_their_predictions():
    def predict(latents, timestep, frames):
        assert torch.equal(latents[0, 0, :, 0, 0], frames.float())
        return torch.full_like(latents, float(frames[0]))

    latents = torch.arange(4.0).view(1, 1, 4, 1, 1).expand(1, 4, 4, 2, 2)
    noise = WindowedNoise(predict, [(0, 1, 2), (1, 2, 3)], CPU)(latents, torch.tensor(5))
    assert noise[0, 0, :, 0, 0].tolist() == [0.0, 0.5, 0.5, 1.0]
    assert noise.shape == latents.shape


def test_process_painter_a_window_sees_what_is_given_for_its_own_frames():
    """Of one clip by windows, each predicts as it does for a clip of just its frames."""
    torch.manual_seed(4)
    base = BaseArchitecture(channels=(32, 32, 32, 32), layers=1, text_channels=16)
    unet = MotionUNet(base, MotionArchitecture(frames=8), PROCESS_PAINTER).eval()
    reference = ReferenceNetwork(
        ReferenceArchitecture(base, MotionArchitecture(frames=8, attentions=1)), PROCESS_PAINTER
    ).eval()
    for weight in reference.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    given = torch.randn(4, 8, 8)

    def guided(slot: int, frames: int) -> GuidedNoise:
        conditioning = condition_frames({slot: given}, frames)
        text = torch.ones(1, 3, 16)
        return GuidedNoise(unet, text, -text, 2.0, reference=reference, conditioning=conditioning)

    noise, timestep = torch.randn(1, 4, 6, 8, 8), torch.tensor(500)
    windows = [(0, 1, 2), (3, 4, 5)]
    with torch.inference_mode():
        whole = WindowedNoise(guided(slot=4, frames=6), windows, CPU)(noise, timestep)
        second = guided(slot=1, frames=3)(noise[:, :, 3:], timestep)
    assert torch.allclose(whole[:, :, 3:], second, atol=1e-5)
    elsewhere = guided(slot=0, frames=3)
    with torch.inference_mode():
        assert not torch.allclose(elsewhere(noise[:, :, 3:], timestep), second, atol=1e-2)
        clip = sample(
            WindowedNoise(
                guided(4, 6), [*consecutive_windows(6, 4, 2), *spread_windows(6, 4)], CPU
            ),
            noise,
            SCHEDULE.sampling(2),
        )
        with pytest.raises(ValueError, match="takes 8 frames at once: use windows"):
            guided(slot=0, frames=9)(torch.randn(1, 4, 9, 8, 8), timestep)
    assert clip.shape == noise.shape
    assert clip.isfinite().all()


@pytest.mark.parametrize("batched", [True, False], ids=["one_pass", "two_passes"])
@pytest.mark.parametrize("hold", [True, False], ids=["held", "free"])
def test_process_painter_sampling_never_waits_for_the_device(batched: bool, hold: bool):
    """Meta tensors have no values, so whatever would ask the device for one raises."""
    base = BaseArchitecture(channels=(32, 32, 32, 32), layers=1, text_channels=16)
    architecture = ReferenceArchitecture(base, MotionArchitecture(frames=8, attentions=1))
    with torch.device("meta"):
        unet = MotionUNet(base, MotionArchitecture(frames=8), PROCESS_PAINTER)
        reference = ReferenceNetwork(architecture, PROCESS_PAINTER)
        given, text = torch.randn(4, 8, 8), torch.randn(1, 3, 16)
        noise = torch.randn(1, 4, 6, 8, 8)
        trajectory = [torch.randn(1, 4, 8, 8) for _ in range(4)]
    predict = GuidedNoise(
        unet,
        text,
        text,
        2.0,
        batched_guidance=batched,
        reference=reference,
        conditioning=condition_frames({1: given}, 6),
    )
    windows = WindowedNoise(predict, spread_windows(6, 4), noise.device)
    held = hold_frames([1], trajectory) if hold else None
    clip = sample(windows, noise, SCHEDULE.sampling(3), held=held)
    assert clip.shape == noise.shape
