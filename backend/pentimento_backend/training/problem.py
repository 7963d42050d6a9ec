"""What can go wrong with a training, told in one sentence for painters."""

from __future__ import annotations


class TrainingProblem(Exception):
    """A training cannot begin or go on; the text is one sentence that says what to do."""
