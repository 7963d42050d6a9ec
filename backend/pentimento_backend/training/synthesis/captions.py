"""What a picture shows, in words: as given, as the tagger sees it, or as its name tells."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ...documents import UnreadableArtwork, read_artwork
from ...imaging.colour import WHITE, over
from ...models.library import locate
from ...models.problem import ModelProblem
from ...tagging.published_files import TAGGER, TAGGER_LABELS, TAGGER_MODEL
from ..sequences.sequence import MAX_TEXT
from .pictures import SourcePicture

if TYPE_CHECKING:
    from ...tagging.wd14 import Tagger


class Captions:
    """Finds captions; each picture is looked at once, however often it is asked for."""

    def __init__(self) -> None:
        self._found: dict[Path, str] = {}

    def of(self, picture: SourcePicture) -> str:
        """Return the caption of a picture. Raises ModelProblem for a tagger that is broken."""
        if picture.path not in self._found:
            self._found[picture.path] = (picture.caption or self._tags(picture) or picture.words)[
                :MAX_TEXT
            ]
        return self._found[picture.path]

    def _tags(self, picture: SourcePicture) -> str:
        if self._tagger is None:
            return ""
        try:
            canvas = read_artwork(picture.path).canvas
        except UnreadableArtwork:
            return ""  # it is skipped, and named, when its turn comes
        return self._tagger.tag(over(canvas, WHITE))

    @cached_property
    def _tagger(self) -> Tagger | None:
        try:
            folder = locate(TAGGER)
        except ModelProblem:
            return None  # it is no more than a help
        from ...tagging.wd14 import Tagger  # noqa: PLC0415 - ONNX Runtime loads slowly

        return Tagger(folder / TAGGER_MODEL, folder / TAGGER_LABELS)
