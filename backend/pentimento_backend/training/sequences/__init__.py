"""Painting sequences to learn from, and the shards they are kept in."""

from .coding import DamagedSequence
from .sequence import PaintingSequence
from .shards import SequenceShards, UnreadableShards, shuffled, write_shard

__all__ = [
    "DamagedSequence",
    "PaintingSequence",
    "SequenceShards",
    "UnreadableShards",
    "shuffled",
    "write_shard",
]
