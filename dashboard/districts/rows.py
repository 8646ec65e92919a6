"""Rows of figures of the present areas, made of those of the old ones."""

import pandas as pd

from dashboard import queries
from dashboard.texts import text
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
        note_nl=[text("nl", "regions.sum_of", parts=parts) for parts in found["parts"]],
        note_en=[text("en", "regions.sum_of", parts=parts) for parts in found["parts"]],
        count_low=low,
        count_high=high,
        rate=found["value"] / found["population"] * PER,
        rate_low=low / found["population"] * PER,
        rate_high=high / found["population"] * PER,
    )
