"""Builds Pentimento's docker under PyQt6; run in an interpreter of its own.

    python pyqt6_panel.py PLUGIN_FOLDER PROTOCOL_FOLDER PICTURE

Krita 6 cannot be had here: in its place stands the least of a `krita` module that lets the docker
be built without a document. It shows that every module loads and every widget can be made, clicked
and drawn with PyQt6, not that Krita 6 does what Krita 5 does.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import types

from PyQt6 import QtCore, QtGui, QtWidgets


class Notifier(QtCore.QObject):
    """Signals that nobody sends."""

    imageSaved = QtCore.pyqtSignal(str)  # noqa: N815
    imageCreated = QtCore.pyqtSignal(object)  # noqa: N815
    imageClosed = QtCore.pyqtSignal(str)  # noqa: N815
    viewCreated = QtCore.pyqtSignal(object)  # noqa: N815
    viewClosed = QtCore.pyqtSignal(object)  # noqa: N815
    windowCreated = QtCore.pyqtSignal()  # noqa: N815
    applicationClosing = QtCore.pyqtSignal()  # noqa: N815

    def setActive(self, active: bool) -> None:  # noqa: N802
        """Nothing to switch."""


class Application(QtCore.QObject):
    """A Krita without documents and windows."""

    def __init__(self) -> None:
        super().__init__()
        self._notifier = Notifier()
        self.factories: list[object] = []
        self.extensions: list[object] = []

    def version(self) -> str:
        return "6.0.0"

    def notifier(self) -> Notifier:
        return self._notifier

    def icon(self, name: str) -> QtGui.QIcon:
        return QtGui.QIcon()

    def readSetting(self, group: str, name: str, default: str) -> str:  # noqa: N802
        return default

    def addDockWidgetFactory(self, factory: object) -> None:  # noqa: N802
        self.factories.append(factory)

    def addExtension(self, extension: object) -> None:  # noqa: N802
        self.extensions.append(extension)

    def activeDocument(self) -> None:  # noqa: N802
        return None

    def activeWindow(self) -> None:  # noqa: N802
        return None

    def documents(self) -> list[object]:
        return []

    def dockers(self) -> list[object]:
        return []

    def action(self, name: str) -> None:
        return None


class DockWidget(QtWidgets.QDockWidget):
    """Krita's docker is a QDockWidget."""


class Factory:
    """Keeps what the plugin registers."""

    class DockPosition:
        DockRight = 1

    def __init__(self, name: str, position: int, widget: type[DockWidget]) -> None:
        self.widget = widget


def stand_in_for_krita() -> Application:
    """Put a `krita` and a `pykrita` module where the plugin looks for them."""
    application = Application()
    krita = types.ModuleType("krita")
    krita.Krita = types.SimpleNamespace(instance=lambda: application)
    krita.DockWidget, krita.Extension = DockWidget, QtCore.QObject
    krita.DockWidgetFactory = krita.DockWidgetFactoryBase = Factory
    for name in ("Document", "Node", "Window", "View", "Selection", "InfoObject", "GroupLayer"):
        setattr(krita, name, type(name, (), {}))
    pykrita = types.ModuleType("pykrita")
    pykrita.qt_major_version = lambda: 6
    sys.modules.update(krita=krita, pykrita=pykrita)
    return application


def main(plugin: str, protocol: str, picture: str) -> None:
    sys.path[:0] = [plugin, protocol]
    qt = QtWidgets.QApplication([])
    application = stand_in_for_krita()
    import pentimento

    names = [
        module.name
        for module in pkgutil.walk_packages(pentimento.__path__, "pentimento.")
        if ".vendor" not in module.name
    ]
    for name in names:
        importlib.import_module(name)
    strangers = [name for name in sys.modules if name.split(".")[0] in ("PyQt5", "torch", "numpy")]
    assert not strangers, f"the plugin has loaded {strangers}"
    docker = application.factories[0].widget()
    docker.resize(300, 900)
    docker.show()
    for _ in range(20):
        qt.processEvents()
        QtCore.QThread.msleep(10)
    for box in docker.findChildren(QtWidgets.QComboBox):
        if box.isVisibleTo(docker) and box.count() > 1:
            box.setCurrentIndex(1)
    for action in docker.findChildren(QtGui.QAction):
        if action.objectName() in ("show_settings", "learn_style", "copy_report_action"):
            action.trigger()
    qt.processEvents()
    assert docker.grab().save(picture)
    opened = {dialog.objectName() for dialog in docker.findChildren(QtWidgets.QDialog)}
    print(len(names), sorted(opened))


if __name__ == "__main__":
    main(*sys.argv[1:])
