"""A map of areas with their real boundaries.

Size or a single quiet hue says how much; neither says safe or dangerous. An area without a figure is hatched.
"""

import json
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from dashboard.charts.picking import pickable
from dashboard.charts.theme import Look, either, finish

HEIGHT = 520
STROKES = 55
"""Of the hatching, over the whole map."""
SIZES = [0, 2400]
"""Of the discs, in square pixels."""
LINE = 12
"""Height of a line of a name, in pixels."""


def boundary_map(
    rows: pd.DataFrame, shapes: Mapping[str, str], look: Look, *, sized: bool, title: str
) -> alt.LayerChart:
    """Every area in its own place, with its name and figure.

    rows: region_id, region, value (null: no figure, drawn hatched), told (the figure as text), mark (what must be
    known about it, or empty), chosen (framed) and tip. shapes: GeoJSON of each region_id, in degrees, rings clockwise.
    A click chooses an area. sized: the figure is the area of a disc, for counts; else one hue shows a quantity per
    inhabitant. Raises KeyError for an area without a shape.
    """
    palette = look.palette
    areas = features(rows, shapes)
    base = alt.Chart(alt.InlineData(values=areas)).encode(tooltip=[alt.Tooltip("tip:N", title=title)])
    known = "isValid(datum.value)"
    shape = {"stroke": palette.neutral, "strokeWidth": 0.8, "strokeJoin": "round"}
    layers: list[alt.Chart] = [base.mark_geoshape(fill=palette.paper, **shape)]
    if not sized:
        shade = alt.Color("value:Q", scale=alt.Scale(range=list(palette.scale), domainMin=0), legend=None)
        layers.append(base.transform_filter(known).mark_geoshape(**shape).encode(color=shade))
    strokes = hatching(areas)
    if strokes:
        hatched = alt.Chart(alt.InlineData(values=strokes))
        layers.append(hatched.mark_geoshape(filled=False, stroke=palette.neutral, strokeWidth=1.2, aria=False))
    frame = base.mark_geoshape(fill="#fff", fillOpacity=0, stroke=palette.ink, cursor="pointer", aria=False)
    layers.append(pickable(frame.encode(strokeWidth=either(alt.StrokeWidthValue, "datum.chosen", 2.5, 0))))
    place: dict[str, Any] = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
    if sized:
        discs = base.transform_filter(known).mark_circle(color=palette.registered[0], opacity=0.28, cursor="pointer")
        size = alt.Size("value:Q", scale=alt.Scale(domainMin=0, range=SIZES), legend=None)
        layers.append(discs.encode(size=size, **place))
    above = alt.ExprRef(
        f"{LINE} - {LINE} * length(split(datum.name, '|')) - 11"
    )  # a name grows upwards from its figure
    words: tuple[tuple[str, dict[str, Any]], ...] = (
        ("name", {"fontSize": 11, "fontWeight": "bold", "lineBreak": "|", "lineHeight": LINE, "dy": above}),
        ("told", {"fontSize": 13, "baseline": "middle"}),
        ("mark", {"fontSize": 10, "baseline": "middle", "dy": 15}),
    )
    halo, ink = alt.StrokeValue(palette.paper), alt.ColorValue(palette.ink)
    if not sized:  # on a strong tint pale words, within a rim of that tint where they leave their area
        strong = f"datum.value > {float(rows['value'].max()) * 0.6}"
        halo = either(alt.StrokeValue, strong, palette.scale[1], palette.paper)
        ink = either(alt.ColorValue, strong, look.pale, palette.ink)
    for field, style in words:
        rim = base.mark_text(strokeWidth=2.5, strokeJoin="round", fillOpacity=0, aria=False, **style)
        layers.append(rim.encode(text=alt.Text(f"{field}:N"), stroke=halo, **place))
        text = base.mark_text(cursor="pointer", **style)
        layers.append(text.encode(text=alt.Text(f"{field}:N"), color=ink, **place))
    chart = alt.layer(*layers, projection=alt.Projection(type="mercator"), height=HEIGHT, width="container")
    return finish(chart, look)


def features(rows: pd.DataFrame, shapes: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows as GeoJSON features with their columns beside the geometry, the name broken over lines (`name`, joined
    by |), and the place of the words: the middle of the largest circle that fits in the area."""
    import shapely  # here: a page without a map does not wait for it

    found = []
    for row in rows.to_dict("records"):
        geometry = shapely.from_geojson(shapes[str(row["region_id"])])
        middle = shapely.get_point(shapely.maximum_inscribed_circle(geometry, 0.005), 0)
        found.append(
            {
                "type": "Feature",
                "geometry": json.loads(shapes[str(row["region_id"])]),
                **{str(name): None if pd.isna(cell) else cell for name, cell in row.items()},
                "name": str(row["region"]).replace("-", "-|"),
                "longitude": round(middle.x, 4),
                "latitude": round(middle.y, 4),
            }
        )
    return found


def hatching(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Slanting strokes over the areas without a value, as GeoJSON features; evenly spread over the whole map."""
    import shapely

    every = [shapely.from_geojson(json.dumps(one["geometry"])) for one in areas]
    west, south, east, north = shapely.total_bounds(every)
    wide, high = east - west, north - south
    step = (wide + high) / STROKES
    lines = [
        [[west + at * step - high, south], [west + at * step, north]] for at in range(1, int((wide + high) / step) + 1)
    ]
    strokes = shapely.MultiLineString(lines)
    missing = [shape for one, shape in zip(areas, every, strict=True) if one["value"] is None]
    cut = [one for one in shapely.intersection(missing, strokes) if not one.is_empty]
    return [{"type": "Feature", "geometry": json.loads(shapely.to_geojson(one))} for one in cut]
