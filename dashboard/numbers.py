"""Numbers, days and periods in the reader's convention: those of the reports, for the pages."""

from etl.numbers import between, day, either, number, percent, period, years

__all__ = ["between", "day", "either", "number", "percent", "period", "years"]
