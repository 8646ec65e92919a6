"""Figures of a report as SVG, by Vega-Lite: vectors. Registered is solid, estimated a dashed box."""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import pandas as pd
import vl_convert

from etl.report.marks import NEUTRAL, bands, boxes, columns_of, key, names, rules
from etl.signs import REGISTERED, dashes, shapes

FONTS = Path(font_source_sans_pro.font_directory)
FAMILY = "'Source Sans Pro', 'Source Sans 3', 'Source Sans', Arial, sans-serif"
WIDTH = 520
INK, MUTED, GRID = "#1d2a3a", "#56616d", "#e6e3dc"
CROWDED = 20
"""Years beyond which points would hide their line."""
ROOM, BARE = 4.5, 0.5
"""Years left free at the right, for the names of the lines and without them."""


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


def _axes(first: int, last: int, title: str, top: float, room: float) -> dict[str, Any]:
    step = 1 if last - first <= 14 else 5
    years = [year for year in range(first, last + 1) if step == 1 or year % step == 0]
    return {
        "x": {
            "field": "x",
            "type": "quantitative",
            "scale": {"domain": [first - 0.5, last + room], "zero": False, "nice": False},
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
    rows: pd.DataFrame,
    title: str,
    language: str,
    *,
    height: int = 120,
    ranges: pd.DataFrame | None = None,
    order: Sequence[str] = (),
    told: Sequence[str] = (),
    breaks: pd.DataFrame | None = None,
) -> str:
    """Lines over years with points, a band where there are limits, and each name at the end of its line.

    rows: label (its colour and its name), series (its dash and shape), x (year), value, low, high (may be null), open
    (bool: under 5 or provisional), segment (points of one segment are joined). ranges: label, x, x2, low, high of
    published estimates, drawn as dashed boxes. order: every label that has a sign of its own, drawn or not; those of
    the rows unless given. told: series that a key above the figure names; where they are the labels, it stands in
    place of the names. breaks: x, number of the rules that stand where a line is cut.
    """
    same = bool((rows["label"] == rows["series"]).all())
    labels = list(order or dict.fromkeys(rows["label"]))
    series = labels if same else list(dict.fromkeys(rows["series"]))
    named = not (same and told)
    first, last = int(rows["x"].min()), int(rows["x"].max())
    peak = rows[["value", "high"]].max().max()
    if ranges is not None and len(ranges):
        peak = max(peak, ranges["high"].max())
        first, last = min(first, int(ranges["x"].min() + 0.5)), max(last, int(ranges["x2"].max()))
    axes = _axes(first, last, title, float(peak) * 1.18 or 1, ROOM * (last - first + 1) / 12 if named else BARE)
    x, y = axes["x"], axes["y"]
    colour = _scale("label", labels, REGISTERED)
    lined, pointed = dashes(len(series)), shapes(len(series))
    dash, shape = _scale("series", series, lined), _scale("series", series, pointed)
    data = {"values": json.loads(rows.to_json(orient="records"))}
    layers: list[dict[str, Any]] = []
    if breaks is not None and len(breaks):
        layers += rules(breaks, x)
    if ranges is not None and len(ranges):
        layers += boxes(ranges, x, y)
    if rows["label"].nunique() == 1:
        layers += bands(rows, x, y, colour)
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
    if named:
        layers.append(names(rows, x, y, height))
    for place, name in enumerate(told):
        at = series.index(name)
        colour_of = REGISTERED[at % len(REGISTERED)] if same else MUTED
        layers += key(name, place, len(told), columns_of(told), colour_of, lined[at], pointed[at], WIDTH)
    return svg(layers, height, language)


def _scale(field: str, domain: Sequence[str], range_: Sequence[object]) -> dict[str, Any]:
    scale = {"domain": list(domain), "range": list(range_)}
    return {"field": field, "type": "nominal", "scale": scale, "legend": None}
