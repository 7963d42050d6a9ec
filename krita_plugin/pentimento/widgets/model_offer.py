"""The part of the docker that offers the models which an engine lacks, and brings them."""

from __future__ import annotations

import html
from pathlib import PurePath
from typing import Dict, List, Optional, Sequence, Tuple

from pentimento_protocol.messages import ModelDescription

from ..desk.model_shelf import Coming, Offer, in_words, size_in_words
from ..qt import QAction, QtCore, QtWidgets
from ..words import tr
from .panel_parts import Collapsible, ElidedLabel, Notice, place_words
from .wrapping_buttons import WrappingButton, WrappingCheckBox

HUB = "https://huggingface.co/"
SMALL_SHARE = 4
"""An extra of a fourth of what has to come anyway is taken along unless the painter objects."""

MOST_OPEN_EXTRAS = 2
"""More of them are folded away where there are models that the engine cannot do without."""

PROGRESS_STEPS = 1000


class ModelOffer(Notice):
    """Says which models an engine lacks, how large, of which licence, where they go; brings them.

    Emits `download_wanted(names)`, `cancel_wanted(names)` and `folder_chosen(name, folder)`.
    """

    download_wanted = QtCore.pyqtSignal(object)
    cancel_wanted = QtCore.pyqtSignal(object)
    folder_chosen = QtCore.pyqtSignal(str, str)

    def __init__(self, parent: Optional[QtWidgets.QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("model_offer")
        self._offer: Optional[Offer] = None
        self._shown: Tuple[ModelDescription, ...] = ()
        self._extras: Dict[str, QtWidgets.QCheckBox] = {}
        self._extra_words: Dict[str, QtWidgets.QLabel] = {}
        self.label.setObjectName("model_offer_words")
        self._rows = QtWidgets.QVBoxLayout()
        folded = QtWidgets.QWidget(self)
        self._folded_rows = QtWidgets.QVBoxLayout(folded)
        self._folded_rows.setContentsMargins(0, 0, 0, 0)
        self._folded = Collapsible("", folded, self)
        self._folded.button.setObjectName("model_extras")
        self._place = ElidedLabel(self)
        self._place.setObjectName("model_place")
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setObjectName("model_progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._note = ElidedLabel(self)
        self._note.setObjectName("model_note")
        self._sentence = QtWidgets.QLabel(self)
        self._sentence.setObjectName("model_sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self._download = WrappingButton(parent=self)
        self._download.setObjectName("model_download")
        self._download.clicked.connect(lambda: self.download_wanted.emit(self._chosen()))
        self._folder = WrappingButton(tr("Use a folder…"), self)
        self._folder.setObjectName("model_folder")
        self._folder.setToolTip(tr("Take a model from a folder where you have it already"))
        self._folder_menu = QtWidgets.QMenu(self)
        self._folder.setMenu(self._folder_menu)
        self._cancel = QtWidgets.QPushButton(tr("Cancel"), self)
        self._cancel.setObjectName("model_cancel")
        self._cancel.setToolTip(tr("Stop the download; what has arrived is kept"))
        self._cancel.clicked.connect(self._on_cancel)
        self._lay_out()

    def show_offer(self, offer: Optional[Offer], *, extras_too: bool) -> None:
        """Show what is lacking; what the engine can do without, only where it is asked for."""
        self._offer = offer
        if offer is None:
            self.hide()
            return
        models = offer.needed + offer.extras
        if models != self._shown:
            self._shown = models
            self._show_models(offer)
        self.label.setText(_headline(offer))
        self.setAccessibleName(self.label.text())
        self._show_extras(offer)
        self._show_coming(offer.coming)
        self._sentence.setText(offer.sentence)
        self._sentence.setVisible(bool(offer.sentence))
        self._show_button()
        called_for = bool(offer.needed or offer.coming or offer.sentence)
        self.setVisible(called_for or extras_too)

    def _lay_out(self) -> None:
        under_way = QtWidgets.QHBoxLayout()
        under_way.addWidget(self._note, 1)
        under_way.addWidget(self._cancel)
        column = QtWidgets.QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.label)
        column.addLayout(self._rows)
        column.addWidget(self._folded)
        column.addWidget(self._place)
        column.addWidget(self._bar)
        column.addLayout(under_way)
        column.addWidget(self._sentence)
        # one below the other: with large fonts a narrow docker has no room for both
        column.addWidget(self._download)
        column.addWidget(self._folder)

    def _show_models(self, offer: Offer) -> None:
        ticked = {name: box.isChecked() for name, box in self._extras.items()}
        self._extras, self._extra_words = {}, {}
        _clear(self._rows)
        _clear(self._folded_rows)
        self._folder_menu.clear()
        needed_size = sum(model.size for model in offer.needed)
        for model in offer.needed:
            self._rows.addWidget(_described(model, _name_and_size(model)))
        fold = bool(offer.needed) and len(offer.extras) > MOST_OPEN_EXTRAS
        extras = self._folded_rows if fold else self._rows
        self._folded.setVisible(fold)
        self._folded.set_title(tr("{count} more to choose from").format(count=len(offer.extras)))
        for model in offer.extras:
            box = WrappingCheckBox(model.title, self)
            box.setObjectName(f"model_extra_{model.name}")
            small = model.size_known and model.size * SMALL_SHARE <= needed_size
            box.setChecked(ticked.get(model.name, small or not offer.needed))
            box.toggled.connect(self._show_button)
            self._extras[model.name] = box
            extras.addWidget(box)
            words = _described(model, "", _size(model))
            words.setIndent(_indent_of(box))
            self._extra_words[model.name] = words
            extras.addWidget(words)
        for model in offer.needed + offer.extras:
            self._add_folder_entry(model)
        places = dict.fromkeys(place_words(PurePath(model.place).parent) for model in self._shown)
        self._place.set_words(tr("To {place}").format(place=", ".join(places)))

    def _add_folder_entry(self, model: ModelDescription) -> None:
        entry = QAction(model.title, self._folder_menu)
        entry.setObjectName(f"model_folder_{model.name}")
        entry.triggered.connect(lambda: self._ask_for_folder(model))
        self._folder_menu.addAction(entry)

    def _show_extras(self, offer: Offer) -> None:
        """Leave the choice while nothing comes; then show those that have been chosen."""
        for name, box in self._extras.items():
            shown = not offer.under_way or name in offer.under_way
            box.setVisible(shown)
            box.setEnabled(not offer.under_way)
            self._extra_words[name].setVisible(shown)

    def _show_coming(self, coming: Optional[Coming]) -> None:
        for widget in (self._bar, self._note, self._cancel):
            widget.setVisible(coming is not None)
        for widget in (self._download, self._folder, self._place):
            widget.setVisible(coming is None and bool(self._shown))
        if coming is None:
            return
        if coming.total:
            self._bar.setRange(0, PROGRESS_STEPS)
            self._bar.setValue(round(PROGRESS_STEPS * min(1.0, coming.done / coming.total)))
            words = tr("{done} of {total}").format(
                done=in_words(coming.done), total=in_words(coming.total)
            )
        else:
            self._bar.setRange(0, 0)
            words = in_words(coming.done)
        self._note.set_words(f"{words}, {coming.note}" if coming.note else words)
        self._bar.setAccessibleName(tr("Download: {words}").format(words=words))

    def _show_button(self) -> None:
        chosen = self._chosen()
        size = size_in_words([model for model in self._shown if model.name in chosen])
        failed = self._offer is not None and self._offer.failed
        words = tr("Try again") if failed else tr("Download")
        self._download.set_words(f"{words} ({size})" if size else words)
        self._download.setEnabled(bool(chosen))
        self._download.setToolTip(tr("Bring {models}").format(models=_listed(self._shown, chosen)))

    def _chosen(self) -> List[str]:
        """Return the names of the models that the painter wants."""
        if self._offer is None:
            return []
        extras = [name for name, box in self._extras.items() if box.isChecked()]
        return [model.name for model in self._offer.needed] + extras

    def _on_cancel(self) -> None:
        self.cancel_wanted.emit([model.name for model in self._shown])

    def _ask_for_folder(self, model: ModelDescription) -> None:
        dialog = QtWidgets.QFileDialog(
            self, tr("The folder that holds {model}").format(model=model.title)
        )
        dialog.setObjectName("model_folder_dialog")
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.Directory)
        dialog.setOption(QtWidgets.QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.folder_chosen.emit(model.name, folder))
        dialog.open()


def _clear(rows: QtWidgets.QVBoxLayout) -> None:
    while rows.count():
        row = rows.takeAt(0).widget()
        if row is not None:
            row.hide()
            row.deleteLater()


def _headline(offer: Offer) -> str:
    if offer.coming is not None:
        sentence = tr("Models for {engine} are on their way. You can go on painting.")
    elif offer.needed:
        sentence = tr("{engine} paints with models that are not on this computer yet:")
    elif offer.extras:
        sentence = tr("{engine} paints better with:")
    else:
        sentence = tr("Nobody can say which models are here for {engine}:")
    return sentence.format(engine=tr(offer.engine.title))


def _name_and_size(model: ModelDescription) -> str:
    return f"{model.title}, {_size(model)}"


def _size(model: ModelDescription) -> str:
    if not model.size:
        return tr("size not known")
    size = in_words(model.size)
    return size if model.size_known else tr("more than {size}").format(size=size)


def _described(model: ModelDescription, title: str, size: str = "") -> QtWidgets.QLabel:
    """Return what a model is for, and its licence with the way to the page that tells of it."""
    page = html.escape(HUB + model.repository, quote=True)
    licence = f'<a href="{page}">{html.escape(tr(model.licence))}</a>'
    words = tr("{purpose}; licence: {licence}").format(
        purpose=html.escape(tr(model.purpose)), licence=licence
    )
    if size:
        words = f"{html.escape(size)}; {words}"
    if model.named:
        words += "; " + tr("its folder {place} does not hold all of it any more").format(
            place=html.escape(model.place)
        )
    label = QtWidgets.QLabel(f"<b>{html.escape(title)}</b><br>{words}" if title else words)
    label.setObjectName(f"model_{model.name}")
    label.setTextFormat(QtCore.Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setOpenExternalLinks(True)
    label.setToolTip(HUB + model.repository)
    return label


def _indent_of(box: QtWidgets.QCheckBox) -> int:
    """Return how far in the words of a check box begin, in pixels."""
    metric = QtWidgets.QStyle.PixelMetric
    return sum(
        box.style().pixelMetric(part)
        for part in (metric.PM_IndicatorWidth, metric.PM_CheckBoxLabelSpacing)
    )


def _listed(models: Sequence[ModelDescription], chosen: Sequence[str]) -> str:
    return ", ".join(model.title for model in models if model.name in chosen)
