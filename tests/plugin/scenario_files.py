"""Names the scenarios of a file without importing it: it can be imported in Krita alone."""

from __future__ import annotations

import ast
from pathlib import Path

SCENARIOS = Path(__file__).parent / "scenarios"


def scenario_names(file: Path) -> list[str]:
    """Return the names of the scenarios in `file`, in their order."""
    module = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node.name for node in module.body if isinstance(node, ast.FunctionDef)]
    return [name for name in functions if name.startswith("scenario_")]
