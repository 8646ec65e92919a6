"""The numbered rules of a figure of national lines: where a break cuts a line that is drawn, or begins one."""

from collections.abc import Iterator

import pandas as pd

from etl.comparability import bears_on, between
from etl.report.words import Words

COUNTRY = "nl"


def cuts(t: Words, rows: pd.DataFrame, breaks: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Where national lines are cut or begin: x, number of each rule; and what each does to which lines, in a sentence
    or none.

    A rule stands across the whole figure, so that it names its lines: the others run through it. A break that falls in
    years without figures cuts nothing that was not cut already, and has none.
    rows: of one indicator, a row a year; with series, breakdown, period_start, period_end and the names of the series.
    """
    names = rows.drop_duplicates("series").set_index("series")[f"series_{t.language}"]
    cutting = breaks[breaks["cuts"].astype(bool)]
    met = pd.DataFrame(_met(rows, cutting), columns=["break_id", "does", "series", "x"])
    # where it does so first: a break that lasts for years may do so in each
    at = breaks["break_id"].map(met.groupby("break_id")["x"].min()).rename("x")
    found = breaks.assign(x=at)[at.notna()].sort_values(["x", "starts"], kind="stable")
    if found.empty:
        return pd.DataFrame({"x": [], "number": []}), ""
    told = []
    for number, (_index, one) in enumerate(found.iterrows(), 1):
        did = met[met["break_id"] == one["break_id"]].drop_duplicates(["does", "series"])
        lines = [
            t(f"figure.rule_{does}", lines=", ".join(f"‘{names[line]}’" for line in some["series"]))
            for does, some in did.groupby("does")
        ]
        told.append(f"{number}. {one[f'title_{t.language}']} ({t.period(str(one['date']))}): {', '.join(lines)}")
    numbers = [str(one) for one in range(1, len(found) + 1)]
    marks = pd.DataFrame({"x": found["x"], "number": numbers}).groupby("x", as_index=False).agg(", ".join)
    return marks, t("figure.rules", breaks="; ".join(told))


def _met(rows: pd.DataFrame, cutting: pd.DataFrame) -> Iterator[tuple[str, str, str, float]]:
    """Identifier of a break, "cuts" or "begins", the series of the line, and half a year before the first year that is
    counted anew: for two years that would be joined without the break, and for the first year of a series that has a
    break of its own there."""
    bears = cutting[cutting["indicator_id"].isin(["*", *rows["indicator_id"]])]
    for (series, part), line in rows.groupby(["series", "breakdown"], sort=False):
        line = line.sort_values("period_start")
        own = bears_on(bears, str(series), COUNTRY, str(part))
        starts, ends = pd.to_datetime(line["period_start"]), pd.to_datetime(line["period_end"])
        first = own[(own["series"] == series) & (own["starts"] <= ends.iloc[0]) & (own["starts"] >= starts.iloc[0])]
        yield from ((one, "begins", str(series), starts.iloc[0].year - 0.5) for one in first["break_id"])
        for before, start, end in zip(ends, starts.iloc[1:], ends.iloc[1:], strict=False):
            if start == before + pd.Timedelta(days=1):
                met = between(own, before, end)["break_id"]
                yield from ((one, "cuts", str(series), start.year - 0.5) for one in met)
