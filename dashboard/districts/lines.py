"""Lines over the years: the chosen areas together, every area in a small chart, and the country."""

import pandas as pd

from dashboard import layers, numbers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts.discs import rows_of_discs
from dashboard.charts.panels import panel
from dashboard.charts.trend import trend
from dashboard.districts.choice import Choice
from dashboard.districts.picking import pick
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure
from dashboard.language import language, look, t
from dashboard.lines import as_lines
from dashboard.panel import Panel, Pick
from dashboard.scatter import scattered
from dashboard.texts import text
from etl.comparability import holds_for


@drawn_once
def compared(choice: Choice) -> Figure:
    """The chosen areas in one chart."""
    names = choice.names
    areas = [names[one] for one in choice.chosen]
    rows = choice.yearly[choice.yearly["region_id"].isin(choice.chosen)]
    breaks = choice.breaks
    drawn = choice.drawn(rows, breaks)
    marks = layers.shown(breaks[holds_for(breaks, choice.chosen)], choice.years, choice.chosen)
    chart = trend(
        drawn,
        areas,
        look(),
        years=choice.years,
        y_title=choice.unit,
        breaks=marks,
        band=choice.band,
        room=1.4,
        dotted=choice.dotted,
    )
    return Figure(
        key="vergelijk",
        per_head=True,
        title=t("regions.compare_title", name=choice.name),
        subtitle=t("regions.compare_subtitle", unit=choice.unit),
        panels=[Panel(chart, alt_text.of_lines(drawn, areas, language()))],
        rows=rows,
        table=tables.observations(rows, language(), choice.columns),
        lines=areas,
        breaks=marks,
        notes=choice.notes(),
        dotted=choice.dotted,
    )


@drawn_once
def all_areas(choice: Choice, shared: bool, choosing: Pick | None = pick) -> Figure:
    """Every area in a small chart in alphabetical order, all on one scale or each on its own; `choosing` is what
    follows a click in one."""
    rows = choice.yearly
    breaks = choice.breaks
    drawn = choice.drawn(rows, breaks)
    marks, places = (layers.shown(breaks, choice.years, always=one) for one in (False, True))
    panels = []
    for region_id, area in choice.names.items():
        own = drawn[drawn["region_id"] == region_id]
        peak = float((drawn if shared else own)[["value", "high"]].max().max())
        chart = panel(
            own,
            [area],
            look(),
            years=choice.years,
            top=(peak or 1) * 1.03,
            band=choice.band,
            hatched=True,
            dotted=choice.dotted,
            breaks=marks[holds_for(marks, [region_id])] if len(places) else None,
            room=rows_of_discs(places, choice.years),
            region_id=region_id if choosing else None,
        )
        panels.append(Panel(chart, alt_text.of_lines(own, [area], language()), area, chosen=region_id in choice.chosen))
    return Figure(
        key="alle",
        per_head=True,
        title=t("regions.all_title", name=choice.name, years=numbers.years(*choice.years)),
        subtitle=t("regions.all_shared" if shared else "regions.all_own", unit=choice.unit),
        panels=panels,
        rows=rows,
        table=tables.observations(rows, language(), choice.columns),
        breaks=marks,
        pick=choosing,
    )


@drawn_once
def national(choice: Choice) -> Figure:
    """The country as a whole: every published series, with the pooled total in the table, and a band where one line
    stands alone: the bands of several would lie over one another."""
    rows = queries.figures([str(choice.about["indicator_id"])], "land", str(choice.rows["breakdown"].iloc[0]))
    rows = scattered(rows[rows["period"].str.len() != 7])  # months are parts of their years: never among them
    pooled = rows["period"].str.contains("/")
    rows = rows.assign(pooled=pooled).sort_values(["pooled", "period_start", "period_end", "series"])
    rows, pooled = rows.drop(columns="pooled"), rows["pooled"]
    yearly = rows[rows["period"].str.fullmatch(r"\d{4}")]
    series, breakdowns = sorted(rows["series"].unique()), set(rows["breakdown"])
    breaks = queries.breaks(str(choice.about["indicator_id"]), series, False, breakdowns)
    label = yearly[f"series_{language()}"]
    labels = list(dict.fromkeys(label))
    drawn = as_lines(yearly, breaks, label, language())
    ends = pd.to_datetime(yearly["period_end"]).dt.year
    years = (int(ends.min()), int(ends.max()))
    marks = layers.shown(breaks, years)
    chart = trend(
        drawn,
        labels,
        look(),
        years=years,
        y_title=str(choice.about[f"unit_{language()}"]),
        breaks=marks,
        band=len(labels) == 1,
        height=260,
    )
    return Figure(
        key="landelijk",
        title=t("regions.national_title", name=choice.name),
        subtitle=t("regions.national_subtitle"),
        panels=[Panel(chart, alt_text.of_lines(drawn, labels, language()))],
        rows=rows,
        table=tables.observations(rows, language(), ("period", "series", "figure", "interval", "flags", "source")),
        lines=labels,
        breaks=marks,
        notes=[
            *([t("regions.pooled", figures=pooled_text(rows[pooled], language()))] if pooled.any() else []),
            t("figure.interval"),
            t("figure.band"),
        ],
        level=3,
    )


def pooled_text(rows: pd.DataFrame, language: str) -> str:
    """Figures over several years in words: "2007–2011: 1.106 (OM-data); …", and which of them are not sharp."""
    told = []
    for _index, row in rows.iterrows():
        doubt = ", " + text(language, "flag.ambiguous") if row["confidence"] == "ambiguous" else ""
        figure = tables.figure_text(row, language)
        told.append(f"{numbers.period(row['period'], language)}: {figure} ({row[f'series_{language}']}{doubt})")
    return "; ".join(told)
