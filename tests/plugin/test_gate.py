"""Incomplete installations, in the real Krita: a sentence in the docker, and Krita starts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .krita_harness import play
from .scenario_files import SCENARIOS

pytestmark = pytest.mark.krita

SCENARIO = "scenario_docker_says_what_is_wrong"


def _without_protocol(home: Path) -> None:
    shutil.rmtree(home / ".local/share/krita/pykrita/pentimento/vendor/common")


def _for_newer_krita(home: Path) -> None:
    gate = home / ".local/share/krita/pykrita/pentimento/__init__.py"
    source = gate.read_text(encoding="utf-8")
    assert "OLDEST_KRITA = (5, 1)" in source
    gate.write_text(source.replace("OLDEST_KRITA = (5, 1)", "OLDEST_KRITA = (9, 9)"))


def test_missing_part_is_named_in_a_sentence() -> None:
    run = play(SCENARIOS / "gate.py", alter_home=_without_protocol)
    facts = run.check(SCENARIO).facts
    sentence = facts["sentence"]
    assert sentence.startswith("Pentimento cannot start: No module named 'pentimento_protocol'")
    assert "The plugin is incomplete: run this" in sentence
    assert facts["command"] == "python3 -m installer"
    run.check_clean_end()


def test_old_krita_is_told_what_it_needs() -> None:
    run = play(SCENARIOS / "gate.py", alter_home=_for_newer_krita)
    sentence = run.check(SCENARIO).facts["sentence"]
    assert sentence.startswith("Pentimento needs Krita 5.1 or newer, but this is Krita")
    run.check_clean_end()
