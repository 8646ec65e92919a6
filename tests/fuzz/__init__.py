"""Nonsense for every door: addresses, files of figures, uploads. `python -m tests.fuzz` knocks ten thousand times."""
