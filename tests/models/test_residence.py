"""Modules come and go as the memory plan asks, and a cheaper plan takes over when memory is out.

Memory that runs out is played by an error of torch's own kind: it cannot be had safely here.
"""

from __future__ import annotations

import pytest
import torch

from pentimento_backend.models.memory_plan import (
    BY_STAGE,
    CAREFUL,
    PLANS,
    RESIDENT,
    STREAMED,
    Stage,
    affordable,
    peak_bytes,
)
from pentimento_backend.models.problem import MemoryShort
from pentimento_backend.models.residence import Residence

CPU = torch.device("cpu")


@pytest.fixture
def network():
    torch.manual_seed(0)
    layers = [torch.nn.Linear(4, 8), torch.nn.BatchNorm1d(8), torch.nn.Linear(8, 2)]
    return torch.nn.Sequential(*layers).to(torch.float16).eval()


def _dtypes(module):
    return {tensor.dtype for tensor in module.state_dict().values() if tensor.is_floating_point()}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_plan_computes_the_same_in_the_wanted_format(network, plan):
    given = torch.randn(3, 4)
    wanted = network.to(torch.float32)(given)
    network.to(torch.float16)
    residence = Residence(CPU, [plan], print)
    done = residence.run(network, torch.float32, lambda plan: network(given), by_layer=True)
    torch.testing.assert_close(done, wanted)
    residence.close()
    assert _dtypes(network) == {torch.float16}


def test_only_the_resident_plan_keeps_a_module_between_stages(network):
    for plan in (RESIDENT, BY_STAGE):
        residence = Residence(CPU, [plan], print)
        during = residence.run(network, torch.float32, lambda plan: _dtypes(network))
        assert during == {torch.float32}
        assert _dtypes(network) == {torch.float32 if plan.resident else torch.float16}
        residence.close()


def test_home_tensors_are_never_copied_back(network):
    def places(plan=None):
        return [tensor.data_ptr() for tensor in network.parameters()]

    home = places()
    assert Residence(CPU, [BY_STAGE], print).run(network, torch.float32, places) != home
    assert places() == home


def test_a_streamed_layer_is_copied_only_while_it_is_called(network):
    """Without a GPU, a copy on the device is told by its address."""
    during = []
    network[2].register_forward_hook(lambda layer, *_: during.append(layer.weight.data_ptr()))

    def work(plan):
        before = network[2].weight.data_ptr()
        network(torch.randn(3, 4))
        return before, network[2].weight.data_ptr()

    residence = Residence(CPU, [STREAMED], print)
    before, after = residence.run(network, torch.float32, work, by_layer=True)
    assert before == after != during[0]


def test_what_cannot_come_by_layer_comes_whole(network):
    during = []
    network[2].register_forward_hook(lambda layer, *_: during.append(layer.weight.data_ptr()))

    def work(plan):
        network(torch.randn(3, 4))
        return network[2].weight.data_ptr()

    assert Residence(CPU, [STREAMED], print).run(network, torch.float32, work) == during[0]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_everything_goes_home_after_an_error(network, plan):
    residence = Residence(CPU, [plan], print)
    with pytest.raises(RuntimeError, match="shapes"):
        residence.run(network, torch.float32, lambda plan: network(torch.randn(3, 5)))
    residence.close()
    assert _dtypes(network) == {torch.float16}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_everything_goes_home_when_memory_runs_out_on_the_way(network, plan, monkeypatch):
    """Of the layers, the first has come and the second does not fit."""
    brought = torch.Tensor.to

    def full(tensor, *format_, **options):
        if tensor.numel() == 1 or tensor.dim() == 2:
            return brought(tensor, *format_, **options)
        raise torch.OutOfMemoryError("memory is full")

    home = [tensor.data_ptr() for tensor in network.parameters()]
    given = torch.randn(3, 4)
    monkeypatch.setattr(torch.Tensor, "to", full)
    with pytest.raises(MemoryShort, match="Memory ran out"):
        Residence(CPU, [plan], print).run(
            network, torch.float32, lambda plan: network(given), by_layer=True
        )
    assert [tensor.data_ptr() for tensor in network.parameters()] == home


def test_cancelling_stops_before_the_next_layer(network):
    class Cancelled(Exception):
        pass

    calls = []

    def pause():
        calls.append(len(calls))
        if len(calls) == 2:
            raise Cancelled

    residence = Residence(CPU, [RESIDENT], print, pause)
    with pytest.raises(Cancelled):
        residence.run(network, torch.float32, lambda plan: network(torch.randn(3, 4)))
    residence.close()
    network.to(torch.float32)(torch.randn(3, 4))
    assert calls == [0, 1]


def test_the_next_plan_takes_over_when_memory_runs_out(network):
    said, tried = [], []

    def work(plan):
        tried.append(plan)
        if plan.batched_guidance:
            raise torch.OutOfMemoryError("simulated")
        return "painted"

    residence = Residence(CPU, PLANS, said.append)
    assert residence.run(network, torch.float32, work) == "painted"
    assert tried == [RESIDENT, BY_STAGE, CAREFUL]
    assert residence.plan is CAREFUL
    assert len(said) == 2 and "careful" in said[-1]
    assert _dtypes(network) == {torch.float16}


def test_the_last_plan_fails_in_a_sentence(network):
    def work(plan):
        raise MemoryError

    with pytest.raises(MemoryShort, match=r"even with the plan 'layer by layer'.*close"):
        Residence(CPU, [STREAMED], print).run(network, torch.float32, work)


def test_another_error_is_no_reason_for_another_plan(network):
    def work(plan):
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    residence = Residence(CPU, PLANS, print)
    with pytest.raises(RuntimeError, match="mat1"):
        residence.run(network, torch.float32, work)
    assert residence.plan is RESIDENT


def _stages():
    return (
        Stage(100, 100, lambda plan: 5),
        Stage(1000, 50, lambda plan: 400 if plan.batched_guidance else 200),
        Stage(200, 200, lambda plan: 100 * plan.pictures_at_once),
    )


def test_peaks_of_the_plans():
    peaks = [peak_bytes(plan, _stages()) for plan in PLANS]
    assert peaks == [1300 + 800, 1000 + 400, 1000 + 200, 200 + 100]


def test_a_budget_leaves_the_plans_that_fit():
    assert affordable(_stages(), 10_000) == PLANS
    assert affordable(_stages(), 1_399) == (CAREFUL, STREAMED)
    with pytest.raises(MemoryShort, match=r"at least 0\.0 GB.*raise the memory budget"):
        affordable(_stages(), 100)
