"""The chain from signal to conviction: a small chart a stage, each with its own unit and scale."""

from functools import partial

import pandas as pd

from dashboard import layers, queries, tables
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


def chain_rows(stages: tuple[str, ...]) -> pd.DataFrame:
    """Every published national figure of one year of the stages, in their order."""
    found = queries.figures(list(stages), "land", breakdown=None)
    found = found[found["breakdown"].isin(["total", "type=complex"]) & found["period"].str.fullmatch(r"\d{4}")]
    found = found[(found["indicator_id"] != "reported_victims") | found["series"].isin(VICTIM_SERIES)]
    order = found["indicator_id"].map({stage: i for i, stage in enumerate(stages)})
    found = found.assign(order=order).sort_values(["order", "series", "period"], kind="stable")
    return found.drop(columns="order")


def chain_breaks(rows: pd.DataFrame) -> pd.DataFrame:
    """The breaks that bear on the figures, each once and numbered from 1, with the stages they hold for (`stages`)."""
    found = []
    for stage, own in rows.groupby("indicator_id", sort=False):
        breaks = queries.breaks(str(stage), sorted(own["series"].unique()), regional=False)
        found.append(breaks.assign(stage=stage))
    together = pd.concat(found).sort_values(["starts", "break_id"])
    stages = together.groupby("break_id")["stage"].agg(list)
    once = together.drop_duplicates("break_id").drop(columns="stage")
    return once.assign(stages=once["break_id"].map(stages), number=range(1, len(once) + 1))


def chain_figure(
    years: tuple[int, int], stages: tuple[str, ...] = STAGES, key: str = "keten", *, own_page: bool = False
) -> Figure:
    """One panel a stage with every published national series; years without a figure are hatched.

    own_page: with the caveat of each stage and its breaks, for the page that is about the chain.
    """
    rows = chain_rows(stages)
    rows = rows[pd.to_datetime(rows["period_end"]).dt.year.between(*years)]
    breaks = chain_breaks(rows)
    marks = layers.shown(breaks, years).reindex(columns=breaks.columns)
    panels = []
    for stage in stages:
        own = rows[rows["indicator_id"] == stage]
        bearing = breaks[breaks["stages"].map(lambda some, stage=stage: stage in some)]
        kinds = own["breakdown"].map({"total": "", "type=complex": f" ({t('value.type=complex')})"})
        label = own[f"series_{language()}"] + kinds
        drawn = as_lines(own, bearing, label, language())
        labels = list(dict.fromkeys(label))
        top = float(own["value"].max()) * (1.35 if own_page else 1.15)
        about = queries.indicator(stage)
        panels.append(
            Panel(
                panel(
                    drawn,
                    labels,
                    look(),
                    years=years,
                    top=top,
                    band=False,
                    hatched=True,
                    breaks=marks[marks["stages"].map(partial(_bears_on, stage))] if own_page else None,
                    height=150 if own_page else 110,
                ),
                alt_text.of_lines(drawn, labels, language()),
                str(about[f"name_{language()}"]),
                labels,
                note=str(about[f"caveat_{language()}"]) if own_page else "",
            )
        )
    return Figure(
        key=key,
        title=t("justice.chain_title" if own_page else "chain.title"),
        subtitle=t("chain.subtitle", first=years[0], last=years[1]),
        panels=panels,
        rows=rows,
        table=tables.observations(rows, language(), ("indicator", "period", "series", "figure", "flags", "source")),
        notes=[t("chain.not_one_cohort")],
        panel_width=345 if own_page else 250,
        breaks=marks if own_page else None,
    )


def _bears_on(stage: str, stages: object) -> bool:
    """An event has no stages: it holds for all."""
    return not isinstance(stages, list) or stage in stages
