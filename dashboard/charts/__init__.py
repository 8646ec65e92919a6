"""Charts: pure functions from a DataFrame to an alt.Chart, one grammar for all (theme.py)."""
