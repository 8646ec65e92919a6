"""Rows of figures of one edition of the areas, with what chance leaves of them."""

import pandas as pd

from dashboard import queries
from dashboard.language import t
from etl import counts
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
        note_nl=[t("regions.sum_of", parts=parts) for parts in found["parts"]],
        note_en=[t("regions.sum_of", parts=parts) for parts in found["parts"]],
        count_low=low,
        count_high=high,
        rate=found["value"] / found["population"] * PER,
        rate_low=low / found["population"] * PER,
        rate_high=high / found["population"] * PER,
    )


def scattered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `dispersion` and `unrest`, and limits widened by the first where years scatter more than chance.

    count_low, count_high, rate_low and rate_high of counted events become quasi-Poisson limits; with a dispersion of 1
    they stay the exact ones of Poisson. The scatter is round a constant rate where the population of every year is
    known, else round a constant number.
    """
    told = rows.assign(dispersion=1.0, unrest=1.0)
    single = rows[rows["period"].str.fullmatch(r"\d{4}") & rows["count_low"].notna()]
    for _key, line in single.groupby(["indicator_id", "series", "region_id", "breakdown"]):
        people = line["population"] if line["population"].notna().all() else None
        own = told["region_id"] == line["region_id"].iloc[0]
        told.loc[own, "dispersion"] = counts.dispersion(line["value"], people)
        told.loc[own, "unrest"] = counts.unrest(line.sort_values("period")["value"])
    events = told["count_low"].notna()
    low, high = counts.quasi_poisson_interval(told.loc[events, "value"], told.loc[events, "dispersion"])
    told.loc[events, "count_low"], told.loc[events, "count_high"] = low, high
    for name in ("low", "high"):
        told[f"rate_{name}"] = (told[f"count_{name}"] / told["population"] * PER).where(told["rate"].notna())
    return told
