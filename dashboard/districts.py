"""Figures of the page Arrondissementen, each from rows of one edition of the areas."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import estimates, numbers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.charts.panels import panel
from dashboard.charts.tiles import tile_rows, tiles
from dashboard.charts.trend import trend
from dashboard.figure import Figure, Panel
from dashboard.language import language, look, n, t
from dashboard.lines import as_lines
from dashboard.texts import text
from etl.counts import poisson_interval
from etl.derive import PER

APPROXIMATED = "benadering"
COLUMNS = ("region", "period", "figure", "interval", "rate", "rate_interval", "flags")


def choices(kind: str) -> list[str]:
    """What can be shown for a kind of area, as `indicator|series|breakdown`; OM figures first.

    For the present areas the old OM figures can be regrouped, which the breakdown APPROXIMATED says.
    """
    keys = [
        f"{one.indicator_id}|{one.series}|{one.breakdown}" for one in queries.indicators_per_area(kind).itertuples()
    ]
    if kind == "arrondissement11":
        old = [one for one in choices("arrondissement19") if one.startswith("om_")]
        keys += [one.rpartition("|")[0] + "|" + APPROXIMATED for one in old]
    return sorted(keys, key=lambda one: (not one.startswith("om_"), one.startswith("population|")))


def choice_name(key: str) -> str:
    """Name of a choice in the reader's language, with its series where that tells choices apart."""
    indicator_id, series, breakdown = key.split("|")
    name = str(queries.indicator(indicator_id)[f"name_{language()}"])
    if breakdown == APPROXIMATED:
        return f"{name} · {t('regions.approximated')}"
    if breakdown != "total":
        return f"{name} · {tables.breakdown_text(breakdown, language())}"
    titles = queries.series().set_index("series")[f"title_{language()}"]
    return f"{name} · {titles[series]!s}"


