"""What stands in a figure beside its lines: bands, boxes of estimates, names, rules of breaks and the key.

Each makes layers of Vega-Lite on the axes x and y of the figure.
"""

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd

ESTIMATED, NEUTRAL = "#7a4f9a", "#7f8893"
Layers = list[dict[str, Any]]
ROW, UNDER = 14, 14
"""Height of a row of the key, and of what stands between it and the figure, in pixels."""
LONGEST = 35
"""Letters of a name that fits in half of a figure."""


def bands(rows: pd.DataFrame, x: dict[str, Any], y: dict[str, Any], colour: dict[str, Any]) -> Layers:
    """The band between the limits of a line, where it has them."""
    limits = rows[rows["low"].notna()]
    encoding = {
        "x": x,
        "y": {**y, "field": "low"},
        "y2": {"field": "high"},
        "color": colour,
        "detail": {"field": "segment"},
    }
    return [{"data": _values(limits), "mark": {"type": "area", "opacity": 0.15}, "encoding": encoding}] * bool(
        len(limits)
    )


def rules(breaks: pd.DataFrame, x: dict[str, Any]) -> Layers:
    """A thin numbered rule at each place where a line is cut. breaks: x, number (text)."""
    data = _values(breaks)
    rule = {"type": "rule", "stroke": NEUTRAL, "strokeWidth": 1, "opacity": 0.6}
    number = {"type": "text", "baseline": "bottom", "fontSize": 10}
    return [
        {"data": data, "mark": rule, "encoding": {"x": x}},
        {"data": data, "mark": number, "encoding": {"x": x, "y": {"value": -1}, "text": {"field": "number"}}},
    ]


def columns_of(names: Sequence[str]) -> int:
    """In how many columns the names of a key stand clear of each other, also in a wider letter than this one."""
    return 2 if max(map(len, names), default=0) <= LONGEST else 1


def key(
    name: str, place: int, held: int, columns: int, colour: str, dash: Sequence[int], shape: str, width: int
) -> Layers:
    """One entry of the key above a figure: a piece of the line with its point, and its name.

    place: of this entry among `held`, in so many columns (`columns_of`). width: of the figure, in pixels.
    """
    rows, row = -(-held // columns), place // columns
    left, up = (place % columns) * width / columns, -UNDER - ROW * (rows - row) + ROW // 2
    data, at = {"values": [{"name": name}]}, {"value": up}
    line = {"type": "rule", "stroke": colour, "strokeWidth": 1.8, "strokeDash": list(dash)}
    point = {"type": "point", "shape": shape, "fill": colour, "stroke": colour, "size": 34, "opacity": 1}
    text = {"type": "text", "align": "left", "baseline": "middle"}
    return [
        {"data": data, "mark": line, "encoding": {"x": {"value": left}, "x2": {"value": left + 30}, "y": at}},
        {"data": data, "mark": point, "encoding": {"x": {"value": left + 15}, "y": at}},
        {"data": data, "mark": text, "encoding": {"x": {"value": left + 37}, "y": at, "text": {"field": "name"}}},
    ]


def boxes(ranges: pd.DataFrame, x: dict[str, Any], y: dict[str, Any]) -> Layers:
    """Published estimates as dashed boxes with their names. ranges: label, x, x2 (years), low, high."""
    data = _values(ranges)
    place = {"x": x, "x2": {"field": "x2"}, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    step = 0.055 * y["scale"]["domain"][1]  # the height of a name
    named = ranges.drop_duplicates("label").sort_values(["high", "x"])
    named = named.assign(place=named["high"] + step * named.groupby("high").cumcount())
    for at, one in named.iterrows():  # where the edge of another box would run through a name, it stands below its own
        across = ranges["high"].between(one["high"], one["high"] + 2 * step, inclusive="right")
        if (across & (ranges["x"] <= one["x2"]) & (ranges["x2"] >= one["x"])).any():
            named.loc[at, "place"] = one["low"] - 1.6 * step
    box = {"type": "rect", "fill": ESTIMATED, "fillOpacity": 0.12, "stroke": ESTIMATED, "strokeDash": [5, 3]}
    name = {"type": "text", "align": "left", "baseline": "bottom", "dy": -3, "color": ESTIMATED}
    return [
        {"data": data, "mark": box, "encoding": place},
        {
            "data": _values(named),
            "mark": name,
            "encoding": {"x": x, "y": {**y, "field": "place"}, "text": {"field": "label"}},
        },
    ]


def names(rows: pd.DataFrame, x: dict[str, Any], y: dict[str, Any], height: int) -> dict[str, Any]:
    """The name of every line at its own last point, moved up where two would meet. height: of the figure, in pixels."""
    last = rows.sort_values("x", kind="stable").groupby("label", sort=False).tail(1).sort_values("value")
    apart, floor, placed = 13 * y["scale"]["domain"][1] / height, float("-inf"), []
    for value in last["value"]:
        floor = max(float(value), floor + apart)
        placed.append(floor)
    return {
        "data": _values(last.assign(place=placed)[["x", "place", "label"]]),
        "mark": {"type": "text", "align": "left", "dx": 8, "baseline": "middle"},
        "encoding": {"x": x, "y": {**y, "field": "place"}, "text": {"field": "label"}},
    }


def _values(rows: pd.DataFrame) -> dict[str, Any]:
    return {"values": json.loads(rows.to_json(orient="records"))}
