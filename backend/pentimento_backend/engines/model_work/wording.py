"""The words that a model is told: the painter's own, or what the tagger sees."""

from __future__ import annotations

from ...models.problem import ModelProblem
from ...tagging.published_files import TAGGER, TAGGER_LABELS, TAGGER_MODEL
from ...tagging.wd14 import Tagger
from ..interface import Studio
from .picture import Picture

PROMPT_FILE = "prompt.txt"


def find_prompt(prompt: str, picture: Picture | None, studio: Studio) -> str:
    """Return the painter's prompt, or what the tagger sees in the picture, and keep it.

    Without a tagger the prompt stays empty, which the painter is told.
    """
    if not prompt and picture is not None:
        prompt = _tags(picture, studio)
    studio.keep(PROMPT_FILE, prompt.encode("utf-8"))
    return prompt


def _tags(picture: Picture, studio: Studio) -> str:
    studio.progress(0, 1, "looking for words")
    try:
        folder = studio.model(TAGGER)
    except ModelProblem:
        studio.progress(0, 1, "no tagger is here: the prompt stays empty")
        return ""
    return Tagger(folder / TAGGER_MODEL, folder / TAGGER_LABELS).tag(picture)
