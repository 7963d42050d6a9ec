"""Recordings of how pictures were really painted, made into sequences to learn from."""

from .collection import Collection
from .finding import find_recordings
from .importing import Imported, Wish, import_recording
from .recording import Recording, UnusableRecording

__all__ = [
    "Collection",
    "Imported",
    "Recording",
    "UnusableRecording",
    "Wish",
    "find_recordings",
    "import_recording",
]
