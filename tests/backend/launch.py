"""Runs the backend of a test: `python launch.py '{"folder": ..., "port": ...}'`."""

import json
import logging
import sys
from pathlib import Path

from pentimento_backend.server.serve import CannotServe, ServeSettings, serve

values = json.loads(sys.argv[1])
values.update({name: Path(values[name]) for name in ("frames_folder",) if name in values})
logging.basicConfig(level=logging.INFO)
try:
    serve(ServeSettings(folder=Path(values.pop("folder")), **values))
except CannotServe as problem:
    sys.exit(str(problem))
