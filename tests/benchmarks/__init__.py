"""How fast it is, beside something that does the same: `python -m tests.benchmarks` prints one table, and never
fails on a time."""
