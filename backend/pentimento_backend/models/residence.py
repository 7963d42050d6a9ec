"""Keeps the parts of a model where the memory plan wants them while an engine works.

The weights themselves stay as they were read, in the computer's memory or in the mapped file; a
part that is brought to the device is a copy, and taking it away again only drops the copy.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TypeVar

import torch
from torch.utils.hooks import RemovableHandle

from .devices import give_memory_back, is_out_of_memory
from .memory_plan import MemoryPlan
from .problem import MemoryShort

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Residence:
    """Brings modules to `device` under the first of `plans`, and under the next when memory is out.

    `say` is told, in words for the painter, when a cheaper plan takes over. `pause` is called
    before each layer works, and may raise.
    """

    def __init__(
        self,
        device: torch.device,
        plans: Sequence[MemoryPlan],
        say: Callable[[str], None],
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self.device = device
        self._plans = list(plans)
        self._say = say
        self._pause = pause
        self._here: dict[torch.nn.Module, _Visit] = {}

    @property
    def plan(self) -> MemoryPlan:
        """The plan in force."""
        return self._plans[0]

    def run(
        self,
        module: torch.nn.Module,
        dtype: torch.dtype,
        work: Callable[[MemoryPlan], Result],
        *,
        by_layer: bool = False,
    ) -> Result:
        """Return the result of `work`, done while the module is on the device in this format.

        It is done again under the next plan where memory runs out. `by_layer` says that all that
        the work does with the module goes through its layers' calls, so that they may come one by
        one. Raises MemoryShort when the most frugal plan fails too.
        """
        while True:
            try:
                with self._using(module, dtype, by_layer=by_layer):
                    return work(self.plan)
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                log.warning("out of memory under the plan %r: %s", self.plan.name, error)
            self._step_down()

    @contextmanager
    def _using(
        self, module: torch.nn.Module, dtype: torch.dtype, *, by_layer: bool
    ) -> Iterator[None]:
        streamed = by_layer and self.plan.streamed
        if module not in self._here:
            self._here[module] = _Visit(module, self.device, dtype, self._pause, streamed=streamed)
        try:
            yield
        finally:
            if not self.plan.resident:
                self._send_home(module)

    def close(self) -> None:
        """Send all modules home and give the memory back."""
        for module in list(self._here):
            self._send_home(module)
        give_memory_back(self.device)

    def _step_down(self) -> None:
        self.close()
        if len(self._plans) == 1:
            raise MemoryShort(
                f"Memory ran out even with the plan {self.plan.name!r}: close other programs that "
                "use it, or choose another engine."
            )
        spent = self._plans.pop(0)
        self._say(f"memory ran out {spent.name}: going on {self.plan.name}")

    def _send_home(self, module: torch.nn.Module) -> None:
        visit = self._here.pop(module, None)
        if visit is not None:
            visit.end()


class _Visit:
    """One module on the device; at home its tensors stay as they were."""

    def __init__(
        self,
        module: torch.nn.Module,
        device: torch.device,
        dtype: torch.dtype,
        pause: Callable[[], None],
        *,
        streamed: bool,
    ) -> None:
        self._layers = [_Layer(layer, device, dtype) for layer in module.modules()]
        self._hooks: list[RemovableHandle] = []
        try:
            for layer in self._layers:
                self._hooks += layer.pause_with(pause)
                if streamed:
                    self._hooks += layer.stream()
                else:
                    layer.bring()
        except BaseException:  # memory may run out on the way: what has come goes home
            self.end()
            raise

    def end(self) -> None:
        """Take the module off the device."""
        for hook in self._hooks:
            hook.remove()
        for layer in self._layers:
            layer.send_home()


class _Layer:
    """The tensors that belong to one layer itself, not to the layers inside it."""

    def __init__(self, layer: torch.nn.Module, device: torch.device, dtype: torch.dtype) -> None:
        self._layer = layer
        self._device = device
        self._dtype = dtype
        own = chain(layer.parameters(recurse=False), layer.buffers(recurse=False))
        self._home = [(tensor, tensor.data) for tensor in own]

    def pause_with(self, pause: Callable[[], None]) -> list[RemovableHandle]:
        """Have `pause` called before the layer works."""
        if not self._home:
            return []
        return [self._layer.register_forward_pre_hook(lambda *_: pause())]

    def stream(self) -> list[RemovableHandle]:
        """Come to the device only while the layer is called."""
        if not self._home:
            return []
        sources = [self._page_locked(home) for _, home in self._home]
        # networks look at a weight that is away to see which format they take; it takes no memory
        shades = [
            torch.empty((), dtype=self._format(home)).expand(home.shape) for _, home in self._home
        ]

        def wait() -> None:
            for (tensor, _), shade in zip(self._home, shades, strict=True):
                tensor.data = shade

        wait()
        return [
            self._layer.register_forward_pre_hook(lambda *_: self._bring(sources)),
            self._layer.register_forward_hook(lambda *_: wait(), always_call=True),
        ]

    def bring(self) -> None:
        """Copy the tensors to the device."""
        self._bring([home for _, home in self._home])

    def _bring(self, sources: Sequence[torch.Tensor]) -> None:
        for (tensor, _), source in zip(self._home, sources, strict=True):
            tensor.data = source.to(self._device, self._format(source), non_blocking=True)

    def send_home(self) -> None:
        """Drop the copies."""
        for tensor, home in self._home:
            tensor.data = home

    def _page_locked(self, home: torch.Tensor) -> torch.Tensor:
        """Return what a GPU takes at the bus's full speed, while nobody waits for it."""
        if self._device.type != "cuda":
            return home
        return home.to(self._format(home)).pin_memory()

    def _format(self, tensor: torch.Tensor) -> torch.dtype:
        return self._dtype if tensor.is_floating_point() else tensor.dtype
