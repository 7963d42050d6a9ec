"""What can go wrong with a model, told in one sentence for painters."""

from __future__ import annotations


class ModelProblem(Exception):
    """A model cannot be had, read or run; the text is one sentence that says what to do."""
