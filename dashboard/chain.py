"""The chain from signal to conviction: a small chart a stage, each with its own unit and scale."""

from collections.abc import Sequence

import pandas as pd

from dashboard import layers, numbers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts.discs import rows_of_discs
from dashboard.charts.panels import panel
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, t
from dashboard.lines import as_lines, years_of
from dashboard.panel import Panel
from dashboard.scatter import scattered
from etl.signs import VICTIM_SERIES

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
COLUMNS = ("indicator", "period", "series", "figure", "interval", "flags", "source")


@told_once
def chain_rows(stages: tuple[str, ...]) -> pd.DataFrame:
    """Every published national figure of one year of the stages, in their order, as `scattered` leaves them."""
    found = queries.figures(list(stages), "land", breakdown=None)
    found = found[found["breakdown"].isin(["total", "type=complex"]) & found["period"].str.fullmatch(r"\d{4}")]
    found = found[(found["indicator_id"] != "reported_victims") | found["series"].isin(VICTIM_SERIES)]
    order = found["indicator_id"].map({stage: i for i, stage in enumerate(stages)})
    victims = found["series"].map({series: i for i, series in enumerate(VICTIM_SERIES)})
    found = found.assign(order=order, victims=victims).sort_values(["order", "victims", "series", "period"])
    return scattered(found.drop(columns=["order", "victims"]))  # by all years, whichever of them a page shows


@told_once
def chain_years(stages: tuple[str, ...]) -> tuple[int, int]:
    """The first and the last year of those figures."""
    return years_of(chain_rows(stages))


def stage_breaks(rows: pd.DataFrame, *, regional: bool = False) -> pd.DataFrame:
    """The breaks that bear on the figures, each once, with the indicators they hold for (`stages`)."""
    found = [queries.breaks("*", [], regional=regional).head(0).assign(stage="")]
    for stage, own in rows.groupby("indicator_id", sort=False):
        breaks = queries.breaks(str(stage), sorted(own["series"].unique()), regional, set(own["breakdown"]))
        found.append(breaks.assign(stage=stage))
    together = pd.concat(found).sort_values(["starts", "break_id"])
    stages = together.groupby("break_id")["stage"].agg(list)
    once = together.drop_duplicates("break_id").drop(columns="stage")
    return once.assign(stages=once["break_id"].map(stages))


def bearing_on(stages: Sequence[str], marks: pd.DataFrame) -> pd.DataFrame:
    """The breaks that hold for one of the indicators at least, and every event: an event has no `stages`."""
    held = [not isinstance(own, list) or not set(own).isdisjoint(stages) for own in marks["stages"]]
    return marks[pd.Series(held, index=marks.index, dtype="bool")]


@drawn_once
def chain_figure(
    years: tuple[int, int], stages: tuple[str, ...] = STAGES, key: str = "keten", *, own_page: bool = False
) -> Figure:
    """One panel a stage with every published national series; years without a figure are hatched.

    own_page: with the caveat of each stage, for the page that is about the chain.
    """
    rows = chain_rows(stages)
    rows = rows[pd.to_datetime(rows["period_end"]).dt.year.between(*years)]
    breaks = stage_breaks(rows)
    both = (layers.shown(breaks, years, always=one).reindex(columns=breaks.columns) for one in (False, True))
    marks, places = both
    room = max(rows_of_discs(bearing_on([stage], places), years) for stage in stages)
    panels = []
    for stage in stages:
        own = rows[rows["indicator_id"] == stage]
        kinds = own["breakdown"].map({"total": "", "type=complex": f" ({t('value.type=complex')})"})
        label = own[f"series_{language()}"] + kinds
        drawn = as_lines(own, bearing_on([stage], breaks), label, language())
        labels = list(dict.fromkeys(label))
        band = len(labels) == 1  # several bands would lie over one another
        top = float(drawn[["value", "high"] if band else ["value"]].max().max()) * 1.1
        about = queries.indicator(stage)
        panels.append(
            Panel(
                panel(
                    drawn,
                    labels,
                    look(),
                    years=years,
                    top=top,
                    band=band,
                    hatched=True,
                    breaks=bearing_on([stage], marks) if len(bearing_on([stage], places)) else None,
                    height=130 if own_page else 100,
                    room=room,
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
        subtitle=t("chain.subtitle", years=numbers.years(*years)),
        panels=panels,
        rows=rows,
        table=tables.observations(rows, language(), COLUMNS),
        notes=[t("chain.not_one_cohort"), t("figure.interval"), t("figure.band")],
        panel_width=345 if own_page else 250,
        heavy=True,
        breaks=marks,
    )
