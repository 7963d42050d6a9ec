"""Runs the backend of a test with one more engine, which works with a model of the catalogue."""

import dataclasses
import json
import logging
import sys
from pathlib import Path

from pentimento_backend.engines import registry
from pentimento_backend.server.serve import ServeSettings, serve

info, target = registry._ENGINES[0]
needy = dataclasses.replace(info(), name="needy", models=("wd14-tagger",))
registry._ENGINES = (*registry._ENGINES, (lambda: needy, target))

values = json.loads(sys.argv[1])
logging.basicConfig(level=logging.INFO)
serve(ServeSettings(folder=Path(values.pop("folder")), **values))
