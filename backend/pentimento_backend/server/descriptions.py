"""What clients are told about engines and devices."""

from __future__ import annotations

from pentimento_protocol.descriptions import (
    DeviceDescription,
    EngineDescription,
    ModelNeed,
    OptionDescription,
)

from ..engines.interface import EngineInfo, Option
from ..worker.device_memory import DeviceMemory
from .devices import Device


def describe(engine: EngineInfo, models: list[ModelNeed]) -> EngineDescription:
    """Return an engine's declared data and the `models` it needs in the protocol's words."""
    return EngineDescription(
        name=engine.name,
        title=engine.title,
        version=engine.version,
        licence=engine.licence,
        tasks=list(engine.tasks),
        options=[_describe_option(option) for option in engine.options],
        devices=list(engine.devices),
        models=models,
        takes_masks=engine.takes_masks,
    )


def describe_device(device: Device, memory: DeviceMemory) -> DeviceDescription:
    """Return what is known of a device in the protocol's words."""
    return DeviceDescription(device.name, device.title, memory.free, memory.total)


def _describe_option(option: Option) -> OptionDescription:
    return OptionDescription(
        name=option.name,
        title=option.title or option.name.replace("_", " ").capitalize(),
        description=option.description,
        kind=option.kind,
        default=option.default,
        choices=list(option.choices),
        minimum=None if option.minimum is None else float(option.minimum),
        maximum=None if option.maximum is None else float(option.maximum),
    )
