"""The figures of a report: lines cut where the count changed, what they show in words, and their rows."""

from collections.abc import Mapping

import pandas as pd

from etl.comparability import of_two_years_at_most, segments
from etl.report import figures
from etl.report.blocks import Picture, Table
from etl.report.cuts import cuts
from etl.report.parts import breakdown
from etl.report.words import Words
from etl.signs import victim_series_in_order

Known = Mapping[str, pd.Series]
"""Every source by its identifier, with the columns of the table `source`."""
PLAIN = {"state": "value", "unit": "", "status": "final", "confidence": "confirmed", "small_number": False}
"""What holds for a row of which nothing else is said."""
FEWEST = 3
"""Years that make a line: fewer are figures of a table."""


def district_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """What is drawn of districts: cases per year in those of one edition, of the newest series of an indicator that
    has lines of some years; no rows where there is none.

    rows: every figure of these areas, however few of them the tables show.
    """
    yearly = rows[rows["period"].str.fullmatch(r"\d{4}") & (rows["breakdown"] == "total") & rows["value"].notna()]
    yearly = yearly[(yearly["number_kind"] == "event_count") & (yearly["chain_stage"] == "prosecution")]
    line = ["indicator_id", "series", "region_type", "region_id"]
    yearly = yearly[yearly.groupby(line)["period"].transform("nunique") >= FEWEST]
    groups = [group for _key, group in yearly.groupby(line[:3])]
    return max(groups, key=lambda group: (group["period"].max(), len(group)), default=yearly)


def district(t: Words, drawn: pd.DataFrame, breaks: pd.DataFrame, sources: Known) -> Picture:
    """Cases per year of districts. drawn: as `district_rows` gives them."""
    alone = drawn["region"].nunique() == 1
    points = _points(drawn, drawn["region"], drawn["region"], breaks, drawn["small_number"].astype(bool))
    if alone:
        points = points.assign(low=drawn["count_low"], high=drawn["count_high"])
    name, kind = str(drawn[f"indicator_{t.language}"].iloc[0]), t(f"kind.{drawn['region_type'].iloc[0]}")
    title = t("figure.district", name=name, kind=kind)
    caption = f"{title} {t('figure.band' if alone else 'figure.open')}"
    return Picture(
        "district",
        figures.lines(points, t("figure.per_year"), t.language),
        f"{title} {_told(t, points)}.",
        caption,
        _table(t, "district", title, drawn, drawn["region"], sources),
        drawn.drop(columns=["age", "held"]),
    )


def against(t: Words, reported: pd.DataFrame, estimates: pd.DataFrame, breaks: pd.DataFrame, sources: Known) -> Picture:
    """Reported victims as lines, and published estimates with a range for two years at most as boxes."""
    placed = of_two_years_at_most(estimates)
    pooled, estimates = estimates[~placed], estimates[placed]
    # a publication of one or two years would be a name without a line
    rows = reported[reported.groupby("series")["period"].transform("size") >= FEWEST]
    names = reported.drop_duplicates("series").set_index("series")[f"series_{t.language}"]
    order = victim_series_in_order(reported["series"])
    shown = [one for one in order if one in set(rows["series"])]
    told = [str(names[one]) for one in shown]
    points = _points(rows, rows["series"].map(names), rows["series"].map(names), breaks)
    marks, numbered = cuts(t, rows, breaks)
    ranges = pd.DataFrame(
        {
            "x": pd.to_datetime(estimates["period_start"]).dt.year - 0.4,
            "x2": pd.to_datetime(estimates["period_end"]).dt.year + 0.4,
            "low": estimates["low"],
            "high": estimates["high"],
            "label": [t(f"group.{one}") for one in estimates["comparable_group"]],
        }
    )
    drawn = figures.lines(
        points,
        t("figure.victims"),
        t.language,
        height=150,
        ranges=ranges,
        order=[str(names.get(one, one)) for one in order],
        told=told,
        breaks=marks,
    )
    boxes = "; ".join(
        f"{t.period(str(row['period']))} {t.interval(row['low'], row['high'], 0)}" for _i, row in estimates.iterrows()
    )
    # of an estimate the range is drawn, and no value within it
    group = estimates["comparable_group"]
    ranged = estimates.assign(value=float("nan"), series=group, **{f"series_{t.language}": ranges["label"]})
    together = pd.concat([rows, ranged], ignore_index=True)
    return Picture(
        "reported",
        drawn,
        t("figure.against_alt", lines=_told(t, points), ranges=boxes),
        " ".join(one for one in (t("figure.against_caption"), _not_drawn(t, pooled), numbered) if one),
        _table(t, "reported", t("figure.against_title"), together, together[f"series_{t.language}"], sources),
        together.reindex(columns=[*rows.columns, "estimate_id", "method", "interval_kind"]),
    )


