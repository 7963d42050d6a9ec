"""The real `pentimento` command in a process of its own, and a picture to give it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from pentimento_protocol.client import BackendLost, Client, new_id
from pentimento_protocol.connection import NoBackend, read_connection
from pentimento_protocol.messages import Done, Stop


@dataclass
class Command:
    """`pentimento` with its own data folder, run in its own working folder."""

    home: Path
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Start the command."""
        return subprocess.Popen(
            [sys.executable, "-m", "pentimento_backend.cli.main", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.folder,
            # a test run in a shell's background would hand down that Ctrl-C is to be ignored
            preexec_fn=_heed_interrupts,  # noqa: PLW1509 - nothing but a signal's default
            env={
                **os.environ,
                "PENTIMENTO_HOME": str(self.home),
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                **self.environment,
            },
        )

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run the command to its end."""
        process = self.start(*words)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def client(self) -> Client:
        """Return a client of the command's backend."""
        client = Client(read_connection(self.home / "connection.json"), "test")
        client.open()
        try:
            client.wait_for_welcome()
        except BackendLost:
            client.close()
            raise
        return client

    def stop_backend(self) -> None:
        """End the backend that the command has started, if there is one."""
        try:
            client = self.client()
        except (NoBackend, BackendLost):
            return
        client.ask(Stop(new_id()), Done)
        client.close()


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def hill(width: int, height: int) -> np.ndarray:
    image = np.full((height, width, 3), (230, 200, 150), np.uint8)
    cv2.circle(image, (width * 2 // 3, height // 3), height // 6, (90, 220, 250), -1)
    corners = np.array([[0, height], [width // 3, height // 2], [width, height]])
    cv2.fillPoly(image, [corners], (60, 140, 70))
    return image
