"""What an engine leans on inside a worker: progress, previews, by-products and cancellation."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pentimento_protocol import limits

from ..canvas_coding import encode_canvas
from ..engines.interface import Cancelled
from ..models.library import locate
from ..storage.job_folder import JobFolder
from .orders import ByProductWritten, WorkPreview, WorkProgress
from .outbox import Outbox

log = logging.getLogger(__name__)

PREVIEW_SIDE = 320
PREVIEW_INTERVAL = 0.25
PROGRESS_INTERVAL = 0.05


class WorkerStudio:
    """The `Studio` of one job (see engines.interface.Studio)."""

    def __init__(self, folder: JobFolder, device: str, outbox: Outbox) -> None:
        self.device = device
        self._folder = folder
        self._job = folder.path.name
        self._outbox = outbox
        self._cancelled = threading.Event()
        self._by_products: set[str] = set()
        self._last_note = ""
        self._last_progress = 0.0
        self._last_preview = 0.0

    def cancel(self) -> None:
        """Let the engine's next `check_cancelled` raise."""
        self._cancelled.set()

    def check_cancelled(self) -> None:
        """Raise Cancelled if the painter has cancelled."""
        if self._cancelled.is_set():
            raise Cancelled

    def model(self, name: str) -> Path:
        """Return the folder of a model of the catalogue; raises ModelProblem."""
        return locate(name)

    def progress(self, done: float, total: float, note: str) -> None:
        """Tell how far the work is, at most 20 times a second unless the note changes."""
        now = time.monotonic()
        if note == self._last_note and now - self._last_progress < PROGRESS_INTERVAL:
            return
        self._last_note, self._last_progress = note, now
        fraction = min(max(done / total, 0.0), 1.0) if total > 0 else 0.0
        self._outbox.send(WorkProgress("", self._job, fraction, note[: limits.MAX_NAME]))

    def preview(self, image: NDArray[Any]) -> None:
        """Show an unfinished picture, at most four times a second, at 320 pixels' side."""
        now = time.monotonic()
        if now - self._last_preview < PREVIEW_INTERVAL:
            return
        self._last_preview = now
        height, width = image.shape[:2]
        scale = min(1.0, PREVIEW_SIDE / max(height, width))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
        if small.shape[2] == 3:
            small = cv2.cvtColor(small, cv2.COLOR_RGB2RGBA)
        header, data = encode_canvas(small.astype(np.uint8, copy=False))
        self._outbox.send(WorkPreview("", self._job, header), [data])

    def keep(self, name: str, content: bytes) -> None:
        """Keep a by-product beside the frames; one that is kept again replaces the earlier.

        `name` may hold a-z, 0-9, '.' and '-'. What is larger than MAX_BY_PRODUCT_BYTES is not kept,
        which the log tells: it is worth less than the frames of its job. Raises ValueError for
        another name and for more than MAX_BY_PRODUCTS names, StoreFull and OSError.
        """
        if len(content) > limits.MAX_BY_PRODUCT_BYTES:
            log.warning("job %s: %s is too large to keep: %d", self._job, name, len(content))
            return
        if len(self._by_products | {name}) > limits.MAX_BY_PRODUCTS:
            raise ValueError(f"a job keeps {limits.MAX_BY_PRODUCTS} by-products, {name!r} is more")
        self._folder.write_by_product(name, content)
        self._by_products.add(name)
        self._outbox.send(ByProductWritten("", self._job, name, len(content)))
