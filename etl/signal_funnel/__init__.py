"""Counts of an organisation's own, from signal to case: read, checked row by row, added up and written again.

Keeps nothing.
"""

from etl.signal_funnel.reading import FIRST_YEAR, MOST_ROWS, Wrong, read
from etl.signal_funnel.totals import yearly
from etl.signal_funnel.words import COLUMNS, DUTCH, FORMS, REPORTERS, STAGES
from etl.signal_funnel.writing import template, written

__all__ = [
    "COLUMNS",
    "DUTCH",
    "FIRST_YEAR",
    "FORMS",
    "MOST_ROWS",
    "REPORTERS",
    "STAGES",
    "Wrong",
    "read",
    "template",
    "written",
    "yearly",
]
