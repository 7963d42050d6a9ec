"""A plugin that cannot start says why in its docker, and Krita starts all the same."""

from __future__ import annotations

from collections.abc import Generator

from krita import Krita
from pentimento_scenarios.stage import Stage
from PyQt5 import QtWidgets

Steps = Generator[int, None, None]


def scenario_docker_says_what_is_wrong(stage: Stage) -> Steps:
    yield from stage.new_document(64, 64)
    docker = next(
        docker for docker in Krita.instance().dockers() if docker.objectName() == "pentimento"
    )
    docker.show()
    yield 200
    stage.screenshot("sentence")
    words = docker.findChild(QtWidgets.QLabel, "help_sentence")
    stage.facts["sentence"] = words.text()
    command = docker.findChild(QtWidgets.QLineEdit, "help_command")
    stage.facts["command"] = command.text() if command is not None else ""
