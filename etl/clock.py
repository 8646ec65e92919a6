"""The moment, and the day of a build by a clock that can be believed."""

from datetime import UTC, date, datetime, timedelta

SLACK = timedelta(days=1)
"""What clocks of machines that build in turn may differ."""


class ClockError(Exception):
    """The clock says a day long before the last build: what is built now would seem older than it is."""


def now() -> str:
    """The moment in ISO format, in seconds, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def today(last: str | None) -> str:
    """The day as YYYY-MM-DD. last: the moment of the last build in ISO format, if there was one. Raises ClockError."""
    if last is not None:
        moment = datetime.fromisoformat(last)
        if datetime.now(moment.tzinfo) < moment - SLACK:
            raise ClockError(
                f"the clock says {date.today()}, but what is published was built on {moment.date()};"
                " set the clock right, or name the day with --vintage"
            )
    return date.today().isoformat()
