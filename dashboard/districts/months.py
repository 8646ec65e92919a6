"""Lines by month: the chosen areas together, and every area in a small chart. Numbers alone: inhabitants are known by
year."""

import pandas as pd

from dashboard import layers, numbers, tables
from dashboard.charts import alt_text
from dashboard.charts.dates import middle, over_time, rows_over_time
from dashboard.districts.choice import Choice
from dashboard.districts.picking import pick
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure
from dashboard.language import language, look, t
from dashboard.lines import as_lines
from dashboard.panel import Panel
from etl.comparability import holds_for

COLUMNS = ("region", "period", "figure", "interval", "flags")


def month_years(choice: Choice) -> list[int]:
    """Years of which months are published, oldest first."""
    return sorted({int(one[:4]) for one in choice.months["period"]}) if len(choice.months) else []


@drawn_once
def compared_by_month(choice: Choice, first: int) -> Figure:
    """The chosen areas in one chart, from a year on."""
    names = choice.names
    areas = [names[one] for one in choice.chosen]
    rows = _since(choice, first)
    rows = rows[rows["region_id"].isin(choice.chosen)]
    years = (first, month_years(choice)[-1])
    breaks = choice.breaks
    drawn = _drawn(rows, breaks)
    own = breaks[holds_for(breaks, choice.chosen)]
    marks, places = (layers.shown(own, years, choice.chosen, always=one) for one in (False, True))
    chart = over_time(
        drawn,
        areas,
        look(),
        years=years,
        y_title=_unit(choice),
        top=_top(drawn),
        breaks=marks,
        room=rows_over_time(places, years),
        quiet=True,
        height=340,
    )
    return Figure(
        key="vergelijk",
        title=t("regions.compare_title", name=choice.name),
        subtitle=t("regions.compare_months", unit=_unit(choice)),
        panels=[Panel(chart, alt_text.of_lines(drawn, areas, language()))],
        rows=rows,
        table=tables.observations(rows, language(), COLUMNS),
        lines=areas,
        breaks=marks,
        notes=[*choice.meaning(), t("regions.month_note")],
    )


@drawn_once
def all_areas_by_month(choice: Choice, first: int, shared: bool) -> Figure:
    """Every area in a small chart in alphabetical order, from a year on; all on one scale or each on its own."""
    rows = _since(choice, first)
    years = (first, month_years(choice)[-1])
    breaks = choice.breaks
    drawn = _drawn(rows, breaks)
    marks, places = (layers.shown(breaks, years, always=one) for one in (False, True))
    panels = []
    for region_id, area in choice.names.items():
        own = drawn[drawn["region_id"] == region_id]
        chart = over_time(
            own,
            [area],
            look(),
            years=years,
            y_title=None,
            top=_top(drawn if shared else own),
            breaks=marks[holds_for(marks, [region_id])],
            room=rows_over_time(places, years),
            quiet=True,
            height=110,
            size=14,
            hatched=True,
            region_id=region_id,
        )
        panels.append(Panel(chart, alt_text.of_lines(own, [area], language()), area, chosen=region_id in choice.chosen))
    return Figure(
        key="alle",
        title=t("regions.all_title", name=choice.name, years=numbers.years(*years)),
        subtitle=t("regions.all_months_shared" if shared else "regions.all_months_own", unit=_unit(choice)),
        panels=panels,
        rows=rows,
        table=tables.observations(rows, language(), COLUMNS),
        breaks=marks,
        panel_width=WIDTH,
        pick=pick,
    )


WIDTH = 250
"""Of a small chart, in pixels: a month is narrower than a year."""


def _since(choice: Choice, first: int) -> pd.DataFrame:
    return choice.months[choice.months["period"].str[:4].astype("int64") >= first]


def _drawn(rows: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    drawn = as_lines(rows, breaks, rows["region"], language())
    return drawn.assign(x=middle(rows), when=[numbers.period(one, language()) for one in rows["period"]])


def _top(drawn: pd.DataFrame) -> float:
    peak = drawn["value"].max()
    return float(peak if peak > 0 else 1) * 1.08


def _unit(choice: Choice) -> str:
    return choice.of("value").unit
