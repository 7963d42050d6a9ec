"""Makes Krita know Pentimento: its docker, and what happens when Krita closes."""

from __future__ import annotations

from krita import DockWidgetFactory, DockWidgetFactoryBase, Krita

from . import bundled, eventloop, words
from .qt import QtCore

DOCKER_ID = "pentimento"


def register(application: Krita) -> None:
    """Register the docker. Raises ImportError where a part of the plugin is missing."""
    bundled.make_importable()
    from .desk.settings import load_settings, settings_file  # noqa: PLC0415
    from .plugin_log import start_log  # noqa: PLC0415

    start_log()
    words.use_language(load_settings(settings_file()).language or QtCore.QLocale().name())
    from .actions import PentimentoActions  # noqa: PLC0415 (imports what was made importable)
    from .docker import PentimentoDocker, shared_desk  # noqa: PLC0415

    application.addDockWidgetFactory(
        DockWidgetFactory(DOCKER_ID, DockWidgetFactoryBase.DockPosition.DockRight, PentimentoDocker)
    )
    application.addExtension(PentimentoActions(application, shared_desk, DOCKER_ID))
    notifier = application.notifier()
    notifier.setActive(True)
    notifier.applicationClosing.connect(eventloop.stop_all)
