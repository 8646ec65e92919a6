"""Periods as the facts write them: `2012`, `2012-06`, `2018-05-25`, `2007/2011` (both ends included), `undated`."""

import re
from datetime import date

import pandas as pd

UNDATED = "undated"
_PART = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_PERIOD = re.compile(rf"{_PART}(/{_PART})?")


def bounds(period: str) -> tuple[date, date] | None:
    """First and last day of a period; None when it is undated.

    Raises ValueError for a text that is not a period, for a day that does not exist, and for an end before its start.
    """
    if period == UNDATED:
        return None
    if not _PERIOD.fullmatch(period):
        raise ValueError(period)
    parts = [pd.Period(part) for part in period.split("/")]
    first, last = parts[0].start_time.date(), parts[-1].end_time.date()
    if last < first:
        raise ValueError(period)
    return first, last


def is_period(period: str) -> bool:
    try:
        bounds(period)
    except ValueError:
        return False
    return True


def is_year(period: str) -> bool:
    return len(period) == 4 and period.isdigit()
