"""Checks of what comes in, once every file has been read: keys, references, and what a figure must obey.

Each rule is a function of the frames that tells `Findings` which rows fail, what was expected and what was got.
"""

from collections.abc import Callable

import pandas as pd

from etl import periods
from etl.findings import FILE, ROW, Findings, show
from etl.model import dimensions, tables

Frames = dict[str, pd.DataFrame]
SMALL = 5
"""Counts under this are marked and never give a percentage change."""


def check_all(frames: Frames, findings: Findings) -> None:
    """Run every check between rows and between tables; `frames` holds typed rows with file and row number."""
    incomplete = {failure.file for failure in findings.failures}
    for name, frame in frames.items():
        check_keys(name, frame, findings)
        check_references(name, frame, frames, incomplete, findings)
    for name, rules in RULES.items():
        for rule in rules:
            if name in frames:
                rule(frames[name], frames, findings)


def check_keys(name: str, frame: pd.DataFrame, findings: Findings) -> None:
    key = [column for column in tables()[name].key if column in frame]
    first = frame.groupby(key, dropna=False, sort=False)[[FILE, ROW]].transform("first")
    again = frame.duplicated(key, keep="first")
    said = frame[key].astype("str").agg(" / ".join, axis=1) + " again, first in " + first[FILE] + ":" + first[ROW].astype("str")
    findings.expect(frame, ~again, key[-1], "each " + " + ".join(key) + " once", said)


def check_references(
    name: str, frame: pd.DataFrame, frames: Frames, incomplete: set[str], findings: Findings
) -> None:
    """Every reference must lead somewhere; skipped where the other file itself failed, or one error would say a hundred."""
    for field in tables()[name].given:
        target = field.references
        if not target or tables()[target].file in incomplete:
            continue
        known = set(frames[target][tables()[target].key[0]])
        cells = frame[field.name]
        ok = cells.isna() | cells.isin(known) | (field.any & (cells == "*"))
        findings.expect(frame, ok, field.name, f"a {tables()[target].key[0]} that stands in {_home(target)}")


def _home(target: str) -> str:
    return {"region": "regions.csv or placements.csv"}.get(target, str(tables()[target].file))


