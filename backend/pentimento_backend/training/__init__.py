"""Teaching a painting process: sequences to learn from, and the training itself."""
