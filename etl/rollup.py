"""Municipal figures added up to court districts and police units, with the division of each year.

A sum with a part that has no figure is missing: it gets a lower bound and the number of missing parts, never a guess.
What the service publishes for an area itself is not computed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from etl.findings import FILE, ROW
from etl.live import FIGURE, UNPLACED
from etl.sources.placements import OF_THE_YEAR

TARGETS = ("district_id", "police_unit_id")
NAMED = 5
"""At most this many municipalities are named in a note."""
LACKING = {
    "no division": {"nl": "er is geen indeling van dat jaar", "en": "there is no division of that year"},
    "old districts": {
        "nl": "de indeling van dat jaar heeft nog de negentien arrondissementen van 2012",
        "en": "the division of that year still has the nineteen court districts of 2012",
    },
    "no place": {
        "nl": "niet in de indeling van dat jaar: {codes}",
        "en": "not in the division of that year: {codes}",
    },
}
"""Why a year has no sums."""
MORE = {"nl": " en nog {count}", "en": " and {count} more"}
DIVISION_NL = {True: "indeling van dat jaar", False: "deels volgens een eerdere indeling of opvolging bij wet"}
DIVISION_EN = {True: "division of that year", False: "in part by an earlier division or succession by law"}


@dataclass(frozen=True)
class Rolled:
    """The rows with those for which a municipality did not exist marked so, the sums, and by language (nl, en) which
    years have none and why."""

    rows: pd.DataFrame
    sums: pd.DataFrame
    notes: dict[str, str]


def placed(division: pd.DataFrame, placement: pd.DataFrame) -> pd.DataFrame:
    """Every year's division: year, region_id, name, district_id, police_unit_id, same; what was downloaded goes first.

    same: it is the division of the year itself, and not an earlier one or succession by law.
    """
    columns = ["year", "region_id", "name", *TARGETS, "same"]
    division = division.assign(same=True)
    bundled = placement[~placement["year"].isin(set(division["year"]))]
    bundled = bundled.assign(same=bundled["basis"].str.endswith(OF_THE_YEAR))
    return pd.concat([part[columns] for part in (division, bundled) if len(part)] or [division[columns]])


def roll_up(rows: pd.DataFrame, places: pd.DataFrame) -> Rolled:
    """Sums of the municipal rows of one source. `places` as `placed` gives it."""
    codes = pd.Series(rows["region_id"].unique(), dtype="str")
    placeable = codes[codes.str.startswith("gm:") & ~codes.str.removeprefix("gm:").isin(UNPLACED)]
    municipal = rows[rows["region_id"].isin(placeable)]
    years = {period: int(period[:4]) for period in municipal["period"].unique()}
    municipal = municipal.assign(year=municipal["period"].map(years).astype("int64"))
    known = places[["year", "region_id"]].drop_duplicates().assign(exists=True)
    exists = municipal[["year", "region_id"]].merge(known, how="left", on=["year", "region_id"])["exists"].notna()
    municipal["exists"] = exists.to_numpy()
    gone = ~municipal["exists"] & municipal["year"].isin(set(places["year"])) & (municipal["state"] == "missing")
    rows = rows.copy()
    rows.loc[municipal.index[gone], "state"] = "not_applicable"
    stopped = dict(_stopped(municipal, places))
    good = municipal[~municipal["year"].isin(list(stopped)) & municipal["exists"]]
    sums = [_sums(good, places[~places["year"].isin(list(stopped))], target) for target in TARGETS]
    made = pd.concat(sums, ignore_index=True)
    key = [*FIGURE, "region_id"]
    published = rows.loc[rows["region_id"].isin(set(made["region_id"])), key].assign(published=True)
    new = made[key].merge(published, how="left", on=key)["published"].isna().to_numpy()
    notes = {one: "; ".join(f"{year} ({why[one]})" for year, why in sorted(stopped.items())) for one in MORE}
    return Rolled(rows, made[new], notes)


def _stopped(municipal: pd.DataFrame, places: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    """Years whose municipal figures cannot be placed, with the reason by language."""
    editions = places.assign(old=places["district_id"].str.startswith("ar19:")).groupby("year")["old"].any()
    lost = municipal[~municipal["exists"] & (municipal["value"] > 0)]
    for year in sorted(set(municipal["year"])):
        if year not in editions.index:
            yield year, LACKING["no division"]
        elif editions[year] and year > 2012:
            yield year, LACKING["old districts"]
        elif len(some := sorted(set(lost.loc[lost["year"] == year, "region_id"]))):
            yield year, {one: why.format(codes=_named(some, one)) for one, why in LACKING["no place"].items()}


def _named(regions: list[str], language: str) -> str:
    """Codes of CBS of the first few municipalities, and how many more there are."""
    more = MORE[language].format(count=len(regions) - NAMED) if len(regions) > NAMED else ""
    return ", ".join(one.removeprefix("gm:") for one in regions[:NAMED]) + more


def _sums(good: pd.DataFrame, places: pd.DataFrame, target: str) -> pd.DataFrame:
    """One row a figure and area of the target, in the columns of an observation with missing_parts."""
    within = places[places[target].notna()]
    whole = within.groupby(["year", target])["same"].agg(parts="size", same="all")
    joined = good.merge(within[["year", "region_id", target]], on=["year", "region_id"])
    key = [*FIGURE, target, "year"]
    told = joined.assign(provisional=joined["status"] == "provisional").groupby(key, sort=False)
    sums = told.agg(
        **{FILE: (FILE, "first"), ROW: (ROW, "first")},
        unit=("unit", "first"),
        total=("value", "sum"),
        known=("value", "count"),
        provisional=("provisional", "any"),
        status=("status", "first"),
        source_id=("source_id", "first"),
        locator=("locator", "first"),
    ).reset_index()
    sums = sums.join(whole, on=["year", target]).rename(columns={target: "region_id"})
    absent = sums["parts"] - sums["known"]
    complete = absent == 0
    state = pd.Series("value", index=sums.index).mask(sums["total"] == 0, "zero").where(complete, "missing")
    counts = sums["known"].astype("str") + "/" + sums["parts"].astype("str")
    return sums.assign(
        value=sums["total"].where(complete),
        low=sums["total"].where(~complete & (sums["known"] > 0)),
        high=float("nan"),
        state=state,
        status=sums["status"].mask(sums["provisional"], "provisional"),
        confidence="derived",
        missing_parts=absent,
        note_nl="Som van de gemeenten, " + sums["same"].map(DIVISION_NL) + " (" + counts + " met een cijfer).",
        note_en="Sum of the municipalities, " + sums["same"].map(DIVISION_EN) + " (" + counts + " with a figure).",
    ).drop(columns=["year", "total", "known", "provisional", "parts", "same"])
