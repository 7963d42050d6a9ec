"""The single-frame model: the state of a painting at any operation step, from its finished form."""
