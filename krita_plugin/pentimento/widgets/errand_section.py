"""How far an export or a learning is, and the button that stops it; there only meanwhile."""

from __future__ import annotations

from pathlib import PurePath
from typing import Callable, Optional

from ..desk.document_state import DocumentState
from ..desk.errand import Errand, UnderWay
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr
from .icons import icon_button
from .panel_parts import ElidedLabel

PROGRESS_STEPS = 1000
PREVIEW_HEIGHT = 120


class ErrandSection(QtWidgets.QWidget):
    """Words, a bar, a button that stops, and a picture where the errand shows one."""

    def __init__(
        self,
        errand: Errand,
        name: str,
        words: Callable[[UnderWay], str],
        stop: str,
        parent: Optional[QtWidgets.QWidget] = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_row")
        self._errand = errand
        self._words_of = words
        self._shown: Optional[QtGui.QImage] = None
        self._words = ElidedLabel(self)
        self._words.setObjectName(f"{name}_words")
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setObjectName(f"{name}_progress")
        self._bar.setRange(0, PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._picture = QtWidgets.QLabel(self)
        self._picture.setObjectName(f"{name}_preview")
        self._picture.setAccessibleName(tr("What has been learnt so far"))
        cancel = icon_button(self, f"{name}_cancel", "docker_close", stop)
        cancel.clicked.connect(errand.cancel)
        grid = QtWidgets.QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._words, 0, 0)
        grid.addWidget(cancel, 0, 1, 2, 1)
        grid.addWidget(self._bar, 1, 0)
        grid.addWidget(self._picture, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show how far it is now."""
        under_way = self._errand.under_way
        self.setVisible(under_way is not None)
        if under_way is not None:
            words = self._words_of(under_way)
            self._words.set_words(f"{words}: {under_way.note}" if under_way.note else f"{words}…")
            self._bar.setAccessibleName(words)
            self._bar.setValue(round(under_way.fraction * PROGRESS_STEPS))
        self._show_preview(self._errand.preview)

    def _show_preview(self, image: Optional[QtGui.QImage]) -> None:
        self._picture.setVisible(image is not None)
        if image is None or image is self._shown:
            return
        self._shown = image
        ratio = self.devicePixelRatioF()
        fitting = image.scaled(
            QtCore.QSize(round(self.width() * ratio), round(PREVIEW_HEIGHT * ratio)),
            QtCore.Qt.AspectRatioMode.KeepAspectRatio,
            QtCore.Qt.TransformationMode.SmoothTransformation,
        )
        fitting.setDevicePixelRatio(ratio)
        self._picture.setPixmap(QtGui.QPixmap.fromImage(fitting))


def export_section(errand: Errand, parent: QtWidgets.QWidget) -> ErrandSection:
    """Return the row of an export."""

    def words(export: UnderWay) -> str:
        return tr("Exporting {name}").format(name=PurePath(export.subject).name)

    return ErrandSection(errand, "export", words, tr("Cancel the export"), parent)


def learning_section(errand: Errand, parent: QtWidgets.QWidget) -> ErrandSection:
    """Return the row of a style that is learnt."""

    def words(style: UnderWay) -> str:
        return tr("Learning {name}").format(name=style.subject)

    return ErrandSection(errand, "learning", words, tr("Stop, and keep what is learnt"), parent)
