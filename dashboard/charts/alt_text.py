"""What a chart shows, in a sentence written from its data, for who does not see it."""

import pandas as pd

from dashboard import numbers
from dashboard.texts import text


def of_lines(rows: pd.DataFrame, labels: list[str], language: str) -> str:
    """First, last and highest figure of every line. rows: label, x (year), value; with `when`, that in words."""
    told = []
    for label in labels:
        line = rows[(rows["label"] == label) & rows["value"].notna()].sort_values("x")
        if line.empty:
            told.append(text(language, "alt.no_figures", label=label))
            continue
        first, last, peak = line.iloc[0], line.iloc[-1], line.sort_values("value", kind="stable").iloc[-1]
        key = "alt.one_figure" if len(line) == 1 else "alt.line"
        told.append(
            text(
                language,
                key,
                label=label,
                first=_figure(first, language),
                first_year=_when(first),
                last=_figure(last, language),
                last_year=_when(last),
                peak=_figure(peak, language),
                peak_year=_when(peak),
            )
        )
    return " ".join(told)


def of_ranges(rows: pd.DataFrame, language: str) -> str:
    """Every range by its label. rows: label, text."""
    return "; ".join(text(language, "alt.range", label=row["label"], text=row["text"]) for _i, row in rows.iterrows())


def _when(row: pd.Series) -> str:
    return str(row["when"]) if "when" in row else str(int(row["x"]))


def _figure(row: pd.Series, language: str) -> str:
    value = float(row["value"])
    return numbers.number(value, language, 0 if value == int(value) else 2)
