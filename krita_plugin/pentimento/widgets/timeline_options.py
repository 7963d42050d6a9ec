"""How frames go onto the timeline: on which layers, from which time, how far apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence, Tuple

from ..desk.desk import Desk
from ..desk.process import PaintingProcess
from ..desk.timeline_settings import FASTEST
from ..document.timeline_plan import WIDEST_SPACING, Layout, Start, can_be_split
from ..qt import QtCore, QtWidgets
from ..words import tr
from .option_controls import NARROWEST, combo_box
from .panel_parts import add_form_row


class TimelineOptionsForm(QtWidgets.QWidget):
    """Controls for the settings that the next import goes by."""

    def __init__(self, desk: Desk, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self._desk = desk
        timeline = desk.settings.timeline
        self._layout = _choice(
            (
                (Layout.ONE.value, tr("One")),
                (Layout.STAGES.value, tr("One per stage")),
                (Layout.LAYERS.value, tr("One per layer")),
            ),
            timeline.layout,
        )
        self._start = _choice(
            (
                (Start.BEGINNING.value, tr("Beginning")),
                (Start.CURRENT.value, tr("Current frame")),
                (Start.END.value, tr("After the end")),
            ),
            timeline.start,
        )
        self._spacing = _number(WIDEST_SPACING, timeline.spacing)
        self._rate = _number(FASTEST, timeline.frames_per_second)
        self._automatic = QtWidgets.QCheckBox(tr("Add when finished"), self)
        self._automatic.setChecked(desk.settings.add_when_finished)
        self._lay_out()
        self._name_controls()
        self._layout.activated[int].connect(lambda row: self._on_choice("layout", self._layout))
        self._start.activated[int].connect(lambda row: self._on_choice("start", self._start))
        self._spacing.valueChanged.connect(lambda value: self._change(spacing=value))
        self._rate.valueChanged.connect(lambda value: self._change(frames_per_second=value))
        self._automatic.toggled.connect(lambda on: desk.change_settings(add_when_finished=bool(on)))

    def refresh(self, process: Optional[PaintingProcess]) -> None:
        """Say what is possible with a process."""
        for row, layout in ((1, Layout.STAGES), (2, Layout.LAYERS)):
            possible = process is None or can_be_split(process.labels, layout)
            tip = "" if possible else tr("This process has but one; it would give one layer.")
            self._layout.setItemData(row, tip, QtCore.Qt.ItemDataRole.ToolTipRole)

    def _lay_out(self) -> None:
        form = QtWidgets.QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QtWidgets.QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QtWidgets.QFormLayout.RowWrapPolicy.WrapLongRows)
        add_form_row(form, tr("Layers"), self._layout)
        add_form_row(form, tr("Start"), self._start)
        add_form_row(form, tr("Keyframe every"), self._spacing)
        add_form_row(form, tr("Frames a second"), self._rate)
        form.addRow(self._automatic)

    def _name_controls(self) -> None:
        for control, name, words in (
            (
                self._layout,
                "timeline_layout",
                tr(
                    "Layers for the frames: with one for each stage, or for each layer of the "
                    "painting, every layer holds what was added there"
                ),
            ),
            (self._start, "timeline_start", tr("Time of the first frame on Krita's timeline")),
            (self._spacing, "timeline_spacing", tr("Frames of the timeline between two keyframes")),
            (
                self._rate,
                "timeline_rate",
                tr("Speed of the clip, where nothing in the document is animated yet"),
            ),
            (
                self._automatic,
                "add_when_finished",
                tr("Put every process on the timeline as soon as it is finished"),
            ),
        ):
            control.setObjectName(name)
            control.setToolTip(words)
            control.setAccessibleDescription(words)

    def _on_choice(self, name: str, choice: QtWidgets.QComboBox) -> None:
        self._change(**{name: choice.currentData()})

    def _change(self, **changes: object) -> None:
        timeline = replace(self._desk.settings.timeline, **changes)
        self._desk.change_settings(timeline=timeline)


def _choice(entries: Sequence[Tuple[str, str]], chosen: str) -> QtWidgets.QComboBox:
    choice = combo_box([])
    for value, words in entries:
        choice.addItem(words, value)
    choice.setCurrentIndex(choice.findData(chosen))
    return choice


def _number(most: int, value: int) -> QtWidgets.QSpinBox:
    spin = QtWidgets.QSpinBox()
    spin.setRange(1, most)
    spin.setValue(value)
    spin.setMinimumWidth(NARROWEST)
    return spin
