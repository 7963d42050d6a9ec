"""The link to the backend process: starting it, talking to it, decoding its frames."""
