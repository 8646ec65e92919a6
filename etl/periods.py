"""Periods as the facts write them: `2012`, `2012-06`, `2018-05-25`, `2007/2011` (both ends in), `undated`."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime
from functools import cache

UNDATED = "undated"
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""A period is of these years: no other can be asked for."""
_PART = re.compile(r"((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@cache
def bounds(period: str) -> tuple[date, date] | None:
    """First and last day of a period; None when it is undated.

    Raises ValueError for a text that is not a period, for a day that does not exist or lies outside
    FIRST_YEAR to LAST_YEAR, and for an end before its start.
    """
    if period == UNDATED:
        return None
    parts = [_PART.fullmatch(part) for part in period.split("/")]
    if len(parts) > 2 or parts[0] is None or parts[-1] is None:
        raise ValueError(period)
    first, last = _day(parts[0], last=False), _day(parts[-1], last=True)
    if last < first:
        raise ValueError(period)
    return first, last


@cache
def canonical(period: str) -> str:
    """The one text for the days of a period: both ends in years where they are whole years, else in months, else in
    days, and one of them where they are the same. `2011/2011` and `2011-01/2011-12` are 2011.

    Raises ValueError as `bounds` does.
    """
    both = bounds(period)
    if both is None:
        return UNDATED
    first, last = both
    months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    length = 10 if not months else 4 if (first.month, last.month) == (1, 12) else 7
    return "/".join(dict.fromkeys(one.isoformat()[:length] for one in both))


def _day(part: re.Match[str], last: bool) -> date:
    year = int(part[1])
    month, day = (None if text is None else int(text) for text in part.group(2, 3))
    if month is None:
        month = 12 if last else 1
    first = date(year, month, 1 if day is None else day)
    return first.replace(day=monthrange(year, month)[1]) if last and day is None else first


def is_period(period: str) -> bool:
    try:
        bounds(period)
    except ValueError:
        return False
    return True


def year(text: str) -> int:
    """The year that a text is, as YYYY. Raises ValueError, which says what was expected, for another text and for a
    year that no period is of."""
    if not (len(text) == 4 and is_period(text)):
        raise ValueError(f"expected a year as YYYY ({FIRST_YEAR} to {LAST_YEAR}), got '{text}'")
    return int(text)


def is_day(text: str) -> bool:
    """Whether a text is a day that exists, as YYYY-MM-DD and in no other form of ISO 8601."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_moment(text: object) -> bool:
    """Whether something is a moment in ISO format that a file can be of: with its time zone, of 1970 or later."""
    try:
        return isinstance(text, str) and datetime.fromisoformat(text) >= datetime.fromtimestamp(0, UTC)
    except (ValueError, TypeError):  # no moment, or one that is of another time wherever it is read
        return False


def day_of(moment: str) -> str | None:
    """The day of a moment in ISO format, as far as a service can have been there: of 2000 to 2099."""
    return moment[:10] if moment[:2] == "20" and is_day(moment[:10]) else None
