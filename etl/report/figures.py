"""Figures of a report as SVG, by Vega-Lite: vectors. Registered is solid, estimated a dashed box."""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pandas as pd
import vl_convert

FONTS = Path(font_source_sans_pro.font_directory)
FAMILY = "'Source Sans Pro', 'Source Sans 3', 'Source Sans', Arial, sans-serif"
WIDTH = 520
INK, MUTED, NEUTRAL, GRID = "#1d2a3a", "#56616d", "#7f8893", "#e6e3dc"
LINES = ["#2f5d8a", "#5b87ad", "#3f7377", "#6b6f9c", "#7c6a4f", "#4a4f57"]
DASHES = [[1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [5, 2, 1, 2, 1, 2], [12, 4]]
SHAPES = ["circle", "square", "diamond", "triangle-up", "triangle-down", "cross"]
ESTIMATED = "#7a4f9a"
CROWDED = 20
"""Years beyond which points would hide their line."""
ROOM = 4.5
"""Years left free at the right for the names of the lines."""


@cache
def _ready() -> None:
    vl_convert.register_font_directory(str(FONTS))


def svg(layers: list[dict[str, Any]], height: int, language: str) -> str:
    """Layers on shared axes as one SVG, numbers in the convention of the language."""
    _ready()
    dutch = language == "nl"
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": height,
        "padding": 2,
        "layer": layers,
        "config": {
            "locale": {
                "number": {
                    "decimal": "," if dutch else ".",
                    "thousands": "." if dutch else ",",
                    "grouping": [3],
                    "currency": ["€ ", ""],
                }
            },
            "font": FAMILY,
            "background": "transparent",
            "view": {"stroke": None},
            "axis": {
                "labelColor": MUTED,
                "titleColor": MUTED,
                "gridColor": GRID,
                "domainColor": NEUTRAL,
                "tickColor": NEUTRAL,
                "labelFontSize": 11,
                "titleFontSize": 11,
                "titleFontWeight": "normal",
            },
            "text": {"font": FAMILY, "fontSize": 11, "color": INK},
        },
    }
    return _drawn(json.dumps(spec))


@lru_cache(maxsize=200)
def _drawn(spec: str) -> str:
    """The municipalities of one district share its figure."""
    return str(vl_convert.vegalite_to_svg(spec, vl_version="5.21"))


def _axes(first: int, last: int, title: str, top: float) -> dict[str, Any]:
    step = 1 if last - first <= 14 else 5
    years = [year for year in range(first, last + 1) if step == 1 or year % step == 0]
    return {
        "x": {
            "field": "x",
            "type": "quantitative",
            "scale": {"domain": [first - 0.5, last + ROOM * (last - first + 1) / 12], "zero": False, "nice": False},
            "axis": {"values": years, "format": "d", "title": None, "grid": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "scale": {"domain": [0, top], "nice": False},
            "axis": {"title": title, "tickCount": 4, "format": ",.0f"},
        },
    }


def lines(
    rows: pd.DataFrame, title: str, language: str, *, height: int = 130, ranges: pd.DataFrame | None = None
) -> str:
    """Lines over years with points, a band where there are limits, and each name at the end of its line.

    rows: label, x (year), value, low, high (may be null), open (bool: under 5 or provisional), segment (points of one
    segment are joined). ranges: label, x, x2, low, high of published estimates, drawn as dashed boxes.
    """
    labels = list(dict.fromkeys(rows["label"]))
    first, last = int(rows["x"].min()), int(rows["x"].max())
    peak = rows[["value", "high"]].max().max()
    if ranges is not None and len(ranges):
        peak = max(peak, ranges["high"].max())
        first, last = min(first, int(ranges["x"].min() + 0.5)), max(last, int(ranges["x2"].max()))
    axes = _axes(first, last, title, float(peak) * 1.18 or 1)
    x, y = axes["x"], axes["y"]
    colour = {"field": "label", "type": "nominal", "scale": {"domain": labels, "range": LINES}, "legend": None}
    dash = {"field": "label", "type": "nominal", "scale": {"domain": labels, "range": DASHES}, "legend": None}
    shape = {"field": "label", "type": "nominal", "scale": {"domain": labels, "range": SHAPES}, "legend": None}
    layers: list[dict[str, Any]] = []
    if ranges is not None and len(ranges):
        layers += _boxes(ranges, x, y)
    data = {"values": json.loads(rows.to_json(orient="records"))}
    limits = rows[rows["low"].notna()]
    if len(limits) and len(labels) == 1:
        layers.append(
            {
                "data": {"values": json.loads(limits.to_json(orient="records"))},
                "mark": {"type": "area", "opacity": 0.15},
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "low"},
                    "y2": {"field": "high"},
                    "color": colour,
                    "detail": {"field": "segment"},
                },
            }
        )
    layers.append(
        {
            "data": data,
            "mark": {"type": "line", "strokeWidth": 1.8},
            "encoding": {"x": x, "y": y, "color": colour, "strokeDash": dash, "detail": {"field": "segment"}},
        }
    )
    layers.append(
        {
            "data": data,
            "mark": {"type": "point", "size": 38 if last - first <= CROWDED else 9, "strokeWidth": 1.5, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "stroke": colour,
                "shape": shape,
                "fill": {"condition": {"test": "datum.open", "value": "white"}, **colour},
            },
        }
    )
    layers.append(_names(rows, axes["x"], y, height))
    return svg(layers, height, language)


def _boxes(ranges: pd.DataFrame, x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    data = {"values": json.loads(ranges.to_json(orient="records"))}
    place = {"x": x, "x2": {"field": "x2"}, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    step = 0.055 * y["scale"]["domain"][1]  # the height of a name
    named = ranges.drop_duplicates("label").sort_values(["high", "x"])
    named = named.assign(place=named["high"] + step * named.groupby("high").cumcount())
    for at, one in named.iterrows():  # where the edge of another box would run through a name, it stands below its own
        across = ranges["high"].between(one["high"], one["high"] + 2 * step, inclusive="right")
        if (across & (ranges["x"] <= one["x2"]) & (ranges["x2"] >= one["x"])).any():
            named.loc[at, "place"] = one["low"] - 1.6 * step
    names = {"values": json.loads(named.to_json(orient="records"))}
    box = {"type": "rect", "fill": ESTIMATED, "fillOpacity": 0.12, "stroke": ESTIMATED, "strokeDash": [5, 3]}
    name = {"type": "text", "align": "left", "baseline": "bottom", "dy": -3, "color": ESTIMATED}
    return [
        {"data": data, "mark": box, "encoding": place},
        {"data": names, "mark": name, "encoding": {"x": x, "y": {**y, "field": "place"}, "text": {"field": "label"}}},
    ]


def _names(rows: pd.DataFrame, x: dict[str, Any], y: dict[str, Any], height: int) -> dict[str, Any]:
    """The name of every line at its last point, moved apart where two would meet."""
    last = rows.sort_values("x").groupby("label", sort=False).tail(1).sort_values("value")
    apart, floor, placed = 13 * y["scale"]["domain"][1] / height, float("-inf"), []
    for value in last["value"]:
        floor = max(float(value), floor + apart)
        placed.append(floor)
    told = last.assign(place=placed, x=rows["x"].max())[["x", "place", "label"]]
    return {
        "data": {"values": json.loads(told.to_json(orient="records"))},
        "mark": {"type": "text", "align": "left", "dx": 8, "baseline": "middle"},
        "encoding": {"x": x, "y": {**y, "field": "place"}, "text": {"field": "label"}},
    }
