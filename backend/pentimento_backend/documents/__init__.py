"""Reading painters' files: pictures and layered documents, recognised by their content."""

from .artwork import Artwork, SourceFormat, UnreadableArtwork
from .reading import read_artwork

__all__ = ["Artwork", "SourceFormat", "UnreadableArtwork", "read_artwork"]
