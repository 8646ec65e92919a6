"""What part of the estimated victims was reported, as a band: never one number."""

import pandas as pd

from dashboard import estimates, queries
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.panel import Panel


def nothing_in_view() -> str | None:
    """Why no part of the estimated victims can be told, in a sentence; None where it can."""
    if not queries.share_in_view().empty:
        return None
    return t("overview.none_held" if queries.estimates().empty else "overview.none_with_share")


@told_once
def estimated(year: int) -> bool:
    """Whether any estimate is held of how many there were in the country in a year."""
    return not estimates.of_year(queries.estimates(), year).empty


def either(low: float, high: float) -> str:
    """The reported victims of a year, in words: two publications may differ."""
    return n(low) if low == high else f"{n(low)} {t('overview.or')} {n(high)}"


@drawn_once
def share_figure() -> Figure:
    """Reported over estimated, per year and estimate that has a range."""
    shares = queries.share_in_view()
    rows = estimates.share_labels(shares, language())
    chart = estimate_charts.bands(
        rows.assign(low=rows["share_low"], high=rows["share_high"], value=None),
        look(),
        x_title=t("overview.share_x"),
        percent=True,
        top=estimate_charts.top_of(rows["share_high"], 0.5),
    )
    table = pd.DataFrame(
        {
            t("column.period"): rows["year"],
            t("column.estimate"): rows["name"],
            t("column.reported"): rows["reported_text"],
            t("column.estimated"): rows["estimate_text"],
            t("column.share"): rows["text"],
        }
    )
    return Figure(
        key="in-beeld",
        title=t("overview.share_title"),
        subtitle=t("overview.share_subtitle"),
        panels=[Panel(chart, alt_text.of_ranges(rows, language()))],
        rows=shares,
        table=table,
        notes=[t("overview.share_note")],
    )
