"""Which figures may be compared and joined by a line, as far as breaks in the counting go. Pure functions on frames."""

from collections.abc import Collection

import pandas as pd

from etl.breakdowns import covers


def bears_on(breaks: pd.DataFrame, series: str, region_id: str, breakdown: str) -> pd.DataFrame:
    """The breaks that hold for one breakdown of a series in an area. breaks: series, breakdown, scope, region_ids."""
    holds = breaks["series"].isin([series, "*"]) & ((breaks["scope"] == "all") | (region_id != "nl"))
    return breaks[holds & holds_for(breaks, [region_id]) & holds_of(breaks, [breakdown])]


def holds_for(breaks: pd.DataFrame, region_ids: Collection[str]) -> pd.Series:
    """Which breaks hold for one of these areas: those that name one of them, or none at all. breaks: region_ids."""
    if breaks["region_ids"].isna().all():  # most breaks name none, and every line asks
        return pd.Series(True, index=breaks.index)
    named = breaks["region_ids"].fillna("").str.split(";")
    return named.map(lambda ids: ids == [""] or bool(set(ids) & set(region_ids))).astype(bool)


def holds_of(breaks: pd.DataFrame, breakdowns: Collection[str]) -> pd.Series:
    """Which breaks hold for one of these breakdowns. breaks: breakdown."""
    if (breaks["breakdown"] == "*").all():  # most breaks hold for all, and every line asks
        return pd.Series(True, index=breaks.index)
    return breaks["breakdown"].map(lambda told: any(covers(told, one) for one in breakdowns)).astype(bool)


def between(breaks: pd.DataFrame, before_ends: pd.Timestamp, after_ends: pd.Timestamp) -> pd.DataFrame:
    """The breaks that take effect after the end of one period and not after the end of the next.

    breaks: starts, ends (days).
    """
    return breaks[(breaks["starts"] <= after_ends) & (breaks["ends"] > before_ends)]


def of_two_years_at_most(estimates: pd.DataFrame) -> pd.Series:
    """Which estimates may stand on an axis of years: a range over more years is of no year in particular.

    estimates: period_start, period_end (dates).
    """
    return pd.to_datetime(estimates["period_end"]).dt.year - pd.to_datetime(estimates["period_start"]).dt.year <= 1


def segments(rows: pd.DataFrame, breaks: pd.DataFrame) -> pd.Series:
    """A number per row: rows of one series, area and breakdown with the same number may be joined, others may not.

    A line is cut where a period is missing between two figures (after a stand of one day, the next is due a year
    later), where a figure has no value, and where a break of a kind that cuts takes effect after the end of one period
    and not after the end of the next.
    rows: series, region_id, breakdown, period_start, period_end (dates), value. breaks: series, breakdown, scope,
    region_ids, cuts, starts, ends.
    """
    result = pd.Series(0, index=rows.index, dtype="int64")
    for (series, region, breakdown), line in rows.groupby(["series", "region_id", "breakdown"], sort=False):
        line = line.sort_values("period_start")
        cutting = bears_on(breaks[breaks["cuts"].astype(bool)], str(series), str(region), str(breakdown))
        number, last_end, due, had_value = 0, None, None, True
        for index, row in line.iterrows():
            start, end = pd.Timestamp(row["period_start"]), pd.Timestamp(row["period_end"])
            if last_end is not None:
                number += int(start != due or not between(cutting, last_end, end).empty or not had_value)
            result.at[index] = number
            due = end + (pd.DateOffset(years=1) if start == end else pd.Timedelta(days=1))
            last_end, had_value = end, pd.notna(row["value"])
    return result
