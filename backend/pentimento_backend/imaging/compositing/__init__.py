"""Compositing layers as Krita does: stacks of sheets, blending modes, groups, inherited alpha."""

from .sheet import LayerLike, Sheet, stack_of, unsupported
from .stack import composite

__all__ = ["LayerLike", "Sheet", "composite", "stack_of", "unsupported"]
