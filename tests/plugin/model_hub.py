"""A hub on this machine with the models of Paints-UNDO at reduced size, for Krita to download from.

The scenarios play in Krita's process: what they want of the hub they write into a file.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from models.local_hub import LocalHub
from random_models.paints_undo import write_multi_frame, write_single_frame
from tagging.onnx_file import mean_colour_model

SINGLE, MULTI = "lllyasviel/paints_undo_single_frame", "lllyasviel/paints_undo_multi_frame"
TAGGER = "lllyasviel/misc"
TAGGER_SIDE = 32
WORDS = "tag_id,name,category,count\n1,general,9,100\n2,orange_sun,0,100\n3,hill,0,100\n"


@dataclass(frozen=True)
class ModelHub:
    """What a Krita needs to know of the hub, as its environment; `folders` hold the same models."""

    environment: dict[str, str]
    folders: Path


@contextlib.contextmanager
def model_hub(folder: Path) -> Iterator[ModelHub]:
    """Serve the models until the end; they and the cache lie in `folder`."""
    models = folder / "models"
    places = {
        SINGLE: models / "single_frame",
        MULTI: models / "multi_frame",
        TAGGER: models / "tagger",
    }
    write_single_frame(places[SINGLE])
    write_multi_frame(places[MULTI])
    _write_tagger(places[TAGGER])
    files = {
        (repository, path.relative_to(place).as_posix()): path.read_bytes()
        for repository, place in places.items()
        for path in place.rglob("*")
        if path.is_file()
    }
    hub = LocalHub(files)
    wishes = folder / "hub_wishes.json"
    environment = {
        "HF_ENDPOINT": hub.start(),
        "HF_HOME": str(folder / "hf"),
        "HF_HUB_CACHE": str(folder / "hf" / "hub"),
        "PENTIMENTO_HUB_WISHES": str(wishes),
        "PENTIMENTO_TEST_MODELS": str(models),
        "OMP_NUM_THREADS": "2",
    }
    over = threading.Event()
    obeying = threading.Thread(target=_obey, args=(hub, wishes, over))
    obeying.start()
    try:
        yield ModelHub(environment, models)
    finally:
        over.set()
        obeying.join()
        hub.stop()


def _write_tagger(folder: Path) -> None:
    """Write a tagger that sees an orange sun and a hill in every picture."""
    folder.mkdir()
    shares, biases = np.zeros((3, 3)), np.array([0.9, 0.8, 0.7])
    model = mean_colour_model((1, TAGGER_SIDE, TAGGER_SIDE, 3), shares, biases)
    (folder / "wd-v1-4-moat-tagger-v2.onnx").write_bytes(model)
    (folder / "wd-v1-4-moat-tagger-v2.csv").write_text(WORDS, encoding="utf-8")


def _obey(hub: LocalHub, wishes: Path, over: threading.Event) -> None:
    while not over.wait(0.05):
        if wishes.exists():
            for name, value in json.loads(wishes.read_text(encoding="utf-8")).items():
                setattr(hub, name, value)
            wishes.unlink()
