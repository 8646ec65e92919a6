"""Every number drawn equals the number downloaded, and the number in the table beside the chart.

The picture is read by its pixels (see drawn.py), the file is what the button of the figure gives.
"""

import math
from datetime import date
from itertools import pairwise

import pytest
from drawn import Chart, Point, charts
from rows import (
    Row,
    bounds,
    drawable,
    found_points,
    found_ranges,
    found_tiles,
    is_number,
    number,
    of,
    read,
    well_formed,
)

from dashboard.texts import text

STATES = {
    "overview": "/",
    "old arrondissementen": "/arrondissementen",
    "old arrondissementen, rates of some": "/arrondissementen?maat=rate&gebieden=ar19:breda&gebieden=ar19:zwolle",
    "present arrondissementen": "/arrondissementen?indeling=huidig",
    "migration by year": "/migratie",
    "migration by month": "/migratie?per=month&migration-years=2020&migration-years=2026",
    "dark number": "/dark-number",
    "criminal justice": "/strafrechtketen",
    "a story": "/verhalen",
}
PARTLY_DRAWN = ("rekenvoorbeeld",)
"""The chart shows the areas that are chosen, file and table show all."""
BESIDE_EACH_OTHER = ("twee-jaren",)


@pytest.mark.parametrize("state", STATES)
def test_what_is_drawn_is_what_is_downloaded_and_what_stands_in_the_table(shown, state):
    screen = shown(STATES[state])
    for key in screen.figures():
        rows, table = download(screen, key), screen.table(key)
        as_drawn(charts(screen.figure(key)), rows, whole=key not in PARTLY_DRAWN)
        if key in BESIDE_EACH_OTHER:
            beside_each_other(table, rows)
        else:
            as_tabled(table, rows)
    assert screen.complaints == []


def download(screen, key: str) -> list[Row]:
    screen.unfold(key)
    name, path = screen.download(screen.figure(key).locator("[data-testid=stDownloadButton] button"))
    assert name == f"mensenhandelmonitor-{key}.csv"
    rows = read(path)
    well_formed(rows)
    return rows


def as_drawn(pictures: list[Chart], rows: list[Row], whole: bool = True) -> None:
    """Every mark is a row of the file, and with `whole` every row that has a place in the picture is a mark."""
    seen: set[int] = set()
    column = "value"
    for chart in pictures:
        if chart.points:
            column, hits = found_points(chart.points, rows)
            seen |= hits
        if chart.ranges:
            seen |= found_ranges(chart.ranges, rows)
        for one in chart.limits:
            hits = {i for i, row in enumerate(rows) if of(one.label, row) and bounds(row, one.value)}
            assert hits, one
            seen |= hits
        if chart.tiles:
            column, hits = found_tiles(chart.tiles, rows)
            seen |= hits
        for line in chart.lines:
            joined(line)
            assert set(line) <= set(chart.points)
        if not (chart.points or chart.ranges or chart.limits or chart.tiles):
            assert [number(one) for one in chart.texts if is_number(one.replace(".", ""))] == [
                float(row["persons"]) for row in rows
            ]
    if pictures and whole and column in rows[0]:
        assert [row for i, row in enumerate(rows) if i not in seen and drawable(row, column)] == []


def joined(line: list[Point]) -> None:
    """A line never steps over a period without a figure."""
    assert len({one.label for one in line}) == 1
    for a, b in pairwise(line):
        if isinstance(a.when, int) and isinstance(b.when, int):
            assert b.when - a.when == 1
        elif isinstance(a.when, date) and isinstance(b.when, date):
            assert (b.when - a.when).days in (*range(28, 33), 365, 366)


def as_tabled(table: list[Row], rows: list[Row]) -> None:
    """A cell of the table is the number of the file, written as Dutch is."""
    assert len(table) == len(rows)
    for heading, column, precision in (("figure", "value", 0.05), ("rate", "rate", 0.005)):
        name = text("nl", f"column.{heading}")
        if column not in rows[0] or name not in table[0]:
            continue
        for cell, row in zip([one[name] for one in table], rows, strict=True):
            if row[column] != "" and row.get("state", "value") in ("value", "zero"):
                assert math.isclose(number(cell), float(row[column]), abs_tol=precision)
            else:
                assert not is_number(cell.replace(".", ""))


def beside_each_other(table: list[Row], rows: list[Row]) -> None:
    """An area a row, with its numbers of two periods side by side."""
    told = {(row["Gebied"], period): cell for row in table for period, cell in row.items()}
    for row in rows:
        assert number(told[row["region"], row["period"]]) == float(row["value"])


def test_the_om_totals_of_2007_to_2011_and_their_sum_stand_on_the_page(shown):
    screen = shown("/arrondissementen")
    rows = [row for row in screen.table("landelijk") if row["Reeks"] == "OM-data, peildatum april 2012"]
    assert [(row["Periode"], row["Cijfer"]) for row in rows] == [
        ("2007", "281"),
        ("2008", "214"),
        ("2009", "141"),
        ("2010", "215"),
        ("2011", "255"),
        ("2007–2011", "1.106"),
    ]


def test_the_om_totals_are_drawn_where_they_belong(shown):
    (chart,) = charts(shown("/arrondissementen").figure("landelijk"))
    drawn = {one.when: round(one.value, 6) for one in chart.points if one.label == "OM-data, peildatum april 2012"}
    assert drawn == {2007: 281, 2008: 214, 2009: 141, 2010: 215, 2011: 255}


def test_the_om_total_is_written_1106_with_a_comma_in_english(shown):
    rows = shown("/arrondissementen?lang=en").table("landelijk")
    assert [row["Figure"] for row in rows if row["Period"] == "2007–2011"] == ["1,106"]


def test_the_share_in_view_of_2018_is_drawn_as_a_band_from_9_to_15_percent_of_the_expert_estimate(shown):
    screen = shown("/")
    (chart,) = charts(screen.figure("in-beeld"))
    drawn = {one.label: (round(one.low, 4), round(one.high, 4)) for one in chart.ranges}
    told = {(row["Periode"], row["Schatting"]): row["In beeld"] for row in screen.table("in-beeld")}
    assert drawn["2018 · deskundigen 2019"] == (0.0891, 0.1484)
    assert told["2018", "deskundigen 2019"] == "9–15%"
    assert chart.points == []  # never one number


def test_every_break_in_a_picture_is_explained_under_it(shown):
    screen = shown("/")
    (chart,) = charts(screen.figure("gemeld-en-geschat"))
    explained = screen.figure("gemeld-en-geschat").locator("details", has_text="Wat er veranderde").locator("strong")
    assert chart.breaks == {one.split(".")[0] for one in explained.all_text_contents()}
