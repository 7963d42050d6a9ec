"""The written .kra in the real Krita: keyframes, pixels, clip, and again after Krita saved it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from plugin.krita_harness import KritaRun, missing_programs, play

from pentimento_backend.exports import KritaDocument

from .drawing import PROVENANCE, frames

SCENARIOS = Path(__file__).parent / "scenarios" / "exported_document.py"

pytestmark = [
    pytest.mark.krita,
    pytest.mark.skipif(missing_programs() is not None, reason=str(missing_programs())),
]


@pytest.fixture(scope="module")
def krita_run(tmp_path_factory: pytest.TempPathFactory) -> KritaRun:
    folder = tmp_path_factory.mktemp("exported")
    process = frames(count=8, width=333, height=250)
    with KritaDocument(folder / "process.kra", PROVENANCE) as document:
        for time, frame in enumerate(process):
            document.add(frame)
            (folder / f"{time}.raw").write_bytes(frame.image[..., [2, 1, 0, 3]].tobytes())
        document.finish()
    expected = {
        "width": 333,
        "height": 250,
        "frames": len(process),
        "group": "Pentimento process 1 - procedural, seed 7",
    }
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")
    return play(SCENARIOS, environment={"PENTIMENTO_EXPORTED": str(folder)}, seconds=90)


def test_document_opens_as_written(krita_run: KritaRun):
    krita_run.check("scenario_document_opens_as_written")


def test_krita_quits_cleanly_afterwards(krita_run: KritaRun):
    krita_run.check_clean_end()
