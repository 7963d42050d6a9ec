"""The Paints-UNDO models: key states of a painting, and the frames between two of them.

Same function as the published implementation (https://github.com/lllyasviel/Paints-UNDO), on the
published checkpoints.
"""
