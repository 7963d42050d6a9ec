"""What a scenario may lean on: places for its files, screenshots, documents, measurements."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path

from krita import Document, Krita
from PyQt5 import QtCore, QtWidgets

Steps = Generator[int, None, None]

SRGB = "sRGB-elle-V2-srgbtrc.icc"

LAYER_LIST_TURNS, LAYER_LIST_MS = 4, 100
"""Krita's layer list shows what has changed in a document a little later, and ends Krita (SIGSEGV
in KisNodeModel::processUpdateQueue) where the document is closed by then: so we wait for several
turns, for one may be late on a busy machine."""


class ArtMissing(Exception):
    """A picture that the scenario needs does not lie beside this clone."""


class Stage:
    """Handed to every scenario; `facts` ends up beside its outcome in the test's report."""

    def __init__(self, name: str, artifacts: Path) -> None:
        self.name = name
        self.artifacts = artifacts
        self.art = Path(os.environ["PENTIMENTO_ART"])
        self.facts: dict[str, object] = {}

    @property
    def window(self) -> QtWidgets.QMainWindow:
        """Krita's main window."""
        return Krita.instance().activeWindow().qwindow()

    def screenshot(self, title: str) -> None:
        """Save what the main window shows, canvas included, as SCENARIO_TITLE.png."""
        path = self.artifacts / f"{self.name}_{title}.png"
        assert self.window.grab().save(str(path)), f"could not write {path}"

    def new_document(
        self,
        width: int,
        height: int,
        *,
        model: str = "RGBA",
        depth: str = "U8",
        profile: str = SRGB,
        title: str = "Test",
    ) -> Generator[int, None, Document]:
        """Steps that make a document, show it in a view and wait until it is active."""
        application = Krita.instance()
        document = application.createDocument(width, height, title, model, depth, profile, 300.0)
        return (yield from self._shown(document))

    def open_document(self, path: Path) -> Generator[int, None, Document]:
        """Steps that open a file, show it in a view and wait until it is active."""
        if not path.exists():  # Krita would open a dialog that nobody closes
            raise ArtMissing(f"{path.name} is not beside this clone")
        document = Krita.instance().openDocument(str(path))
        assert document is not None, f"Krita could not open {path}"
        return (yield from self._shown(document))

    def _shown(self, document: Document) -> Generator[int, None, Document]:
        document.setBatchmode(True)
        Krita.instance().activeWindow().addView(document)
        yield from self.until(lambda: Krita.instance().activeDocument() == document, "active view")
        yield 200
        document.waitForDone()
        return document

    def close(self, document: Document) -> Steps:
        """Steps that close a document without being asked about its changes."""
        document.waitForDone()
        for _ in range(LAYER_LIST_TURNS):
            yield LAYER_LIST_MS
        document.setBatchmode(True)
        document.setModified(False)
        document.close()
        yield 200

    def until(self, holds: Callable[[], bool], what: str, seconds: float = 60.0) -> Steps:
        """Steps that wait until `holds()`; fail with `what` after `seconds`."""
        clock = QtCore.QElapsedTimer()
        clock.start()
        while not holds():
            assert clock.elapsed() < seconds * 1000, f"waited in vain for: {what}"
            yield 20

    def undo_texts(self) -> list[str]:
        """Return the active document's undo stack as the Undo History docker shows it."""
        docker = next(
            docker for docker in Krita.instance().dockers() if docker.objectName() == "History"
        )
        model = docker.findChild(QtWidgets.QListView).model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]
