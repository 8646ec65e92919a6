"""One page a file: scripts that are read from top to bottom."""
