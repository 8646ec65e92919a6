"""The funnel plot of the areas, in place of a ranking."""

import numpy as np
import pandas as pd

from dashboard import numbers
from dashboard.charts.funnel import funnel_plot
from dashboard.districts.choice import Choice
from dashboard.districts.picking import pick
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.panel import Panel
from etl import funnel
from etl.derive import PER
from etl.rules import SMALL

GRID = 120
"""Points at which the limits are drawn."""


def gathered(rows: pd.DataFrame) -> pd.DataFrame:
    """Events and inhabitants of every area over the same years, all of which must be known.

    rows: yearly counts of events with their population. Columns: region_id, region, value, population (inhabitants
    added over the years), years (how many), source_id, population_source_id.
    """
    known = rows[rows["value"].notna() & rows["population"].notna()]
    told = {"value": ("value", "sum"), "population": ("population", "sum"), "years": ("period", "nunique")}
    sources = {name: (name, _joined) for name in ("source_id", "population_source_id") if name in rows}
    areas = known.groupby(["region_id", "region"], as_index=False).agg(**told, **sources)
    return areas[areas["years"] == rows["period"].nunique()].sort_values("region", ignore_index=True)


def together(rows: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The years of every area as one figure of all of them: rows of the wide view, for what must be said of them.

    rows: figures by year. areas: their sums, as `gathered` gives them.
    """
    first = rows.sort_values("period_start").drop_duplicates("region_id").set_index("region_id")
    last = rows["period_end"].max()
    whole = areas[["region_id", "value"]].join(first.drop(columns="value"), on="region_id")
    return whole.assign(
        period=whole["period"] + "/" + str(rows["period"].max()),
        period_end=last,
        state=whole["value"].map(lambda count: "value" if count else "zero"),
        small_number=whole["value"] < SMALL,
    )


@drawn_once
def funnel_figure(choice: Choice, period: str | None) -> Figure | None:
    """Cases per 100,000 against inhabitants, for one year or (None) all years together.

    None where these are no events, or fewer than three areas have their inhabitants.
    """
    rows = choice.yearly if period is None else choice.yearly[choice.yearly["period"] == period]
    if not choice.events:
        return None
    areas = gathered(rows)
    if len(areas) < 3 or not areas["value"].sum():
        return None
    made = funnel.funnel(areas["value"], areas["population"])
    people = areas["population"] / areas["years"]  # per year, so that the axis reads as inhabitants
    years = int(areas["years"].max())
    grid = np.linspace(float(people.min()) * 0.92, float(people.max()) * 1.04, GRID)
    limits = pd.concat([_limits(made, grid, years, level) for level in funnel.LEVELS], ignore_index=True)
    areas = areas.assign(people=people, rate=areas["value"] / areas["population"] * PER)
    where = [_place(made, row) for _index, row in areas.iterrows()]
    areas["place"] = [t(f"regions.funnel_{one}") for one in where]
    areas["told"] = [
        t("regions.funnel_told", count=n(row["value"]), rate=n(row["rate"], 2), place=row["place"])
        for _index, row in areas.iterrows()
    ]
    areas["chosen"] = areas["region_id"].isin(choice.chosen)
    areas["named"] = areas["chosen"] | pd.Series([one == "far" for one in where])
    chart = funnel_plot(
        areas,
        limits,
        look(),
        target=made.target * PER,
        x_title=t("regions.funnel_x"),
        y_title=t("regions.per_100k_year", unit=choice.about[f"unit_{language()}"]),
    )
    table = pd.DataFrame(
        {
            t("column.region"): areas["region"],
            t("column.figure"): [n(one) for one in areas["value"]],
            t("column.population"): [n(one) for one in areas["people"]],
            t("column.rate"): [n(one, 2) for one in areas["rate"]],
            t("column.place"): areas["place"],
        }
    )
    outside = [one != "within" for one in where]
    spread = t("regions.funnel_wide", phi=n(made.dispersion, 1)) if made.dispersion > 1 else t("regions.funnel_plain")
    shown = period or numbers.years(*choice.years)
    return Figure(
        key="trechter",
        per_head=True,
        title=t("regions.funnel_title", name=choice.name, period=shown),
        subtitle=t("regions.funnel_subtitle"),
        panels=[
            Panel(
                chart,
                t(
                    "regions.funnel_alt",
                    areas=len(areas),
                    rate=n(made.target * PER, 2),
                    outside="; ".join(areas.loc[outside, "region"] + ": " + areas.loc[outside, "told"])
                    or t("regions.funnel_none"),
                ),
            )
        ],
        rows=areas.drop(columns=["told", "named", "place"]),
        counted=rows if period else together(rows, areas),
        table=table,
        notes=[spread, t("regions.funnel_note")],
        pick=pick,
    )


def _limits(made: funnel.Funnel, people: np.ndarray, years: int, level: float) -> pd.DataFrame:
    low, high = made.limits(people * years, level)
    name = n(level * 100, 0 if level == funnel.LEVELS[0] else 1) + "%"
    return pd.DataFrame({"people": people, "low": low * PER, "high": high * PER, "level": name})


def _place(made: funnel.Funnel, row: pd.Series) -> str:
    """within, outside (the 95% limits) or far (outside the 99.8% limits)."""
    rate = row["value"] / row["population"]
    bounds = [made.limits(row["population"], level) for level in funnel.LEVELS]
    outside = [not float(low) <= rate <= float(high) for low, high in bounds]
    return "far" if outside[1] else "outside" if outside[0] else "within"


def _joined(names: pd.Series) -> str:
    return ";".join(sorted({one for cell in names.dropna() for one in str(cell).split(";")}))
