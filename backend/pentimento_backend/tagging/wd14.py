"""The WD14 tagger (SmilingWolf's wd-v1-4 models), by ONNX Runtime on the CPU.

Same words in the same order as the tagger of Paints-UNDO. One thing differs: where the list of
words has no characters, that one gives the general tags twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

from ..models.problem import ModelProblem
from .labels import Category, Label, read_labels

GENERAL_THRESHOLD = 0.35
CHARACTER_THRESHOLD = 0.85


class Tagger:
    """A tagger, loaded; holds the memory of its model (about 0.4 GB) as long as it lives."""

    def __init__(self, model: Path, labels: Path) -> None:
        """Read the model (.onnx) and its words (.csv). Raises ModelProblem."""
        self._source = model
        self._labels = read_labels(labels)
        self._session = _session(model)
        (self._input,) = self._session.get_inputs()
        self._side = int(self._input.shape[1])

    def tag(
        self,
        picture: NDArray[np.uint8],
        general_threshold: float = GENERAL_THRESHOLD,
        character_threshold: float = CHARACTER_THRESHOLD,
        exclude: str = "",
    ) -> str:
        """Return the tags of `picture` (uint8, (height, width, 3), RGB) as a prompt.

        Words with a probability above the threshold of their kind; `exclude` names unwanted ones,
        separated by commas. Raises ModelProblem.
        """
        try:
            outputs = self._session.run(
                None, {self._input.name: network_input(picture, self._side)}
            )
        except Exception as error:  # the library's errors have no common class
            raise ModelProblem(
                f"The tagger {self._source} cannot be run: download it again."
            ) from error
        probabilities = np.asarray(outputs[0]).ravel()
        if len(probabilities) != len(self._labels):
            raise ModelProblem(
                f"The tagger {self._source} gives {len(probabilities)} numbers for "
                f"{len(self._labels)} words: download the tagger and its words again."
            )
        return prompt(self._labels, probabilities, general_threshold, character_threshold, exclude)


def _session(model: Path) -> onnxruntime.InferenceSession:
    """Open a model that takes one square RGB picture. Raises ModelProblem."""
    if not model.is_file():
        raise ModelProblem(f"{model} is missing: download the tagger again.")
    try:
        session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    except Exception as error:  # the library's errors have no common class
        raise ModelProblem(
            f"{model} is damaged or no ONNX model: download the tagger again."
        ) from error
    shapes = [list(wanted.shape) for wanted in session.get_inputs()]
    match shapes:
        case [[_, int(height), int(width), 3]] if height == width > 0:
            return session
    raise ModelProblem(f"{model} is not the expected tagger: download the tagger again.")


def network_input(picture: NDArray[np.uint8], side: int) -> NDArray[np.float32]:
    """Return `picture` on a white square: float32, (1, side, side, 3), BGR, 0..255.

    The longer side is scaled to that of the square; the picture stands in the middle.
    """
    height, width = picture.shape[:2]
    factor = side / max(height, width)
    # a strip thinner than a pixel is still a pixel wide
    size = (max(1, int(width * factor)), max(1, int(height * factor)))
    scaled = Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS)
    square = Image.new("RGB", (side, side), (255, 255, 255))
    square.paste(scaled, ((side - size[0]) // 2, (side - size[1]) // 2))
    return np.asarray(square)[None, :, :, ::-1].astype(np.float32)


def prompt(
    labels: Sequence[Label],
    probabilities: NDArray[np.floating],
    general_threshold: float = GENERAL_THRESHOLD,
    character_threshold: float = CHARACTER_THRESHOLD,
    exclude: str = "",
) -> str:
    """Return the words that are likely enough: characters, then the rest, in the labels' order.

    Brackets are escaped, as they set weights in prompts, and underscores become spaces.
    """
    unwanted = {word.strip().replace(" ", "_") for word in exclude.lower().split(",")}
    likely = {
        Category.CHARACTER: probabilities > character_threshold,
        Category.GENERAL: probabilities > general_threshold,
    }
    words = [
        label.name
        for category, chosen in likely.items()
        for label, is_likely in zip(labels, chosen, strict=True)
        if is_likely and label.category == category and label.name not in unwanted
    ]
    return ", ".join(words).replace("(", r"\(").replace(")", r"\)").replace("_", " ")
