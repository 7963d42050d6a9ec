"""The registry describes engines cheaply and loads them on demand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pentimento_backend.engines.registry import (
    UnknownEngine,
    engine_info,
    engine_infos,
    load_engine,
)

BACKEND = Path(__file__).parents[2] / "backend"


def test_describing_engines_loads_no_image_library():
    script = (
        "import sys; from pentimento_backend.engines.registry import engine_infos; "
        "assert engine_infos(); "
        "print([m for m in ('cv2', 'skimage', 'scipy', 'torch', 'PIL') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(BACKEND)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


def test_every_engine_loads_as_declared():
    names = [info.name for info in engine_infos()]
    assert len(names) == len(set(names))
    for info in engine_infos():
        assert load_engine(info.name).info.name == info.name
        assert engine_info(info.name) == info


def test_declared_defaults_are_valid():
    for info in engine_infos():
        for option in info.options:
            if option.kind == "choice":
                assert option.default in option.choices
            if option.kind == "text":
                assert len(str(option.default)) <= (option.maximum or 0)
            elif option.minimum is not None and option.maximum is not None:
                assert option.minimum <= float(option.default) <= option.maximum


def test_an_unknown_engine_is_named_in_a_sentence():
    with pytest.raises(UnknownEngine, match=r"'oil'.*procedural"):
        load_engine("oil")