def whole_numbers(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """Persons, cases and reports are counted whole: 1.106 is a Dutch thousand, not a figure."""
    kinds = frames["indicator"].drop_duplicates("indicator_id").set_index("indicator_id")["number_kind"]
    counted = frame["indicator_id"].map(kinds) != "measure"
    for column in ("value", "low", "high"):
        ok = ~counted | frame[column].isna() | (frame[column] % 1 == 0)
        findings.expect(frame, ok, column, "a whole number without separators (1106, not 1.106)")
        findings.expect(frame, frame[column].isna() | (frame[column] >= 0), column, "a number of 0 or more")


def state_matches_value(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    some = frame[["value", "low", "high"]].notna().any(axis=1)
    state = frame["state"]
    findings.expect(
        frame,
        (state != "value") | some,
        "value",
        "a number, or a state that says why there is none (missing, suppressed, not_applicable)",
    )
    findings.expect(frame, (state != "zero") | (frame["value"] == 0), "value", "0 where state is zero")
    findings.expect(frame, (state != "value") | (frame["value"] != 0), "state", "zero where the value is 0")
    without = state.isin(["missing", "suppressed", "not_applicable"])
    findings.expect(
        frame, ~(without & some), "state", "value where a number is given", state + " with a number"
    )


def bounds_in_order(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    low, value, high = frame["low"], frame["value"], frame["high"]
    findings.expect(frame, ~(low > high), "low", "a lower bound not above high")
    findings.expect(frame, ~((value < low) | (value > high)), "value", "a value between low and high")


def unit_of_indicator(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    units = frames["indicator"].drop_duplicates("indicator_id").set_index("indicator_id")["unit_en"]
    expected = frame["indicator_id"].map(units)
    findings.expect(frame, expected.isna() | (frame["unit"] == expected), "unit", expected.astype("str"))


def canonical_breakdown(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """One spelling for one breakdown, or the unique key does not see a double row."""
    canonical = frame["breakdown"].map(lambda text: ";".join(sorted(set(text.split(";")))))
    findings.expect(frame, frame["breakdown"] == canonical, "breakdown", canonical)
    named = frame["breakdown"].map(lambda text: text == "total" or _dimensions(text) <= set(dimensions()))
    findings.expect(frame, named, "breakdown", "dimensions out of " + ", ".join(dimensions()))


def _dimensions(breakdown: str) -> set[str]:
    return {part.partition("=")[0] for part in breakdown.split(";")}


def within_life_of_region(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """An old arrondissement has no figure after 2012, a present one none before it began (its first year is partial)."""
    life = frames["region"].drop_duplicates("region_id").set_index("region_id")
    starts = frame["region_id"].map(life["valid_from"]).str[:4]
    ends = frame["region_id"].map(life["valid_to"])
    dated = frame["period"] != periods.UNDATED
    known = {text: periods.bounds(text) for text in frame.loc[dated, "period"].unique()}
    first = frame["period"].map({text: str(days[0])[:4] for text, days in known.items() if days})
    last = frame["period"].map({text: str(days[1]) for text, days in known.items() if days})
    ok = ~(dated & ((first < starts) | (last > ends)))
    lives = "a period in which the area existed (" + starts.fillna("…") + " to " + ends.fillna("now") + ")"
    findings.expect(frame, ok, "period", lives)


def parts_add_up(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """Where every area of one edition is published beside the national total, the areas may not exceed it,
    and must equal it where the series holds nothing outside the areas (a national or functional office)."""
    types = frames["region"].drop_duplicates("region_id").set_index("region_id")["type"]
    rows = frame.assign(type=frame["region_id"].map(types))
    group = ["indicator_id", "series", "period", "breakdown"]
    national = rows[(rows["type"] == "land") & rows["value"].notna()].set_index(group)
    other = set(map(tuple, rows.loc[rows["type"] == "parket", group].to_numpy()))
    for edition in ("arrondissement19", "arrondissement11"):
        size = int((types == edition).sum())
        areas = rows[(rows["type"] == edition) & rows["value"].notna()]
        sums = areas.groupby(group)["value"].agg(["sum", "size"])
        for key, total in sums[sums["size"] == size]["sum"].items():
            if key not in national.index:
                continue
            row = national.loc[[key]].iloc[0]
            findings.checks += 1
            wrong = total > row["value"] if key in other else total != row["value"]
            if wrong:
                findings.fail(row[FILE], row[ROW], "value", f"{show(total)}, the sum of the {size} areas", show(row["value"]))


def pooled_equals_years(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """A pooled total per area equals the sum of its years when all of these are given (the printed OM table)."""
    area = frame[(frame["region_id"] != "nl") & frame["value"].notna()]
    years = area[area["period"].map(periods.is_year)]
    value = years.set_index(["indicator_id", "series", "region_id", "breakdown", "period"])["value"].to_dict()
    for _index, row in area[area["period"].str.fullmatch(r"\d{4}/\d{4}")].iterrows():
        first, last = map(int, row["period"].split("/"))
        key = (row["indicator_id"], row["series"], row["region_id"], row["breakdown"])
        parts = [value.get((*key, str(year))) for year in range(first, last + 1)]
        if all(part is not None for part in parts):
            findings.checks += 1
            if sum(part for part in parts if part is not None) != row["value"]:
                total = sum(part for part in parts if part is not None)
                findings.fail(row[FILE], row[ROW], "value", f"{show(total)}, the sum of its years", show(row["value"]))


def one_unit_a_group(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    first = frame.groupby("comparable_group")["unit"].transform("first")
    findings.expect(frame, frame["unit"] == first, "unit", first + ", as the rest of its comparable_group")


Rule = Callable[[pd.DataFrame, Frames, Findings], None]
RULES: dict[str, list[Rule]] = {
    "observation": [
        whole_numbers,
        state_matches_value,
        bounds_in_order,
        unit_of_indicator,
        canonical_breakdown,
        within_life_of_region,
        parts_add_up,
        pooled_equals_years,
    ],
    "estimate": [bounds_in_order, one_unit_a_group],
}
