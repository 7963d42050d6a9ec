"""Where things lie in the clone that the installer belongs to."""

from __future__ import annotations

from pathlib import Path

CLONE = Path(__file__).resolve().parent.parent
PYPROJECT = CLONE / "pyproject.toml"
LOCKS = CLONE / "installer" / "locks"
EXAMPLES = CLONE / "examples"
PLUGIN_SOURCE = CLONE / "krita_plugin"
SHARED_SOURCE = CLONE / "shared"
PROTOCOL_SOURCE = SHARED_SOURCE / "pentimento_protocol"
DEVELOPMENT_ENVIRONMENT = CLONE / ".venv"
DEMO_OUTPUT = CLONE / "demo_output"
DISTRIBUTION = CLONE / "dist"
