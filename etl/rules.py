"""What a figure must obey. Each rule is a function of the frames that tells `Findings` which rows fail."""

from collections.abc import Callable

import pandas as pd

from etl import capture, periods
from etl.findings import FILE, ROW, Findings, show
from etl.model import dimensions

Frames = dict[str, pd.DataFrame]
SMALL = 5
"""Counts under this are marked and never give a percentage change."""
NUMBERS = ("value", "low", "high")
FIGURE = ["indicator_id", "series", "period", "breakdown"]
"""Figures that differ in their area alone share these."""
ELSEWHERE = " (if the total holds cases of no area, add a row for parket:landelijk, with state missing if not known)"


def _by_id(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """One row an id, also when the file has a double one (that is another check's finding)."""
    return table.drop_duplicates(key).set_index(key)


def _is_counted(frame: pd.DataFrame, frames: Frames) -> pd.Series:
    kind = frame["indicator_id"].map(_by_id(frames["indicator"], "indicator_id")["number_kind"])
    return kind.isin(["event_count", "count"])


def plausible_numbers(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """Persons, cases and reports are counted whole, nothing is negative, and no share exceeds the whole."""
    counted = _is_counted(frame, frames)
    for column in NUMBERS:
        number = frame[column]
        whole = ~counted | number.isna() | (number % 1 == 0)
        findings.expect(frame, whole, column, "a whole number without separators (1106, not 1.106)")
        findings.expect(frame, number.isna() | (number >= 0), column, "a number of 0 or more")
        over = (frame["unit"] == "%") & (number > 100)
        findings.expect(frame, ~over, column, "a percentage of 100 at most")


def state_matches_value(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    some = frame[list(NUMBERS)].notna().any(axis=1)
    state, value = frame["state"], frame["value"]
    why = "a number, or in the column state why there is none (missing, suppressed, not_applicable)"
    findings.expect(frame, (state != "value") | some, "value", why)
    findings.expect(frame, (state != "zero") | (value == 0), "value", "0 where state is zero")
    findings.expect(frame, (state != "value") | (value != 0), "state", "zero where the value is 0 (counted: none)")
    summed = frame["missing_parts"].fillna(0) > 0 if "missing_parts" in frame else False  # has its own lower bound
    without = state.isin(["missing", "suppressed", "not_applicable"]) & ~summed
    findings.expect(frame, ~(without & some), "state", "value where a number is given", state + " with a number")


def bounds_in_order(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    low, value, high = frame["low"], frame["value"], frame["high"]
    findings.expect(frame, ~(low > high), "low", "a lower bound not above high")
    findings.expect(frame, ~((value < low) | (value > high)), "value", "a value between low and high")


def some_number(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    some = frame[list(NUMBERS)].notna().any(axis=1)
    findings.expect(frame, some, "value", "a number, here or in low or high")
    for column in NUMBERS:
        findings.expect(frame, ~(frame[column] < 0), column, "a number of 0 or more")


def unit_of_indicator(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    expected = frame["indicator_id"].map(_by_id(frames["indicator"], "indicator_id")["unit_en"])
    findings.expect(frame, expected.isna() | (frame["unit"] == expected), "unit", expected.astype("str"))


def canonical_breakdown(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """One spelling for one breakdown, or the unique key does not see a double row."""
    parts = {text: text.split(";") for text in frame["breakdown"].unique()}
    named = {text: [part.partition("=")[0] for part in some] for text, some in parts.items()}
    known = {*dimensions(), "total"}
    canonical = frame["breakdown"].map({text: ";".join(sorted(some)) for text, some in parts.items()})
    findings.expect(frame, frame["breakdown"] == canonical, "breakdown", canonical)
    right = frame["breakdown"].map({text: set(some) <= known for text, some in named.items()})
    findings.expect(frame, right, "breakdown", "total, or dimensions out of " + ", ".join(dimensions()))
    once = frame["breakdown"].map({text: len(set(some)) == len(some) for text, some in named.items()})
    findings.expect(frame, once, "breakdown", "each dimension once")


def within_life_of_region(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """An old arrondissement has no figure after 2012, a present one none before the year it began."""
    life = _by_id(frames["region"], "region_id")
    starts, ends = (frame["region_id"].map(life[name]).astype("str") for name in ("valid_from", "valid_to"))
    days = {text: periods.bounds(text) for text in frame["period"].unique()}
    first = frame["period"].map({text: str(both[0].year) for text, both in days.items() if both})
    last = frame["period"].map({text: str(both[1]) for text, both in days.items() if both})
    outside = (first < starts.str[:4]) | (last > ends)
    lived = starts.where(starts.isna(), "from " + starts).fillna("")
    lived += ends.where(ends.isna(), " until " + ends).fillna("")
    expected = "a period in which " + frame["region_id"] + " existed (" + lived.str.strip() + ")"
    findings.expect(frame, ~outside.fillna(False), "period", expected)


def parts_add_up(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """Where areas of one edition are published beside the national count they may not exceed it; all of them
    together must equal it, unless the series has a row for what lies outside them (a parket without area)."""
    types = _by_id(frames["region"], "region_id")["type"]
    counts = frame[_is_counted(frame, frames)]
    kind = counts["region_id"].map(types)
    elsewhere = kind.isin(["parket", "zonder_plaats"])
    if "missing_parts" in counts:  # crimes added up from municipalities: some may have no known place
        events = _by_id(frames["indicator"], "indicator_id")["number_kind"] == "event_count"
        elsewhere |= counts["missing_parts"].notna() & counts["indicator_id"].map(events)
    outside = counts.loc[elsewhere, FIGURE].drop_duplicates().assign(outside=True)
    national = counts[(kind == "land") & counts["value"].notna()].drop_duplicates(FIGURE)
    for edition in ("arrondissement19", "arrondissement11"):
        areas = counts[kind == edition].drop_duplicates([*FIGURE, "region_id"])
        told = {"total": ("value", "sum"), "given": ("value", "count"), "where": (FILE, "first")}
        both = national.merge(areas.groupby(FIGURE, as_index=False).agg(**told), on=FIGURE)
        both = both.merge(outside, how="left", on=FIGURE)
        if both.empty:
            continue
        equal = (both["given"] == (types == edition).sum()) & both["outside"].isna()
        right = (both["total"] == both["value"]) | (~equal & (both["total"] < both["value"]))
        areas_in = both["given"].astype("str") + " areas in " + both["where"]
        said = both["total"].map("{:.0f}, the sum of the ".format) + areas_in
        findings.expect(both, right, "value", said + equal.map({True: ELSEWHERE, False: ", or more"}))


def pooled_equals_years(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """A pooled total per area equals the sum of its years when all are given (the printed OM table)."""
    area = frame[(frame["region_id"] != "nl") & frame["value"].notna()]
    years = area[area["period"].str.fullmatch(r"\d{4}")]
    key = ["indicator_id", "series", "region_id", "breakdown"]
    value = years.set_index([*key, "period"])["value"].to_dict()
    pooled = area[area["period"].str.fullmatch(r"\d{4}/\d{4}")]
    for row in pooled.to_dict("records"):
        first, last = map(int, row["period"].split("/"))
        same = tuple(row[column] for column in key)
        parts = [value[*same, str(year)] for year in range(first, last + 1) if (*same, str(year)) in value]
        if len(parts) == last - first + 1:
            findings.checks += 1
            if sum(parts) != row["value"]:
                expected = f"{sum(parts):.0f}, the sum of its years"
                findings.note(row[FILE], row[ROW], "value", expected, show(row["value"]))


def one_unit_a_group(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    first = frame.groupby("comparable_group")["unit"].transform("first")
    findings.expect(frame, frame["unit"] == first, "unit", first + ", as the rest of its comparable_group")


def plausible_placement(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    findings.expect(frame, frame["year"].between(1900, 2099), "year", "a year as YYYY")
    findings.expect(frame, frame["population"] >= 0, "population", "a number of 0 or more")


def link_between_two(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    other = frame["source_variable"] != frame["target_variable"]
    findings.expect(frame, other, "target_variable", "another variable than source_variable")


def term_once(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    findings.expect(frame, ~frame["term_nl"].duplicated(), "term_nl", "each term once")


Rule = Callable[[pd.DataFrame, Frames, Findings], None]
RULES: dict[str, list[Rule]] = {
    "observation": [
        plausible_numbers,
        state_matches_value,
        bounds_in_order,
        unit_of_indicator,
        canonical_breakdown,
        within_life_of_region,
        parts_add_up,
        pooled_equals_years,
    ],
    "placement": [plausible_placement],
    "causal_link": [link_between_two],
    "term": [term_once],
    "estimate": [some_number, bounds_in_order, one_unit_a_group],
    "capture_history": [capture.histories_of_lists],
    "capture_dataset": [capture.persons_of_histories],
    "capture_list": [capture.lists_in_order],
}
