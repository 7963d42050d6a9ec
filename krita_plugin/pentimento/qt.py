"""The one place that knows which Qt binding Krita embeds.

Krita 5 embeds PyQt5, Krita 6 PyQt6, and Krita 6 refuses ``import PyQt5`` outright; so every
other module of the plugin takes Qt from here::

    from .qt import QtCore, QtWidgets

Members of enums are written scoped (``QtGui.QImage.Format.Format_ARGB32``): PyQt5 knows them
so since 5.11, PyQt6 knows nothing else. Write ``exec()`` without the underscore as well.
Like the gate, this file can be read by any Python 3.
"""

from typing import TYPE_CHECKING

QT_MAJOR = 5
"""5 or 6."""

if not TYPE_CHECKING:
    try:
        # Krita 5.3 and later say which Qt they were built with; all earlier ones are Qt 5.
        from pykrita import qt_major_version

        QT_MAJOR = int(qt_major_version())
    except ImportError:
        pass

if TYPE_CHECKING or QT_MAJOR == 5:
    from PyQt5 import QtCore, QtGui, QtWidgets
    from PyQt5.QtWidgets import QAction
else:
    from PyQt6 import QtCore, QtGui, QtWidgets
    from PyQt6.QtGui import QAction

__all__ = ["QT_MAJOR", "QAction", "QtCore", "QtGui", "QtWidgets"]
