"""Compositing layers as Krita does: stacks of sheets, blending modes, groups, inherited alpha."""

from .sheet import Box, LayerLike, Sheet, stack_of, unsupported
from .stack import composite

__all__ = ["Box", "LayerLike", "Sheet", "composite", "stack_of", "unsupported"]
