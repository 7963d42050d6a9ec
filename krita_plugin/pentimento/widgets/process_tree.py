"""The document's processes and what branches off them, as a tree."""

from __future__ import annotations

from functools import partial
from typing import Callable, Dict, List, Optional

from ..desk.branches import branches_of, roots_of
from ..desk.collection import LONGEST_TITLE
from ..desk.desk import Desk
from ..desk.document_state import DocumentState
from ..desk.process import PaintingProcess
from ..qt import QtCore, QtGui, QtWidgets
from ..words import counted, tr
from .confirmation import ask_before
from .icons import icon_button
from .panel_parts import name_widget
from .picture_drawing import draw_picture, fitted_rect

PICTURE = QtCore.QSize(40, 30)
MOST_ROWS = 4
"""Rows that are seen at once; the rest is scrolled to."""

PICTURE_ROLE = int(QtCore.Qt.ItemDataRole.UserRole) + 1
STAR = "★ "
KEYS = (
    QtCore.Qt.Key.Key_Up,
    QtCore.Qt.Key.Key_Down,
    QtCore.Qt.Key.Key_Left,
    QtCore.Qt.Key.Key_Right,
    QtCore.Qt.Key.Key_F2,
    QtCore.Qt.Key.Key_Delete,
)


class ProcessTree(QtWidgets.QWidget):
    """All processes of the active document: show one, give it a star or a name, delete it."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._items: Dict[str, QtWidgets.QTreeWidgetItem] = {}
        self._arrangement: List[object] = []
        self._make_widgets()
        self._lay_out()
        self._connect()

    def refresh(self, state: Optional[DocumentState]) -> None:
        """Show the processes that there are now."""
        processes = state.processes if state is not None else []
        self.setVisible(bool(processes))
        arrangement = [(one.job_id, one.parent) for one in processes]
        if arrangement != self._arrangement:
            self._arrangement = list(arrangement)
            self._plant(processes)
        engines = {engine.name: tr(engine.title) for engine in self._desk.session.engines}
        for process in processes:
            painting = state.title if state is not None else ""
            engine = engines.get(process.engine, process.engine)
            self._describe(self._items[process.job_id], process, painting, engine)
        if state is not None and state.shown is not None:
            self._mark(state.shown)
        self._fit_height()
        self._show_buttons()

    def _make_widgets(self) -> None:
        self._tree = TreeOfProcesses(self)
        name_widget(self._tree, "processes", tr("The processes of this document"))
        self._tree.setItemDelegate(TitleDelegate(self._rename, self._tree))
        self._star = icon_button(
            self, "star_process", "bookmarks", tr("Give this process a star"), checkable=True
        )
        self._rename_button = icon_button(
            self, "rename_process", "edit-rename", tr("Give this process another name (F2)")
        )
        self._delete = icon_button(
            self, "delete_process", "edit-delete", tr("Delete this process (Delete)…")
        )

    def _lay_out(self) -> None:
        label = QtWidgets.QLabel(tr("Processes"), self)
        label.setBuddy(self._tree)
        head = QtWidgets.QHBoxLayout()
        head.setSpacing(1)
        head.addWidget(label, 1)
        for button in (self._star, self._rename_button, self._delete):
            head.addWidget(button)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self._tree)

    def _connect(self) -> None:
        self._tree.currentItemChanged.connect(lambda *_: self._show_current())
        self._tree.delete_wanted.connect(self._ask_to_delete)
        self._star.clicked.connect(self._on_star)
        self._rename_button.clicked.connect(self._tree.edit_current)
        self._delete.clicked.connect(self._ask_to_delete)

    def _plant(self, processes: List[PaintingProcess]) -> None:
        """Make the items anew; what was open stays open, and everything new is."""
        blocked = self._tree.blockSignals(True)
        closed = {job for job, item in self._items.items() if not item.isExpanded()}
        closed = {job for job in closed if self._items[job].childCount() > 0}
        self._tree.clear()
        self._items.clear()

        def add(process: PaintingProcess, parent: QtWidgets.QTreeWidgetItem) -> None:
            item = QtWidgets.QTreeWidgetItem(parent)
            item.setFlags(item.flags() | QtCore.Qt.ItemFlag.ItemIsEditable)
            item.setData(0, QtCore.Qt.ItemDataRole.UserRole, process)
            self._items[process.job_id] = item
            for branch in branches_of(process, processes):
                add(branch, item)
            item.setExpanded(process.job_id not in closed)

        for root in roots_of(processes):
            add(root, self._tree.invisibleRootItem())
        self._tree.blockSignals(blocked)

    def _describe(
        self, item: QtWidgets.QTreeWidgetItem, process: PaintingProcess, painting: str, engine: str
    ) -> None:
        words = row_words(process, painting, engine)
        if item.text(0) != words:
            item.setText(0, words)
            item.setToolTip(0, "\n".join(filter(None, [words, process.prompt or process.proposal])))
            item.setData(0, QtCore.Qt.ItemDataRole.AccessibleTextRole, words.replace("\n", ", "))
        picture = process.pictures[-1].picture if process.pictures else None
        if item.icon(0).isNull() or item.data(0, PICTURE_ROLE) is not picture:
            item.setData(0, PICTURE_ROLE, picture)
            item.setIcon(0, _icon(picture, self.devicePixelRatioF()))

    def _mark(self, process: PaintingProcess) -> None:
        item = self._items.get(process.job_id)
        if item is not None and item is not self._tree.currentItem():
            blocked = self._tree.blockSignals(True)
            self._tree.setCurrentItem(item)
            self._tree.blockSignals(blocked)

    def _fit_height(self) -> None:
        rows = min(MOST_ROWS, max(1, len(self._items)))
        row = self._tree.sizeHintForRow(0)
        self._tree.setFixedHeight(rows * row + 2 * self._tree.frameWidth() + 2)

    def _show_buttons(self) -> None:
        process = self._tree.process
        self._star.setChecked(process is not None and process.starred)
        for button in (self._star, self._rename_button, self._delete):
            button.setEnabled(process is not None)

    def _show_current(self) -> None:
        state, process = self._desk.state, self._tree.process
        if state is not None and process is not None:
            state.show(process)

    def _on_star(self, starred: bool) -> None:
        state, process = self._desk.state, self._tree.process
        if state is not None and process is not None:
            self._desk.collection.star(state, process, starred)

    def _rename(self, process: PaintingProcess, title: str) -> None:
        if self._desk.state is not None:
            self._desk.collection.rename(self._desk.state, process, title)

    def _ask_to_delete(self) -> None:
        state, process = self._desk.state, self._tree.process
        if state is None or process is None:
            return
        ask_before(
            partial(self._desk.collection.delete, state, process),
            self,
            "confirm_delete",
            tr("Delete the process “{title}”?").format(title=process.title),
            yes=tr("Delete"),
            more=tr(
                "Its frames are deleted from the backend's store. What is already on the timeline "
                "stays, and so do the processes that branch off."
            ),
        )


class TreeOfProcesses(QtWidgets.QTreeWidget):
    """The tree itself; keeps the keys it needs from Krita's shortcuts."""

    delete_wanted = QtCore.pyqtSignal()

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setIconSize(PICTURE)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(QtCore.Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QtWidgets.QAbstractItemView.ScrollMode.ScrollPerPixel)

    @property
    def process(self) -> Optional[PaintingProcess]:
        """The process of the current row."""
        item = self.currentItem()
        return None if item is None else item.data(0, QtCore.Qt.ItemDataRole.UserRole)

    def edit_current(self) -> None:
        """Let the painter write another title."""
        if self.currentItem() is not None:
            self.editItem(self.currentItem(), 0)

    def event(self, e: QtCore.QEvent) -> bool:
        """Keep the keys of the tree."""
        if e.type() == QtCore.QEvent.Type.ShortcutOverride and isinstance(e, QtGui.QKeyEvent):
            e.setAccepted(e.key() in KEYS)
            return e.isAccepted() or super().event(e)
        return super().event(e)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Rename and delete by the usual keys."""
        if event.key() == QtCore.Qt.Key.Key_F2:
            self.edit_current()
        elif event.key() == QtCore.Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class TitleDelegate(QtWidgets.QStyledItemDelegate):
    """Edits the title alone, of the words that a row shows."""

    def __init__(
        self, rename: Callable[[PaintingProcess, str], None], parent: QtCore.QObject
    ) -> None:
        super().__init__(parent)
        self._rename = rename

    def setEditorData(  # noqa: N802 (Qt's name)
        self, editor: QtWidgets.QWidget, index: QtCore.QModelIndex
    ) -> None:
        """Begin with the title as it is."""
        if isinstance(editor, QtWidgets.QLineEdit):
            editor.setMaxLength(LONGEST_TITLE)
            editor.setText(index.data(QtCore.Qt.ItemDataRole.UserRole).title)
            editor.selectAll()

    def setModelData(  # noqa: N802 (Qt's name)
        self,
        editor: QtWidgets.QWidget,
        model: QtCore.QAbstractItemModel,
        index: QtCore.QModelIndex,
    ) -> None:
        """Take the title."""
        if isinstance(editor, QtWidgets.QLineEdit) and editor.text().strip():
            self._rename(index.data(QtCore.Qt.ItemDataRole.UserRole), editor.text().strip())


def row_words(process: PaintingProcess, painting: str, engine: str) -> str:
    """Return in two lines what tells a process from the others: title, origin, seed, length.

    The name of the `painting` is no title: all processes have it that nobody has named.
    """
    origin = task_words(process.task)
    if process.parent is not None:
        origin = tr("from frame {number}").format(number=process.parent.frame + 1)
    frames = counted("{count} frame", "{count} frames", len(process.labels))
    seed = tr("seed {seed}").format(seed=process.seed)
    if process.title == painting and origin:
        lines = [[origin[:1].upper() + origin[1:], seed], [engine, frames]]
    else:
        lines = [[process.title, origin], [engine, frames, seed]]
    star = STAR if process.starred else ""
    return star + "\n".join(" · ".join(part for part in line if part) for line in lines)


def task_words(task: str) -> str:
    """Return what a task is called, "" for one that is not known."""
    titles = {
        "reconstruct": tr("reconstructed"),
        "complete": tr("completed"),
        "imagine": tr("imagined"),
        "inbetween": tr("in-between"),
    }
    return titles.get(task, "")


def _icon(picture: Optional[QtGui.QImage], ratio: float) -> QtGui.QIcon:
    """Return a picture in the middle of a box that is the same for all; empty where there is none.

    So that the words beside the pictures stand in one column.
    """
    box = QtGui.QPixmap(PICTURE * ratio)
    box.setDevicePixelRatio(ratio)
    box.fill(QtCore.Qt.GlobalColor.transparent)
    if picture is not None:
        painter = QtGui.QPainter(box)
        place = fitted_rect(picture, QtCore.QRect(QtCore.QPoint(0, 0), PICTURE))
        draw_picture(painter, place, picture, ratio)
        painter.end()
    return QtGui.QIcon(box)
