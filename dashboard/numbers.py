"""Numbers, days and periods in the reader's convention: those of the reports, for the pages."""

from etl.numbers import between, day, either, number, percent, period

__all__ = ["between", "day", "either", "number", "percent", "period"]
