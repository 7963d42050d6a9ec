"""Where Segment Anything lies; apart from `segment_anything`, which loads torch."""

from __future__ import annotations

from pathlib import Path

from huggingface_hub import try_to_load_from_cache

REPOSITORY = "facebook/sam-vit-base"
_FILES = ("config.json", "model.safetensors")


def cached_folder() -> Path | None:
    """Return where the Hugging Face cache holds the model; None where it does not."""
    places = [try_to_load_from_cache(REPOSITORY, name) for name in _FILES]
    if not all(isinstance(place, str) for place in places):
        return None
    return Path(str(places[0])).parent
