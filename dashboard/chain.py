"""The chain from signal to conviction: a small chart a stage, each with its own unit and scale."""

import pandas as pd

from dashboard import queries, tables
from dashboard.charts import alt_text
from dashboard.charts.panels import panel
from dashboard.figure import Figure, Panel
from dashboard.language import language, look, t
from dashboard.lines import as_lines

STAGES = (
    "nla_reports",
    "reported_victims",
    "police_complaints",
    "police_investigations",
    "police_suspects",
    "police_suspects_to_om",
    "om_registered_cases",
    "om_completed_cases",
    "court_cases_decided",
    "court_convictions",
)
"""In the order of the chain. Victims, suspects and cases are different units: no two stages share an axis."""

VICTIM_SERIES = ("nr-current", "nr-older", "comensha-own")
"""Series of reported victims in the chain; the overview shows all of them."""


def chain_figure(years: tuple[int, int], stages: tuple[str, ...] = STAGES, key: str = "keten") -> Figure:
    """One panel a stage with every published national series; years without a figure are hatched."""
    found = queries.figures(list(stages), "land", breakdown=None)
    found = found[found["breakdown"].isin(["total", "type=complex"]) & found["period"].str.fullmatch(r"\d{4}")]
    found = found[pd.to_datetime(found["period_end"]).dt.year.between(*years)]
    found = found.assign(order=found["indicator_id"].map({stage: i for i, stage in enumerate(stages)}))
    found = found[(found["indicator_id"] != "reported_victims") | found["series"].isin(VICTIM_SERIES)]
    rows = found.sort_values(["order", "series", "period"], kind="stable").drop(columns="order")
    panels = []
    for stage in stages:
        own = rows[rows["indicator_id"] == stage]
        breaks = queries.breaks(stage, sorted(own["series"].unique()), regional=False)
        kinds = own["breakdown"].map({"total": "", "type=complex": f" ({t('value.type=complex')})"})
        label = own[f"series_{language()}"] + kinds
        drawn = as_lines(own, breaks, label, language())
        labels = list(dict.fromkeys(label))
        top = float(own["value"].max()) * 1.15
        about = queries.indicator(stage)
        panels.append(
            Panel(
                panel(drawn, labels, look(), years=years, top=top, band=False, hatched=True),
                alt_text.of_lines(drawn, labels, language()),
                str(about[f"name_{language()}"]),
                labels,
            )
        )
    return Figure(
        key=key,
        title=t("chain.title"),
        subtitle=t("chain.subtitle", first=years[0], last=years[1]),
        panels=panels,
        rows=rows,
        table=tables.observations(rows, language(), ("indicator", "period", "series", "figure", "flags", "source")),
        notes=[t("chain.not_one_cohort")],
        panel_width=250,
    )