def immigration(t: Words, rows: pd.DataFrame, breaks: pd.DataFrame, sources: Known) -> Picture:
    """Registered immigration by origin, of each table of CBS a line of its own."""
    series = rows[f"series_{t.language}"]
    origin = rows["breakdown"].map({one: breakdown(t, one) for one in rows["breakdown"].unique()})
    each = [_points(some, origin[some.index], series[some.index], breaks) for _key, some in rows.groupby("breakdown")]
    points = pd.concat(each)
    marks, numbered = cuts(t, rows, breaks)
    last = points.sort_values("x", kind="stable").groupby("label").tail(1)
    newest = "; ".join(f"{row['label']} {t.plain(row['value'])} ({row['x']})" for _index, row in last.iterrows())
    tables = list(dict.fromkeys(rows.sort_values("period_start", kind="stable")[f"series_{t.language}"]))
    drawn = figures.lines(points, t("figure.persons"), t.language, height=102, told=tables, breaks=marks)
    whole = rows.assign(confidence="derived")
    return Picture(
        "immigration",
        drawn,
        t("figure.immigration_alt", told=newest),
        f"{t('figure.immigration', told=newest)} {numbered}".strip(),
        _table(t, "immigration", t("figure.immigration_title"), whole, origin + " · " + series, sources),
        whole,
    )


def _points(
    rows: pd.DataFrame, label: pd.Series, series: pd.Series, breaks: pd.DataFrame, small: pd.Series | bool = False
) -> pd.DataFrame:
    """Rows as `figures.lines` takes them, without limits. rows: of one area or of several, by year."""
    bears = breaks[breaks["indicator_id"].isin(["*", *rows["indicator_id"]])]
    return pd.DataFrame(
        {
            "label": label,
            "series": series,
            "segment": label + series + segments(rows, bears).astype(str),
            "x": rows["period"].astype(int),
            "value": rows["value"],
            "low": float("nan"),
            "high": float("nan"),
            "open": (rows["status"] == "provisional") | small,
        }
    )


def _not_drawn(t: Words, pooled: pd.DataFrame) -> str:
    """That estimates over more years stand in a table alone; nothing where there are none."""
    periods = ", ".join(t.period(str(one)) for one in pooled["period"])
    return t("figure.not_drawn", periods=periods) if periods else ""


def _told(t: Words, points: pd.DataFrame) -> str:
    """Every figure drawn, a line after the other."""
    return "; ".join(
        f"{label}: " + ", ".join(f"{int(x)} {t.plain(v)}" for x, v in zip(some["x"], some["value"], strict=True))
        for label, some in points.groupby("label", sort=False)
    )


def _table(t: Words, key: str, caption: str, rows: pd.DataFrame, line: pd.Series, sources: Known) -> Table:
    """The rows drawn as people read them. key: of the figure. line: the name of the line of each."""
    columns = list(dict.fromkeys([*rows.columns, *PLAIN, f"note_{t.language}"]))
    whole = rows.reindex(columns=columns).astype({one: "object" for one in PLAIN})
    whole = whole.fillna(PLAIN)
    cells = [
        [name, t.period(str(row["period"])), t.figure(row), t.remarks(row), _source(sources[str(row["source_id"])])]
        for name, (_index, row) in zip(line, whole.iterrows(), strict=True)
    ]
    head = [t(f"column.{one}") for one in ("line", "period", "figure", "remarks", "source")]
    return Table(f"figure-{key}", caption, head, cells, numbers=[2], wide=[0])


def _source(row: pd.Series) -> str:
    return f"{row['producer']}" + (f" ({row['year']:.0f})" if pd.notna(row["year"]) else "")
