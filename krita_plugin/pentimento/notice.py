"""Stands in for the docker where Pentimento cannot start, and says why.

Written as the gate that uses it: for any Python 3, and any Krita with Python.
"""

from krita import DockWidget, DockWidgetFactory, DockWidgetFactoryBase

from .qt import QtWidgets


def register_notice(application, sentence, command):  # noqa: ANN001, ANN201 (see the gate)
    """Register a docker that shows nothing but the sentence, and a command that helps, if any."""

    class PentimentoNotice(DockWidget):
        def __init__(self):  # noqa: ANN204
            super().__init__()
            self.setWindowTitle("Pentimento")
            self.setWidget(_page(sentence, command))

        def canvasChanged(self, canvas):  # noqa: ANN001, ANN202, N802 (Krita's name)
            pass

    try:
        position = DockWidgetFactoryBase.DockPosition.DockRight
    except AttributeError:
        position = DockWidgetFactoryBase.DockRight
    application.addDockWidgetFactory(DockWidgetFactory("pentimento", position, PentimentoNotice))


def _page(sentence, command):  # noqa: ANN001, ANN202
    if command:
        try:
            from .widgets.help_page import HelpPage  # noqa: PLC0415 (perhaps it is what is missing)

            page = HelpPage("Pentimento", command)
            page.show_words(sentence, "")
            page.finish()
            return page
        except Exception:  # then the sentence has to be enough
            pass
    label = QtWidgets.QLabel(sentence)
    label.setObjectName("help_sentence")
    label.setWordWrap(True)
    label.setMargin(8)
    return label
