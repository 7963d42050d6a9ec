"""Paints-UNDO: how a finished canvas could have been painted, by two diffusion models.

The single-frame model paints keyframes, the multi-frame model the frames between them
(github.com/lllyasviel/Paints-UNDO).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..interface import LAST_STEP, Frame, ProcessRequest, Studio
from .commission import Commission
from .info import INFO, MULTI_FRAME, SINGLE_FRAME
from .multi_frame.checkpoint import MultiFrameModel, load_multi_frame
from .process import film, keyframes_alone
from .request import check_request
from .settings import settings_of
from .single_frame.checkpoint import SingleFrameModel, load_single_frame


class PaintsUndoEngine:
    """Keeps its models between jobs, as they lie in their files; on the device only for a job."""

    info = INFO

    def __init__(self) -> None:
        self._single: tuple[Path, SingleFrameModel] | None = None
        self._multi: tuple[Path, MultiFrameModel] | None = None

    def paint(self, request: ProcessRequest, studio: Studio) -> Iterator[Frame]:
        """Yield the frames from `request.first_frame` on; the last is the finish itself.

        Raises UnpaintableRequest for what it cannot answer, and ModelProblem where a model is
        missing or damaged or memory does not suffice.
        """
        check_request(request)
        commission = Commission(request, settings_of(request), studio)
        if request.first_frame < request.frames - 1:
            if commission.takes_keyframes_alone:
                yield from keyframes_alone(commission, self._single_frame(studio))
            else:
                single = self._single_frame(studio) if commission.takes_keyframes else None
                yield from film(commission, single, self._multi_frame(studio))
        yield Frame(LAST_STEP, commission.finish.copy(), "finish", origin="given")

    def _single_frame(self, studio: Studio) -> SingleFrameModel:
        folder = studio.model(SINGLE_FRAME)
        if self._single is None or self._single[0] != folder:
            studio.progress(0, 1, "reading the keyframe model")
            self._single = folder, load_single_frame(folder)
        return self._single[1]

    def _multi_frame(self, studio: Studio) -> MultiFrameModel:
        folder = studio.model(MULTI_FRAME)
        if self._multi is None or self._multi[0] != folder:
            studio.progress(0, 1, "reading the in-between model")
            self._multi = folder, load_multi_frame(folder)
        return self._multi[1]
