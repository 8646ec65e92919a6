"""Where people come from, as context and never as a measure of risk: the country, and what is held of the area."""

from collections.abc import Iterable

import pandas as pd

from etl.report import nearby
from etl.report.areas import Surroundings
from etl.report.blocks import Block, Heading, Text
from etl.report.parts import figures_table
from etl.report.sources import Sources
from etl.report.words import Words

MOST = 12
"""Rows of background beside the inhabitants."""


def on_migration(rows: pd.DataFrame) -> pd.Series:
    """Which rows are context about where people come from."""
    origin = rows["breakdown"].str.contains("origin=|nationality=")
    return (rows["chain_stage"] == "context") & (origin | rows["indicator_id"].str.contains("migra|nationals"))


def migration(
    t: Words,
    about: Surroundings,
    population: pd.DataFrame,
    background: pd.DataFrame,
    country: Iterable[Block],
    cited: Sources,
) -> Iterable[Block]:
    """The country by origin, the inhabitants of the area, and what is held by origin of it and of areas around it.

    population: the newest count of the inhabitants, or no row. background: rows of `on_migration`. Both with the
    columns of the wide view.
    """
    name = about.area.name
    yield Heading(t("migration.title"))
    yield Text(t("migration.lead"))
    yield from country
    line = [background["indicator_id"], background["region_id"]]
    newest = background[background["period"].groupby(line).transform("max") == background["period"]]
    shown = newest.sort_values(["region_type", "value"], ascending=False).head(MOST)
    rows = pd.concat([one for one in (population, shown) if len(one)] or [shown])
    own = rows["region_id"] == about.area.region_id
    if len(rows):
        caption = t("migration.here", name=name)
        if not own.all():
            caption = t("migration.here_near", name=name, near=nearby.phrase(t, about, rows.loc[~own, "region_id"]))
        yield figures_table(t, rows, cited, key="background", caption=caption, named=True)
    if not (background["region_id"] == about.area.region_id).any():
        yield Text(t("migration.none", name=name), "note")
    told = [t("migration.elsewhere")]
    if not (background["indicator_id"] == "residents_by_origin").any():  # those that the list of gaps then tells of
        told.append(t("migration.published", gaps=t("registered.gaps")))
    yield Text(" ".join(told))
