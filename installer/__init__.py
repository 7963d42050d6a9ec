"""Sets up Pentimento: environment, backend, Krita plugin, demo, tests. Standard library only."""