@dataclass(frozen=True)
class Choice:
    """What the reader chose: rows of one indicator and series for one edition, and the measure to draw."""

    rows: pd.DataFrame
    about: pd.Series
    measure: str
    dotted: bool = False

    @property
    def years(self) -> tuple[int, int]:
        ends = pd.to_datetime(self.rows["period_end"]).dt.year
        return int(ends.min()), int(ends.max())

    @property
    def yearly(self) -> pd.DataFrame:
        """One row an area and year; pooled periods stay in the table."""
        return self.rows[self.rows["period"].str.fullmatch(r"\d{4}")]

    @property
    def name(self) -> str:
        return str(self.about[f"name_{language()}"])

    @property
    def unit(self) -> str:
        if self.measure == "rate":
            return t("regions.per_100k", unit=self.about[f"unit_{language()}"])
        return str(self.about[f"unit_{language()}"])

    @property
    def band(self) -> bool:
        return bool(self.rows["count_low" if self.measure == "value" else "rate_low"].notna().any())

    def notes(self) -> list[str]:
        told = [str(self.about[f"region_meaning_{language()}"]), str(self.about[f"caveat_{language()}"])]
        if self.band:
            told.append(t("regions.band"))
        if self.dotted:
            told.append(t("regions.approximation"))
        return told

    def drawn(self, rows: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
        return as_lines(rows, breaks, rows["region"], language(), self.measure)


def approximation(about: pd.Series, series: str) -> pd.DataFrame:
    """Old figures regrouped to present areas, shaped as rows of the wide view; every figure is called derived."""
    found = queries.approximated(str(about["indicator_id"]), series)
    low, high = poisson_interval(found["value"])  # a sum of Poisson counts is a Poisson count
    return found.assign(
        indicator_id=about["indicator_id"],
        series=series,
        breakdown="total",
        low=None,
        high=None,
        unit=about["unit_en"],
        status="unknown",
        state=found["value"].map(lambda value: "value" if value else "zero"),
        confidence="derived",
        small_number=found["value"] < 5,
        note_nl=[t("regions.sum_of", parts=parts) for parts in found["parts"]],
        note_en=[t("regions.sum_of", parts=parts) for parts in found["parts"]],
        count_low=low,
        count_high=high,
        rate=found["value"] / found["population"] * PER,
        rate_low=low / found["population"] * PER,
        rate_high=high / found["population"] * PER,
    )


def national(choice: Choice) -> Figure:
    """The country as a whole: every published series, with the pooled total in the table."""
    rows = queries.figures([str(choice.about["indicator_id"])], "land", str(choice.rows["breakdown"].iloc[0]))
    pooled = rows["period"].str.contains("/")
    rows = rows.assign(pooled=pooled).sort_values(["pooled", "period_start", "period_end", "series"])
    rows, pooled = rows.drop(columns="pooled"), rows["pooled"]
    yearly = rows[rows["period"].str.fullmatch(r"\d{4}")]
    breaks = queries.breaks(str(choice.about["indicator_id"]), sorted(rows["series"].unique()), regional=False)
    label = yearly[f"series_{language()}"]
    labels = list(dict.fromkeys(label))
    drawn = as_lines(yearly, breaks, label, language())
    ends = pd.to_datetime(yearly["period_end"]).dt.year
    chart = trend(
        drawn,
        labels,
        look(),
        years=(int(ends.min()), int(ends.max())),
        y_title=str(choice.about[f"unit_{language()}"]),
        breaks=breaks,
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
        breaks=breaks,
        notes=[t("regions.pooled", figures=pooled_text(rows[pooled], language()))] if pooled.any() else [],
    )


def pooled_text(rows: pd.DataFrame, language: str) -> str:
    """Figures over several years in words: "2007–2011: 1.106 (OM-data); …", and which of them are not sharp."""
    told = []
    for _index, row in rows.iterrows():
        doubt = ", " + text(language, "flag.ambiguous") if row["confidence"] == "ambiguous" else ""
        figure = tables.figure_text(row, language)
        told.append(f"{numbers.period(row['period'], language)}: {figure} ({row[f'series_{language}']}{doubt})")
    return "; ".join(told)


def compared(choice: Choice, areas: Sequence[str]) -> Figure:
    """The chosen areas in one chart."""
    rows = choice.yearly[choice.yearly["region"].isin(areas)]
    breaks = queries.breaks(str(choice.about["indicator_id"]), sorted(rows["series"].unique()), regional=True)
    drawn = choice.drawn(rows, breaks)
    chart = trend(
        drawn,
        list(areas),
        look(),
        years=choice.years,
        y_title=choice.unit,
        breaks=breaks,
        band=choice.band,
        room=1.4,
        dotted=choice.dotted,
    )
    return Figure(
        key="vergelijk",
        title=t("regions.compare_title", name=choice.name),
        subtitle=t("regions.compare_subtitle", unit=choice.unit),
        panels=[Panel(chart, alt_text.of_lines(drawn, list(areas), language()))],
        rows=rows,
        table=tables.observations(rows, language(), COLUMNS),
        lines=list(areas),
        breaks=breaks,
        notes=[t("regions.no_ranking")],
        dotted=choice.dotted,
    )


def all_areas(choice: Choice) -> Figure:
    """Every area in a small chart, all on one scale, in alphabetical order."""
    rows = choice.yearly
    breaks = queries.breaks(str(choice.about["indicator_id"]), sorted(rows["series"].unique()), regional=True)
    drawn = choice.drawn(rows, breaks)
    peak = float(drawn[["value", "high"]].max().max())
    panels = []
    for area in sorted(rows["region"].unique()):
        own = drawn[drawn["label"] == area]
        chart = panel(
            own,
            [area],
            look(),
            years=choice.years,
            top=peak * 1.03,
            band=choice.band,
            hatched=False,
            dotted=choice.dotted,
        )
        panels.append(Panel(chart, alt_text.of_lines(own, [area], language()), area))
    return Figure(
        key="alle",
        title=t("regions.all_title", name=choice.name, first=choice.years[0], last=choice.years[1]),
        subtitle=t("regions.all_subtitle", unit=choice.unit),
        panels=panels,
        rows=choice.rows,
        table=tables.observations(choice.rows, language(), COLUMNS),
        notes=choice.notes(),
    )


def tile_map(choice: Choice, year: str, kind: str, notes: Sequence[str]) -> Figure:
    """All areas of the edition on a tile map; one without a figure stays visible, hatched."""
    rows = choice.rows[choice.rows["period"] == year]
    places = queries.regions(kind).rename(columns={"name": "region"})[["region_id", "region"]]
    held = rows.set_index("region_id")
    value = places["region_id"].map(held[choice.measure])
    events = choice.about["number_kind"] == "event_count"
    per_1000 = not events and choice.measure == "rate"
    value = value / 100 if per_1000 else value
    decimals = 0 if choice.measure == "value" else 1
    told = [t("regions.no_figure") if pd.isna(one) else n(one, decimals) for one in value]
    small = places["region_id"].map(held["small_number"]).fillna(False).astype(bool)
    marks = [t("flag.small") if little else "" for little in small]
    drawn = tile_rows(places.assign(value=value, told=told, mark=marks))
    drawn["tip"] = drawn["region"] + ": " + drawn["told"] + drawn["mark"].map(lambda one: f" ({one})" if one else "")
    unit = t("regions.per_1000", unit=choice.about[f"unit_{language()}"]) if per_1000 else choice.unit
    chart = tiles(drawn, look(), sized=bool(events), title=choice.name)
    return Figure(
        key="kaart",
        title=t("regions.map_title", name=choice.name, year=year, unit=unit),
        subtitle=t("regions.map_sized" if events else "regions.map_shaded"),
        panels=[Panel(chart, "; ".join(drawn.sort_values("region")["tip"]))],
        rows=rows,
        table=tables.observations(rows, language(), COLUMNS),
        notes=notes,
    )


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
    chart = estimate_charts.bands(drawn, look(), x_title=t("regions.rate_x"), percent=False, top=60)
    table = pd.DataFrame(
        {
            t("column.estimate"): rows["label"],
            t("column.estimated"): [
                tables.interval_text(o["low"], o["high"], language(), 0) for _i, o in rows.iterrows()
            ],
            t("column.population"): [
                tables.interval_text(o["population_low"], o["population_high"], language(), 0)
                for _i, o in rows.iterrows()
            ],
            t("column.rate"): rows["text"],
        }
    )
    return Figure(
        key="landelijke-schatting",
        title=t("regions.rate_title"),
        subtitle=t("regions.rate_subtitle"),
        panels=[Panel(chart, alt_text.of_ranges(rows, language()))],
        rows=rows.drop(columns=["label", "text"]),
        table=table,
        notes=[t("regions.rate_warning")],
    )
