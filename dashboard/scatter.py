"""What chance leaves of counts, where the years of a line scatter more than chance alone would."""

import pandas as pd

from etl import counts
from etl.caveats.rules import LINE, unrest
from etl.derive import PER


def scattered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `dispersion` and `unrest`, and limits that are wider where years scatter more than chance.

    rows: of the wide view, of any number of lines (etl.caveats.rules.LINE), each with all its years. wide_low and
    wide_high are quasi-Poisson limits of counted events, wide_rate_low and wide_rate_high the same per 100,000; with a
    dispersion of 1, as of a line of fewer than three years, they are the exact ones of Poisson, which stay in
    count_low and the like. The scatter is round a constant rate where the population of every year is known, else round
    a constant number. A figure over several years is widened as the years of its line are.
    """
    told = rows.assign(dispersion=1.0, unrest=1.0)
    for _key, line in rows.groupby(LINE, sort=False):
        single = line[line["period"].str.fullmatch(r"\d{4}") & line["count_low"].notna()]
        if len(single):
            people = single["population"] if single["population"].notna().all() else None
            told.loc[line.index, "dispersion"] = counts.dispersion(single["value"], people)
            told.loc[line.index, "unrest"] = unrest(single)
    events = told["count_low"].notna()
    low, high = counts.quasi_poisson_interval(told.loc[events, "value"], told.loc[events, "dispersion"])
    told = told.assign(wide_low=float("nan"), wide_high=float("nan"))
    told.loc[events, "wide_low"], told.loc[events, "wide_high"] = low, high
    for name in ("low", "high"):
        told[f"wide_rate_{name}"] = (told[f"wide_{name}"] / told["population"] * PER).where(told["rate"].notna())
    return told
