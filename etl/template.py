"""An empty CSV for new figures: a row for each area that existed in the year, ready to be filled in."""

import pandas as pd

from etl.model import tables
from etl.rules import Frames

NAME = "(region)"
"""A column in parentheses is for the reader: the name beside the code."""
FAMILIES = (
    ("arrondissement19", "arrondissement10", "arrondissement11"),
    ("politieregio25", "politie_eenheid"),
)
"""Kinds of area that followed one another: an indicator known for one is asked for its successor later."""


def template(frames: Frames, indicator: str, year: int, series: str, source: str) -> pd.DataFrame:
    """Rows to fill in: the country and, where the indicator has figures per area, every area that existed
    at the end of `year`. Figures that the series already holds are left out.

    Columns are the given columns of `observation`, and the name of the area beside its identifier.
    Raises KeyError when the indicator does not exist.
    """
    about = frames["indicator"].set_index("indicator_id").loc[indicator]
    regions = frames["region"].drop_duplicates("region_id").set_index("region_id")
    held = frames["observation"]
    held = held[held["indicator_id"] == indicator]
    used = set(held["region_id"].map(regions["type"]))
    wanted = {kind for family in FAMILIES for kind in family if used & set(family)}
    last_day = f"{year}-12-31"
    alive = ~(regions["valid_from"] > last_day) & ~(regions["valid_to"] < last_day)
    areas = ["nl", *regions.index[alive & regions["type"].isin(wanted)]]
    known = held[(held["period"] == str(year)) & (held["series"] == series) & (held["breakdown"] == "total")]
    rows = pd.DataFrame({"region_id": [area for area in areas if area not in set(known["region_id"])]})
    filled = rows.assign(
        **{NAME: rows["region_id"].map(regions["name"])},
        indicator_id=indicator,
        series=series,
        period=str(year),
        breakdown="total",
        unit=about["unit_en"],
        status="unknown",
        state="value",
        confidence="confirmed",
        source_id=source,
    )
    columns = [field.name for field in tables()["observation"].given]
    columns.insert(columns.index("region_id") + 1, NAME)
    return filled.reindex(columns=columns)
