"""Overzicht: what is registered beside what is estimated, the chain side by side, and what changed when."""

import pandas as pd
import streamlit as st

from dashboard import estimates, queries, tables
from dashboard.address import kept
from dashboard.chain import chain_figure
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.charts.theme import year_scale
from dashboard.charts.trend import ROOM, trend
from dashboard.coverage import share_figure
from dashboard.figure import Figure, Panel, show
from dashboard.language import language, look, n, t
from dashboard.lines import as_lines

YEARS = (2007, 2024)
FIRST_SHOWN = ["nr-current", "nr-older", "comensha-own"]

st.title(t("overview.title"))

shares = queries.share_in_view()
latest = shares.iloc[-1]
reported = queries.figures(["reported_victims"], "land")
reported = reported[reported["period"].str.fullmatch(r"\d{4}")]
newest = reported[reported["series"] == "nr-current"].iloc[-1]
st.html(
    '<p class="lead">'
    + t(
        "overview.takeaway",
        year=latest["year"],
        reported=f"{n(latest['reported_low'])} {t('overview.or')} {n(latest['reported_high'])}",
        low=n(latest["estimate_low"]),
        high=n(latest["estimate_high"]),
        share=f"{n(latest['share_low'] * 100)} {t('overview.to')} {n(latest['share_high'] * 100)}",
    )
    + "</p>"
)
st.markdown(t("overview.second", year=newest["period"], reported=n(newest["value"])))


def registered_against_estimated() -> Figure:
    names = queries.series().set_index("series")[f"title_{language()}"]
    order = FIRST_SHOWN + sorted(set(reported["series"]) - set(FIRST_SHOWN))
    picked = kept(
        st.pills,
        t("overview.series"),
        order,
        key="series",
        default=FIRST_SHOWN,
        selection_mode="multi",
        format_func=lambda one: str(names[one]),
    )
    chosen = [one for one in order if one in (picked or FIRST_SHOWN)]
    rows = reported[reported["series"].isin(chosen)]
    breaks = queries.breaks("reported_victims", chosen, regional=False)
    labels = [names[one] for one in chosen]
    drawn = as_lines(rows, breaks, rows["series"].map(names), language())
    ranged = estimates.with_labels(estimates.ranged(queries.estimates()), language())
    x = estimate_charts.alt.X("x:Q", scale=year_scale(*YEARS, ROOM))
    chart = trend(
        drawn,
        labels,
        look(),
        years=YEARS,
        y_title=t("overview.y"),
        breaks=breaks,
        under=[estimate_charts.areas(ranged, x, look())],
        top=10_400,
        height=440,
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
        table=tables.observations(together, language(), ("period", "series", "figure", "flags", "source")),
        lines=labels,
        estimates=list(ranged["label"]),
        notes=[t("overview.reported_note")],
        breaks=breaks,
        breaks_open=False,
    )


show(registered_against_estimated())
show(share_figure())
show(chain_figure(YEARS))
