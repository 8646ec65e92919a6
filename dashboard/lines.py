"""From rows of figures to what a line chart draws: place on the axis, name, segment, open or filled, words."""

import pandas as pd

from dashboard import numbers, tables
from dashboard.once import once
from etl.comparability import segments


def years_of(*frames: pd.DataFrame) -> tuple[int, int]:
    """The first and the last year in which a period of the rows ends: the axis that they need.

    frames: with a column period_end. Raises ValueError where there is no dated row.
    """
    ends = pd.to_datetime(pd.concat([one["period_end"] for one in frames])).dt.year
    return int(ends.min()), int(ends.max())


@once
def as_lines(
    rows: pd.DataFrame, breaks: pd.DataFrame, label: pd.Series, language: str, measure: str = "value"
) -> pd.DataFrame:
    """The rows with x (year of the period's end), region_id, value, low, high, label, segment, open, told, told_short.

    measure: "value" for counts or "rate" per 100,000; low and high are the limits of that measure, the wider ones where
    the rows have them. Points are
    open where a count is under 5, provisional or not sharp.
    """
    low, high = tables.limits(rows, measure)
    number = segments(rows, breaks)
    drawn = pd.DataFrame(
        {
            "x": pd.to_datetime(rows["period_end"]).dt.year.astype("float64"),
            "region_id": rows["region_id"],
            "value": rows[measure],
            "low": rows[low],
            "high": rows[high],
            "label": label,
            "segment": label + " " + number.astype("str"),
            "open": rows["small_number"].astype(bool)
            | (rows["status"] == "provisional")
            | (rows["confidence"] == "ambiguous"),
        }
    )
    cells = [
        tables.plain(row[measure], language) if pd.notna(row[measure]) else tables.figure_text(row, language)
        for _index, row in rows.iterrows()
    ]
    drawn["told_short"] = pd.Series(cells, index=rows.index, dtype="str")
    marks = [tables.flags(row, language) for _index, row in rows.iterrows()]
    drawn["told"] = (
        pd.Series([numbers.period(one, language) for one in rows["period"]], index=rows.index, dtype="str")
        + ": "
        + drawn["told_short"]
        + pd.Series([f" ({m})" if m else "" for m in marks], index=rows.index)
    )
    return drawn
