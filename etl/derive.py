"""What the build computes from checked facts: dates, marks, intervals and rates. Pure functions on frames."""

import pandas as pd

from etl import periods
from etl.counts import poisson_interval
from etl.model import tables
from etl.rules import SMALL

CUTTING_KINDS = ("definition", "law", "registration", "organisation")
"""Breaks after which the same word counts something else: they cut the line, the others are only marked."""
PER = 100_000


def with_bounds(frame: pd.DataFrame, column: str, first: str, last: str) -> pd.DataFrame:
    """Adds first and last day (datetime.date or None) of the period in `column`."""
    days = {text: periods.bounds(text) or (None, None) for text in frame[column].unique()}
    result = frame.copy()
    result[first] = frame[column].map({text: day[0] for text, day in days.items()})
    result[last] = frame[column].map({text: day[1] for text, day in days.items()})
    return result


def observations(facts: pd.DataFrame, indicators: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Observation rows with dates, the mark of a small number, and the vintage.

    A stand on 1 January lasts that one day, however the source writes its year.
    """
    about = indicators.set_index("indicator_id")
    result = with_bounds(facts, "period", "period_start", "period_end")
    stand = result["indicator_id"].map(about["moment"]) == "1 January"
    result.loc[stand, "period_end"] = result.loc[stand, "period_start"]
    counted = result["indicator_id"].map(about["number_kind"]) != "measure"
    result["small_number"] = (counted & (result["value"] < SMALL)).fillna(False)
    if "missing_parts" not in result:  # only sums of downloaded figures have parts
        result["missing_parts"] = pd.Series(pd.NA, index=result.index, dtype="Int64")
    result["vintage"] = vintage
    return result


def breaks(facts: pd.DataFrame) -> pd.DataFrame:
    result = with_bounds(facts, "date", "starts", "ends")
    result["cuts"] = result["kind"].isin(CUTTING_KINDS)
    return result


def population_by_area(observed: pd.DataFrame) -> pd.DataFrame:
    """Inhabitants on 1 January: region_id, period (a year), population, population_source_id.

    Only the register of CBS counts; the rounded figures of a report do not make a rate.
    """
    rows = observed[
        (observed["indicator_id"] == "population")
        & (observed["series"] == "cbs-register")
        & (observed["breakdown"] == "total")
        & observed["value"].notna()
    ]
    named = rows.rename(columns={"value": "population", "source_id": "population_source_id"})
    return named[["region_id", "period", "population", "population_source_id"]]


def count_statistics(observed: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Poisson limits of every count of events, and per 100,000 inhabitants where that area and year has a
    population.

    A rate belongs to one year of one edition of an area; a pooled period or an area without its population
    gets none. Limits of a rate are those of the count over the same population (a register, taken as known).
    """
    about = indicators.set_index("indicator_id")
    columns = [name for name in tables()["count_statistic"].columns if name in observed]
    kind = observed["indicator_id"].map(about["number_kind"])
    per_head = observed["indicator_id"].map(about["per_inhabitant"]).astype(bool)
    rows = observed.loc[observed["value"].notna() & ((kind == "event_count") | per_head), [*columns, "value"]].copy()
    events = rows["indicator_id"].map(about["number_kind"]) == "event_count"
    low, high = poisson_interval(rows.loc[events, "value"])
    rows.loc[events, "count_low"], rows.loc[events, "count_high"] = low, high
    rows = rows.merge(population_by_area(observed), how="left", on=["region_id", "period"])
    rows.loc[
        ~rows["indicator_id"].map(about["per_inhabitant"]).astype(bool),
        ["population", "population_source_id"],
    ] = None
    for name, column in (("rate", "value"), ("rate_low", "count_low"), ("rate_high", "count_high")):
        rows[name] = rows[column] / rows["population"] * PER
    return rows
