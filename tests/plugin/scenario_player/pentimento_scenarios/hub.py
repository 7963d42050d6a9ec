"""Wishes to the hub that a test runs outside of Krita: how it is to behave from now on."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path

from .stage import Stage


def wish(stage: Stage, **attributes: object) -> Generator[int, None, None]:
    """Steps that set attributes of the hub."""
    file = Path(os.environ["PENTIMENTO_HUB_WISHES"])
    growing = file.with_suffix(".growing")
    growing.write_text(json.dumps(attributes), encoding="utf-8")
    growing.rename(file)
    yield from stage.until(lambda: not file.exists(), "the hub")
