"""Checkpoints: which there are, how they come here, how they are read, where they run."""
