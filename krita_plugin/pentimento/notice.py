"""Stands in for the docker where Pentimento cannot start, and says why.

Written as the gate that uses it: for any Python 3, and any Krita with Python.
"""

from krita import DockWidget, DockWidgetFactory, DockWidgetFactoryBase

from .qt import QtWidgets


def register_notice(application, sentence):  # noqa: ANN001, ANN201 (see the gate)
    """Register a docker that shows nothing but the sentence."""

    class PentimentoNotice(DockWidget):
        def __init__(self):  # noqa: ANN204
            super().__init__()
            self.setWindowTitle("Pentimento")
            label = QtWidgets.QLabel(sentence)
            label.setWordWrap(True)
            label.setMargin(8)
            self.setWidget(label)

        def canvasChanged(self, canvas):  # noqa: ANN001, ANN202, N802 (Krita's name)
            pass

    try:
        position = DockWidgetFactoryBase.DockPosition.DockRight
    except AttributeError:
        position = DockWidgetFactoryBase.DockRight
    application.addDockWidgetFactory(DockWidgetFactory("pentimento", position, PentimentoNotice))
