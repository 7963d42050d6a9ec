"""The choice between the four questions: buttons that stand together and exclude each other."""

from __future__ import annotations

from typing import Dict, Optional

from ..desk.questions import Task
from ..qt import QtCore, QtGui, QtWidgets
from ..words import tr


class ModeButtons(QtWidgets.QWidget):
    """One button for each question; `chosen(task)`. In as few rows as there is room for."""

    chosen = QtCore.pyqtSignal(object)

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._group = QtWidgets.QButtonGroup(self)
        self._buttons: Dict[Task, QtWidgets.QToolButton] = {}
        self._rows = 0
        self._grid = QtWidgets.QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._add(Task.RECONSTRUCT, tr("How was this canvas painted?"))
        self._add(Task.COMPLETE, tr("How could this canvas go on?"))
        self._add(Task.IMAGINE, tr("How would you paint what these words say?"))
        self._add(Task.INBETWEEN, tr("What lies between these states?"))
        self._arrange(1)

    def show_task(self, task: Task) -> None:
        """Mark the question that is asked."""
        self._buttons[task].setChecked(True)

    def resizeEvent(self, a0: QtGui.QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Stand in as many rows as it takes."""
        super().resizeEvent(a0)
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        count = len(self._buttons)
        fitting = [rows for rows in (1, 2) if count // rows * widest <= self.width()]
        self._arrange(fitting[0] if fitting else count)

    def minimumSizeHint(self) -> QtCore.QSize:  # noqa: N802 (Qt's name)
        """Return a size that does not keep the docker from becoming narrow."""
        hint = super().minimumSizeHint()
        return QtCore.QSize(0, hint.height())

    def _add(self, task: Task, words: str) -> None:
        title = task_words(task)
        button = QtWidgets.QToolButton(self)
        button.setObjectName(f"task_{task.value}")
        button.setText(title)
        button.setToolTip(words)
        button.setAccessibleName(title)
        button.setAccessibleDescription(words)
        button.setCheckable(True)
        button.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed
        )
        button.clicked.connect(lambda: self.chosen.emit(task))
        self._group.addButton(button)
        self._buttons[task] = button

    def _arrange(self, rows: int) -> None:
        if rows == self._rows:
            return
        self._rows = rows
        columns = len(self._buttons) // rows
        for index, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, index // columns, index % columns)


def task_words(task: Task) -> str:
    """Return a question's name."""
    return {
        Task.RECONSTRUCT: tr("Reconstruct"),
        Task.COMPLETE: tr("Complete"),
        Task.IMAGINE: tr("Imagine"),
        Task.INBETWEEN: tr("In-between"),
    }[task]
