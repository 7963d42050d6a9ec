"""Krita's documents: reading the canvas, layers, the timeline, what a document remembers."""
