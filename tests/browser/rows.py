"""The rows of a file that was downloaded, and which of them a mark in a picture stands for."""

import csv
import math
import re
from datetime import date
from pathlib import Path

from drawn import Point, Range, Tile

from dashboard import estimates, numbers
from dashboard.texts import text

Row = dict[str, str]

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DAYS = ("period_start", "period_end", "vintage")
COUNTED = ("value", "low", "high", "rate", "count_low", "count_high")


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def well_formed(rows: list[Row]) -> None:
    """Days are days, and numbers are numbers, in every row of a column."""
    for row in rows:
        assert [row[name] for name in DAYS if row.get(name, "") and not DAY.fullmatch(row[name])] == []
        counted = (*COUNTED, "population") if "region" in row else COUNTED  # of an estimate it tells who is meant
        assert [row[name] for name in counted if row.get(name, "") and not is_number(row[name])] == []


def number(cell: str) -> float:
    """1.106, 2,59 and 27% as people read them in Dutch."""
    return float(cell.removesuffix("%").replace(".", "").replace(",", "."))


def pairs(row: Row) -> list[tuple[str, str]]:
    """Columns that are the two ends of one range."""
    return [(one, one.replace("low", "high")) for one in row if one.endswith("low")]


def measures(rows: list[Row]) -> list[str]:
    """Columns that hold numbers which could be drawn."""
    words = ("period", "year", "months", "vintage")
    held = {name for row in rows for name, cell in row.items() if name not in words and is_number(cell)}
    return sorted(held, key=lambda name: (name != "value", name))


def is_number(cell: str) -> bool:
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def same(drawn: float, told: str) -> bool:
    return told != "" and math.isclose(drawn, float(told), rel_tol=1e-6, abs_tol=1e-6)


def of(label: str, row: Row) -> bool:
    """Whether a label in the picture names this row."""
    period = numbers.period(row.get("period", ""), "nl")
    if "|" in label:
        return label == f"{period}|{row['series']}"
    if "result_id" in row:  # an outcome of the estimator is named in words that are not in the file
        return True
    names = [period, *(row.get(name, "") for name in ("region", "series_nl", "indicator_nl", "label", "method"))]
    group = row.get("comparable_group") or (row.get("series", "") if row.get("region", "") == "" else "")
    if group:
        names.append(estimates.name(group, "nl"))
    return any(name and name in label for name in names)


def at(when: int | str | date | None, row: Row) -> bool:
    """Whether a place on the time axis lies in the period of this row."""
    if when is None:
        return True
    if isinstance(when, str):
        return row["period"] == when
    if isinstance(when, date):
        return row["period_start"] <= when.isoformat() <= row["period_end"]
    return row["period_end"][:4] == str(when)


def during(mark: Range, row: Row) -> bool:
    """Whether a range stands for the years of this row, on the axis or in its label."""
    if mark.years is not None:
        return mark.years == (int(row["period_start"][:4]), int(row["period_end"][:4]))
    return all(year in mark.label for year in (row.get("year") or row.get("period", "")).split("/"))


def found_points(points: list[Point], rows: list[Row]) -> tuple[str, set[int]]:
    """The one column that all points of a chart were drawn from, and the rows that were drawn."""
    for column in measures(rows):
        hits = [
            {
                i
                for i, row in enumerate(rows)
                if same(one.value, row[column]) and of(one.label, row) and at(one.when, row)
            }
            for one in points
        ]
        if all(hits):
            return column, set().union(*hits)
    raise AssertionError(f"no column of the file holds {points}")


def found_ranges(ranges: list[Range], rows: list[Row]) -> set[int]:
    for low, high in pairs(rows[0]):
        hits = [
            {
                i
                for i, row in enumerate(rows)
                if same(one.low, row[low]) and same(one.high, row[high]) and of(one.label, row) and during(one, row)
            }
            for one in ranges
        ]
        if all(hits):
            return set().union(*hits)
    raise AssertionError(f"no two columns of the file hold {ranges}")


def bounds(row: Row, value: float) -> bool:
    """Whether a stroke is the number of a row, or one of its ends where it has no single number."""
    if row.get("value", "") != "":
        return False
    return any(same(value, row.get(name, "")) for name in ("low", "high", "estimate"))


def found_tiles(tiles: list[Tile], rows: list[Row]) -> tuple[str, set[int]]:
    """The one column that the tiles were drawn from, and the rows that were drawn."""
    held = {row["region"]: i for i, row in enumerate(rows)}
    shown = [one for one in tiles if one.words != text("nl", "regions.no_figure")]
    for column, times in (("value", 1.0), ("rate", 1.0), ("rate", 0.01)):  # the last: per 1,000 inhabitants
        told = [float(rows[held[one.label]][column] or "nan") * times for one in shown]
        written = [number(one.words.split()[0]) for one in shown]
        if all(math.isclose(a, b, abs_tol=0.05) for a, b in zip(written, told, strict=True)):
            break
    else:
        raise AssertionError(f"no column of the file holds {shown}")
    assert [one.label for one in shown if "< 5" in one.words] == [
        one.label for one in shown if rows[held[one.label]]["small_number"] == "true"
    ]
    # the area of a disc says how many, not its radius
    scales = [one.size / value for one, value in zip(shown, told, strict=True) if one.size and value]
    assert all(math.isclose(one, scales[0], rel_tol=1e-6) for one in scales)
    assert [one for one in tiles if one not in shown and (one.size is not None or one.label in held)] == []
    return column, {held[one.label] for one in shown}


def drawable(row: Row, column: str) -> bool:
    """Sums over more years and figures without a year stand in the table and the file, and have no place on an axis."""
    told = row.get(column, "") != "" or (row.get("low", "") != "" and row.get("high", "") != "")
    pooled = "/" in row.get("period", "") and row.get("region", "") != ""
    return told and not pooled and row.get("period") != "undated"
