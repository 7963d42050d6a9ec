"""The multi-frame model of Paints-UNDO: sixteen frames from one state of a painting to another."""
