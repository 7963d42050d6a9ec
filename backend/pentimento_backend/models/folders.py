"""The model folders that the painter has named by hand, kept in Pentimento's data folder."""

from __future__ import annotations

import json
from pathlib import Path

from pentimento_protocol import places

from .problem import ModelProblem


def folders_file() -> Path:
    """Return the file that maps names of models to folders (it may not exist)."""
    return places.data_folder() / "model_folders.json"


def named_folders() -> dict[str, Path]:
    """Return the folders by name of the model. Raises ModelProblem for a damaged file."""
    path = folders_file()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or not all(isinstance(f, str) for f in content.values()):
        raise ModelProblem(
            f"{path} cannot be read: delete it, and name the folders again with "
            "`pentimento models use NAME FOLDER`."
        )
    return {name: Path(folder) for name, folder in content.items()}


def name_folder(name: str, folder: Path | None) -> None:
    """Keep the folder of a model, or forget it. Raises ModelProblem."""
    folders = named_folders()
    if folder is None:
        folders.pop(name, None)
    else:
        folders[name] = folder
    content = json.dumps({known: str(place) for known, place in folders.items()}, indent=1)
    try:
        places.write_private(folders_file(), content)
    except OSError as error:
        raise ModelProblem(
            f"{folders_file()} cannot be written ({error.strerror}): make its folder writable."
        ) from error
