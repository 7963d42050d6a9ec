"""How a painting process is judged: image distance and metrics, pure functions on arrays."""
