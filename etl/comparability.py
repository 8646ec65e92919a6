"""Which figures may be compared, as far as breaks in the counting go. Pure functions on frames."""

import pandas as pd


def bears_on(breaks: pd.DataFrame, series: str, national: bool) -> pd.DataFrame:
    """The breaks that hold for one series, at national level or for areas. breaks: series, scope."""
    holds = breaks["series"].isin([series, "*"])
    return breaks[holds & ((breaks["scope"] == "all") | (not national))]


def between(breaks: pd.DataFrame, before_ends: pd.Timestamp, after_ends: pd.Timestamp) -> pd.DataFrame:
    """The breaks that take effect after the end of one period and not after the end of the next.

    breaks: starts, ends (days).
    """
    return breaks[(breaks["starts"] <= after_ends) & (breaks["ends"] > before_ends)]
