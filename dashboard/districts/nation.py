"""What the national estimates come to per inhabitant, on a scale of their own."""

import pandas as pd

from dashboard import estimates, queries, tables
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure
from dashboard.language import language, look, t
from dashboard.panel import Panel


@drawn_once
def national_rate() -> Figure:
    """What the published national estimates come to per 100,000 inhabitants: its own figure, on its own scale."""
    rows = queries.national_estimated_rates()
    rows = rows.assign(
        label=[
            f"{one['period'].replace('/', '–')} · {estimates.name(one['comparable_group'], language())}"
            for _i, one in rows.iterrows()
        ],
        text=[tables.interval_text(one["rate_low"], one["rate_high"], language(), 0) for _i, one in rows.iterrows()],
    )
    drawn = rows.assign(low=rows["rate_low"], high=rows["rate_high"], value=None)
    top = estimate_charts.top_of(rows["rate_high"], 60)
    chart = estimate_charts.bands(drawn, look(), x_title=t("regions.rate_x"), percent=False, top=top)
    table = pd.DataFrame(
        {
            t("column.estimate"): rows["label"],
            t("column.estimated"): [
                tables.interval_text(o["low"], o["high"], language(), 0) for _i, o in rows.iterrows()
            ],
            t("column.population"): [
                estimates.span(o["population_low"], o["population_high"], language()) for _i, o in rows.iterrows()
            ],
            t("column.rate"): rows["text"],
        }
    )
    return Figure(
        key="landelijke-schatting",
        per_head=True,
        title=t("regions.rate_title"),
        subtitle=t("regions.rate_subtitle"),
        panels=[Panel(chart, alt_text.of_ranges(rows, language()))],
        rows=rows.drop(columns=["label", "text"]),
        table=table,
        notes=[t("regions.rate_warning")],
        level=3,
    )
