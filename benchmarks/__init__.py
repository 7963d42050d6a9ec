"""Benchmarks: scripts that print tables. Run one from the clone: `python -m benchmarks.NAME`."""
