"""Rows of figures of one edition of the areas, with what chance leaves of them."""

import pandas as pd

from dashboard import queries
from dashboard.texts import text
from etl import counts
from etl.caveats.rules import unrest
from etl.derive import PER


def approximation(about: pd.Series, series: str) -> pd.DataFrame:
    """Old figures regrouped to present areas, shaped as rows of the wide view; every figure is called derived."""
    found = queries.approximated(str(about["indicator_id"]), series)
    low, high = counts.poisson_interval(found["value"])  # a sum of Poisson counts is a Poisson count
    return found.assign(
        indicator_id=about["indicator_id"],
        region_type="arrondissement11",
        series=series,
        breakdown="total",
        low=None,
        high=None,
        unit=about["unit_en"],
        status="unknown",
        blind_spot_ids=None,
        state=found["value"].map(lambda value: "value" if value else "zero"),
        confidence="derived",
        small_number=found["value"] < 5,
        note_nl=[text("nl", "regions.sum_of", parts=parts) for parts in found["parts"]],
        note_en=[text("en", "regions.sum_of", parts=parts) for parts in found["parts"]],
        count_low=low,
        count_high=high,
        rate=found["value"] / found["population"] * PER,
        rate_low=low / found["population"] * PER,
        rate_high=high / found["population"] * PER,
    )


def scattered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `dispersion` and `unrest`, and limits that are wider where years scatter more than chance.

    wide_low and wide_high are quasi-Poisson limits of counted events, wide_rate_low and wide_rate_high the same per
    100,000; with a dispersion of 1 they are the exact ones of Poisson, which stay in count_low and the like. The
    scatter is round a constant rate where the population of every year is known, else round a constant number.
    """
    told = rows.assign(dispersion=1.0, unrest=1.0)
    single = rows[rows["period"].str.fullmatch(r"\d{4}") & rows["count_low"].notna()]
    for _key, line in single.groupby(["indicator_id", "series", "region_id", "breakdown"]):
        people = line["population"] if line["population"].notna().all() else None
        own = told["region_id"] == line["region_id"].iloc[0]
        told.loc[own, "dispersion"] = counts.dispersion(line["value"], people)
        told.loc[own, "unrest"] = unrest(line)
    events = told["count_low"].notna()
    low, high = counts.quasi_poisson_interval(told.loc[events, "value"], told.loc[events, "dispersion"])
    told = told.assign(wide_low=float("nan"), wide_high=float("nan"))
    told.loc[events, "wide_low"], told.loc[events, "wide_high"] = low, high
    for name in ("low", "high"):
        told[f"wide_rate_{name}"] = (told[f"wide_{name}"] / told["population"] * PER).where(told["rate"].notna())
    return told
