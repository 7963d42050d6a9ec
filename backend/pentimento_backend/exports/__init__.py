"""Writing a painting process: frames, contact sheet, videos, GIF, Krita document, strokes.

Each export takes frames one by one, first marks first, and appears as a whole file when it is
finished. All of them follow `Export`, so one stream of frames can feed several.
"""

from .contact_sheet import ContactSheet
from .export import Export
from .frames_folder import FramesFolder
from .gif import Gif
from .krita_document import KritaDocument
from .provenance import Provenance
from .video import Video
from .writing import CannotWrite

__all__ = [
    "CannotWrite",
    "ContactSheet",
    "Export",
    "FramesFolder",
    "Gif",
    "KritaDocument",
    "Provenance",
    "Video",
]
