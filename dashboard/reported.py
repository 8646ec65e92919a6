"""Reported victims over the years beside the published estimates: the first figure of the overview, and of a story."""

from collections.abc import Sequence

import pandas as pd

from dashboard import estimates, layers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.charts.discs import rows_of_discs
from dashboard.charts.line_names import ROOM
from dashboard.charts.theme import year_scale
from dashboard.charts.trend import trend
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, t
from dashboard.lines import as_lines, years_of
from dashboard.panel import Panel
from dashboard.scatter import scattered
from etl.signs import VICTIM_SERIES, victim_series_in_order


@told_once
def yearly_reported() -> pd.DataFrame:
    """Reported victims of one year in the country, of every series, as `scattered` leaves them."""
    reported = queries.figures(["reported_victims"], "land")
    return scattered(reported[reported["period"].str.fullmatch(r"\d{4}")])


@told_once
def series_named() -> dict[str, str]:
    """Title of every series, by its name."""
    titles = queries.series().set_index("series")[f"title_{language()}"]
    return {str(one): str(title) for one, title in titles.items()}


@told_once
def series_in_order() -> list[str]:
    """Every series of reported victims, in the order in which they are chosen and drawn."""
    return victim_series_in_order(yearly_reported()["series"])


@told_once
def newest_reported() -> pd.Series | None:
    """The row of the newest year of the present publication line that has a number to print; None when there is none.

    A figure that is not sharp never makes a headline.
    """
    rows = yearly_reported()
    rows = rows[(rows["series"] == VICTIM_SERIES[0]) & rows["value"].notna() & (rows["confidence"] != "ambiguous")]
    return None if rows.empty else rows.sort_values("period").iloc[-1]


@drawn_once
def reported_figure(chosen: Sequence[str]) -> Figure:
    """The lines of the chosen series, with the estimates that have a range as areas.

    A series has its own colour, dash and shape whatever else is chosen, and a band where it stands alone: those of
    several would lie over one another.
    """
    names = series_named()
    held = yearly_reported()
    rows = held[held["series"].isin(chosen)]
    order = series_in_order()
    ranged = estimates.with_labels(estimates.ranged(queries.estimates()), language())
    years = years_of(held, ranged)  # of every series, so that a choice moves no axis
    breaks = queries.breaks("reported_victims", list(chosen), regional=False)
    marks = layers.shown(breaks, years)
    places = layers.shown(queries.breaks("reported_victims", order, regional=False), years, always=True)
    labels = [names[one] for one in order if one in chosen]
    drawn = as_lines(rows, breaks, rows["series"].map(names), language())
    x = estimate_charts.alt.X("x:Q", scale=year_scale(*years, ROOM))
    chart = trend(
        drawn,
        [names[one] for one in order],
        look(),
        years=years,
        y_title=t("overview.y"),
        breaks=marks,
        band=len(labels) == 1,
        under=[estimate_charts.areas(ranged, x, look())],
        top=1.08 * float(pd.concat([held["value"], ranged["high"]]).max()),
        height=360,
        discs=rows_of_discs(places, years),  # of every series, so that a choice moves no line
    )
    told = alt_text.of_lines(drawn, labels, language()) + " " + alt_text.of_ranges(ranged, language())
    # in the rows of the estimates `population` says which victims were estimated, not how many people live there
    estimated = estimates.as_rows(ranged).drop(columns="population")
    estimated = estimated.reindex(columns=[*rows.columns, "method", "interval_kind"]).astype(rows.dtypes.to_dict())
    together = pd.concat([rows, estimated], ignore_index=True)
    return Figure(
        key="gemeld-en-geschat",
        title=t("overview.reported_title"),
        subtitle=t("overview.reported_subtitle"),
        panels=[Panel(chart, told)],
        rows=together,
        table=tables.observations(together, language(), ("period", "series", "figure", "interval", "flags", "source")),
        lines=[names[one] if one in chosen else "" for one in order],
        estimates=list(ranged["label"]),
        notes=[t("overview.reported_note"), t("figure.interval"), t("figure.band"), t("overview.range_note")],
        breaks=marks,
    )
