"""Many readers at once, over the protocol that a browser speaks. `python -m tests.load` runs it at length."""
