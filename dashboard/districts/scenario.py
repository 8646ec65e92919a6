"""The calculation example: what a national estimate would come to per area under one key and under another.

No regional estimate exists, and none of these is one. All keys stand together: how far they differ is the message.
"""

import pandas as pd

from dashboard import estimates, numbers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.districts.choice import Choice
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure
from dashboard.language import language, look, t
from dashboard.panel import Panel

CASES = "om_registered_cases"
POOLED = "2007/2011"
"""The period of which every old area has its cases."""


def shares(amounts: pd.DataFrame, whole: float | None = None) -> pd.DataFrame:
    """The rows with `share`: the part of an area in all areas, or in `whole` when not every area is known.

    amounts: region_id, region, value. Raises ValueError where there is nothing to divide.
    """
    total = float(amounts["value"].sum()) if whole is None else whole
    if not total > 0:
        raise ValueError("nothing to divide an estimate by")
    return amounts.assign(share=amounts["value"] / total)


def keys(kind: str, nationality: str) -> pd.DataFrame:
    """How the areas of an edition share in each key that is held for them.

    kind: arrondissement19 or arrondissement11. Columns: key (population, cases, nationals), period, region_id, region,
    value, share, source_id. An area without a figure for a key has no row.
    """
    parts = []
    people = queries.figures(["population"], kind)
    if len(people):
        last = people["period"].max()
        parts.append(shares(people[people["period"] == last]).assign(key="population"))
    old = queries.figures([CASES], "arrondissement19")
    old = old[(old["series"] == "om-data-2012") & (old["period"] == POOLED)]
    if kind == "arrondissement19":
        parts.append(shares(old).assign(key="cases"))
    else:
        moved = queries.approximated(CASES, "om-data-2012")
        whole = moved.groupby(["region_id", "region", "source_id"], as_index=False).agg(value=("value", "sum"))
        parts.append(shares(whole, float(old["value"].sum())).assign(key="cases", period=POOLED))
    nationals = queries.figures(["foreign_nationals"], kind, f"nationality={nationality}")
    if len(nationals):
        last = nationals["period"].max()
        parts.append(shares(nationals[nationals["period"] == last]).assign(key="nationals"))
    columns = ["key", "period", "region_id", "region", "value", "share", "source_id"]
    return pd.concat([part[columns] for part in parts], ignore_index=True)


def nationalities(kind: str) -> list[str]:
    """Nationalities of which residents are held for the areas of an edition."""
    held = queries.figures(["foreign_nationals"], kind, None)["breakdown"].unique()
    return sorted(one.removeprefix("nationality=") for one in held if one.startswith("nationality="))


@drawn_once
def scenarios(choice: Choice, kind: str, estimate: pd.Series, nationality: str) -> Figure:
    """The estimate spread by every key, for the chosen areas in the chart and all areas in the table.

    estimate: a row of queries.national_estimated_rates.
    """
    told = keys(kind, nationality)
    told["low"], told["high"] = told["share"] * estimate["low"], told["share"] * estimate["high"]
    named = {one: _key_name(one, told, nationality) for one in told["key"].unique()}
    told["name"] = told["key"].map(named)
    told["text"] = [
        t("scenario.number", range=numbers.between(row["low"], row["high"], language()))
        for _index, row in told.iterrows()
    ]
    shown = told[told["region_id"].isin(choice.chosen)] if choice.chosen else told
    shown = shown.sort_values(["region", "name"], kind="stable")
    shown = shown.assign(label=shown["region"] + " · " + shown["name"], value=None)
    chart = estimate_charts.bands(
        shown, look(), x_title=t("scenario.x"), percent=False, top=float(shown["high"].max()) * 1.45, two_lines=True
    )
    areas = sorted(told["region"].unique())
    cells = told.set_index(["region", "name"])["text"]
    table = {t("column.region"): areas}
    for name in named.values():
        table[name] = [cells.get((area, name), t("regions.no_figure")) for area in areas]
    group = estimates.name(str(estimate["comparable_group"]), language())
    return Figure(
        key="rekenvoorbeeld",
        title=t(f"scenario.title_{len(named)}"),
        subtitle=t(
            "scenario.subtitle",
            name=group,
            period=str(estimate["period"]).replace("/", "–"),
            range=tables.interval_text(estimate["low"], estimate["high"], language(), 0),
        ),
        panels=[Panel(chart, t("scenario.alt") + " " + alt_text.of_ranges(shown, language()))],
        rows=told.drop(columns=["name", "text"]).assign(
            calculation_example=True, source_id=told["source_id"] + ";" + str(estimate["source_id"])
        ),
        table=pd.DataFrame(table),
        notes=[
            t("scenario.note"),
            t("scenario.assumes", keys=" ".join(t(f"scenario.assumes_{key}") for key in named)),
        ],
        level=3,
    )


def _key_name(key: str, told: pd.DataFrame, nationality: str) -> str:
    period = numbers.period(str(told.loc[told["key"] == key, "period"].iloc[0]), language())
    country = t(f"value.nationality={nationality}") if key == "nationals" else ""
    return t(f"scenario.by_{key}", period=period, country=country)
