"""What a figure must obey. Each rule is a function of the frames that tells `Findings` which rows fail."""

from collections.abc import Callable

import pandas as pd

from etl import breakdowns, capture, periods
from etl.adding_up import Frames, by_id, is_counted, parts_add_up, pooled_equals_years, whole_divisions
from etl.findings import Findings
from etl.model import dimensions

SMALL = 5
"""Counts under this are marked and never give a percentage change."""
NUMBERS = ("value", "low", "high")


def plausible_numbers(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """Persons, cases and reports are counted whole, nothing is negative, and no share exceeds the whole."""
    counted = is_counted(frame, frames)
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
    nothing = ~(frame["low"] > 0) & ~(frame["high"] > 0)
    bounded = (state == "zero") & ~nothing
    findings.expect(frame, ~bounded, "state", "value where low or high is not 0", state + " with bounds")
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
    expected = frame["indicator_id"].map(by_id(frames["indicator"], "indicator_id")["unit_en"])
    findings.expect(frame, expected.isna() | (frame["unit"] == expected), "unit", expected.astype("str"))


def canonical_breakdown(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """One spelling for one breakdown, or the unique key does not see a double row."""
    parts = {text: text.split(";") for text in frame["breakdown"].unique()}
    named = {text: [part.partition("=")[0] for part in some] for text, some in parts.items()}
    known = {*dimensions(), "total", "*"}  # all of them, of which a pattern says where it may stand
    canonical = frame["breakdown"].map({text: ";".join(sorted(some)) for text, some in parts.items()})
    findings.expect(frame, frame["breakdown"] == canonical, "breakdown", canonical)
    right = frame["breakdown"].map({text: set(some) <= known for text, some in named.items()})
    findings.expect(frame, right, "breakdown", "total, or dimensions out of " + ", ".join(dimensions()))
    once = frame["breakdown"].map({text: len(set(some)) == len(some) for text, some in named.items()})
    findings.expect(frame, once, "breakdown", "each dimension once")


def listed_or_every_value(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """As `listed_values`, where a part may stand for every value of its dimension."""
    wrong = {text: breakdowns.wrong_part(text, every=True) for text in frame["breakdown"].unique()}
    findings.expect(frame, frame["breakdown"].map(wrong).isna(), "breakdown", frame["breakdown"].map(wrong))


def listed_values(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """A value with a slip of the pen would be a breakdown of its own, that no page has words for."""
    wrong = {text: breakdowns.wrong_part(text) for text in frame["breakdown"].unique()}
    findings.expect(frame, frame["breakdown"].map(wrong).isna(), "breakdown", frame["breakdown"].map(wrong))


def within_life_of_region(frame: pd.DataFrame, frames: Frames, findings: Findings) -> None:
    """An old arrondissement has no figure after 2012, a present one none before the year it began."""
    life = by_id(frames["region"], "region_id")
    starts, ends = (frame["region_id"].map(life[name]).astype("str") for name in ("valid_from", "valid_to"))
    days = {text: periods.bounds(text) for text in frame["period"].unique()}
    first = frame["period"].map({text: str(both[0].year) for text, both in days.items() if both})
    last = frame["period"].map({text: str(both[1]) for text, both in days.items() if both})
    outside = (first < starts.str[:4]) | (last > ends)
    lived = starts.where(starts.isna(), "from " + starts).fillna("")
    lived += ends.where(ends.isna(), " until " + ends).fillna("")
    expected = "a period in which " + frame["region_id"] + " existed (" + lived.str.strip() + ")"
    findings.expect(frame, ~outside.fillna(False), "period", expected)


def begun_by_today(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """What has not begun cannot have been counted; an estimate or a plan may be of later."""
    days = {text: periods.bounds(text) for text in frame["period"].unique()}
    later = {text for text, both in days.items() if both and both[0].isoformat() > findings.today}
    findings.expect(frame, ~frame["period"].isin(later), "period", f"a period that began by {findings.today}")


def one_unit_a_group(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    first = frame.groupby("comparable_group")["unit"].transform("first")
    findings.expect(frame, frame["unit"] == first, "unit", first + ", as the rest of its comparable_group")


def plausible_publication(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    """A law that is in force may be of the nineteenth century."""
    year = frame["year"]
    findings.expect(frame, year.isna() | year.between(1800, 2099), "year", "a year as YYYY, of 1800 to 2099")


def plausible_placement(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    findings.expect(frame, frame["year"].between(periods.FIRST_YEAR, periods.LAST_YEAR), "year", "a year as YYYY")
    findings.expect(frame, frame["population"] >= 0, "population", "a number of 0 or more")


def link_between_two(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    other = frame["source_variable"] != frame["target_variable"]
    findings.expect(frame, other, "target_variable", "another variable than source_variable")


def term_once(frame: pd.DataFrame, _: Frames, findings: Findings) -> None:
    findings.expect(frame, ~frame["term_nl"].duplicated(), "term_nl", "each term once")


Rule = Callable[[pd.DataFrame, Frames, Findings], None]
RULES: dict[str, list[Rule]] = {
    "placement": [plausible_placement, whole_divisions],  # before its sums are judged as observations
    "observation": [
        plausible_numbers,
        state_matches_value,
        bounds_in_order,
        unit_of_indicator,
        canonical_breakdown,
        listed_values,
        begun_by_today,
        within_life_of_region,
        parts_add_up,
        pooled_equals_years,
    ],
    "source": [plausible_publication],
    "causal_link": [link_between_two],
    "term": [term_once],
    "estimate": [some_number, bounds_in_order, one_unit_a_group, listed_values],
    "blind_spot": [listed_values],
    "break": [canonical_breakdown, listed_or_every_value],
    "capture_history": [capture.histories_of_lists],
    "capture_dataset": [capture.persons_of_histories],
    "capture_list": [capture.lists_in_order],
}
