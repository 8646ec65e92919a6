"""Municipalities as areas, and population of court districts as the sum of their municipalities."""

from collections.abc import Iterator

import pandas as pd

from etl import facts, periods
from etl.findings import FILE, ROW, Findings
from etl.model import tables
from etl.sources import Inputs, Source

SOURCE = Source("placements")
SUMMED_NL = "Som van de gemeenten in het arrondissement, met de indeling van dat jaar."
SUMMED_EN = "Sum of the municipalities in the court district, with the division of that year."
OTHER_NL = (
    "Som van de gemeenten in het arrondissement. Hun plaatsing kan op een eerdere indeling berusten of op opvolging bij"
    " wet: zie de kolom basis van de tabel placement."
)
OTHER_EN = (
    "Sum of the municipalities in the court district. Their placement may rest on an earlier division or on succession"
    " by law: see the column basis of the table placement."
)
OF_THE_YEAR = "of the year"
"""How a basis ends that is the division of the year itself."""


def run(inputs: Inputs, _findings: Findings) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Yields municipalities as regions, and their population and that of the districts they make up."""
    path = inputs.facts / str(tables()["placement"].file)
    placed = facts.read(path, tables()["placement"], Findings())  # the source of the table placement judges it
    if placed.empty:
        return
    yield "municipalities", "region", municipalities(placed)
    possible = placed["year"].between(periods.FIRST_YEAR, periods.LAST_YEAR)
    yield "municipal population", "observation", population(placed[possible])


def municipalities(placed: pd.DataFrame) -> pd.DataFrame:
    """One region a municipality, under the latest name it had."""
    latest = placed.sort_values("year").drop_duplicates("region_id", keep="last")
    gone = latest["year"] < placed["year"].max()
    years = placed.groupby("region_id")["year"].agg(["min", "max"])
    note = latest["region_id"].map(
        "In de bestanden van " + years["min"].astype("str") + " tot en met " + years["max"].astype("str")
    )
    return pd.DataFrame(
        {
            FILE: latest[FILE],
            ROW: latest[ROW],
            "region_id": latest["region_id"],
            "type": "gemeente",
            "code": latest["region_id"].str.removeprefix("gm:"),
            "name": latest["name"],
            "valid_from": None,
            "valid_to": None,
            "note": note.where(gone, None),
        }
    )


def population(placed: pd.DataFrame) -> pd.DataFrame:
    """Population on 1 January of the municipalities and of the districts they sum to, as observations."""
    own = placed.assign(confidence="confirmed", note_nl=None, note_en=None)
    summed = (
        placed.assign(same=placed["basis"].str.endswith(OF_THE_YEAR))
        .groupby(["year", "district_id", "population_source_id"], as_index=False)
        .agg({"population": "sum", "same": "all", FILE: "first", ROW: "first"})
        .rename(columns={"district_id": "region_id"})
        .assign(confidence="derived")
    )
    summed["note_nl"] = summed["same"].map({True: SUMMED_NL, False: OTHER_NL})
    summed["note_en"] = summed["same"].map({True: SUMMED_EN, False: OTHER_EN})
    rows = pd.concat([own, summed], ignore_index=True)
    return pd.DataFrame(
        {
            FILE: rows[FILE],
            ROW: rows[ROW],
            "indicator_id": "population",
            "series": "cbs-register",
            "region_id": rows["region_id"],
            "period": rows["year"].astype("str"),
            "breakdown": "total",
            "value": rows["population"].astype("float64"),
            "low": float("nan"),
            "high": float("nan"),
            "unit": "persons",
            "status": "unknown",
            "state": "value",
            "confidence": rows["confidence"],
            "source_id": rows["population_source_id"],
            "locator": None,
            "note_nl": rows["note_nl"],
            "note_en": rows["note_en"],
        }
    )
