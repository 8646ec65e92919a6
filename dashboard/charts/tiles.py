"""A tile map of our own making: every arrondissement equally large, its place by approximation.

Size or a single quiet hue says how much; neither says safe or dangerous.
"""

import altair as alt
import pandas as pd

from dashboard.charts.picking import pickable
from dashboard.charts.theme import Look, either, finish
from dashboard.once import once

PLACES: dict[str, tuple[int, int]] = {
    "ar11:AR05": (3, 0),
    "ar11:AR02": (1, 1),
    "ar11:AR06": (3, 1),
    "ar11:AR01": (1, 2),
    "ar11:AR04": (2, 2),
    "ar11:AR03": (3, 2),
    "ar11:AR07": (0, 3),
    "ar11:AR08": (1, 3),
    "ar11:AR11": (1, 4),
    "ar11:AR10": (2, 4),
    "ar11:AR09": (3, 4),
    "ar19:leeuwarden": (3, 0),
    "ar19:groningen": (4, 0),
    "ar19:alkmaar": (1, 1),
    "ar19:zwolle": (3, 1),
    "ar19:assen": (4, 1),
    "ar19:haarlem": (0, 2),
    "ar19:amsterdam": (1, 2),
    "ar19:zutphen": (3, 2),
    "ar19:almelo": (4, 2),
    "ar19:den-haag": (0, 3),
    "ar19:rotterdam": (1, 3),
    "ar19:utrecht": (2, 3),
    "ar19:arnhem": (3, 3),
    "ar19:dordrecht": (1, 4),
    "ar19:den-bosch": (2, 4),
    "ar19:roermond": (3, 4),
    "ar19:middelburg": (0, 5),
    "ar19:breda": (1, 5),
    "ar19:maastricht": (3, 5),
}
"""Column and row of each area, from the north-west."""
TILE = 96
DOWN = 14
"""Height of a tile, and how far under its middle the figure stands, in pixels."""


def tile_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with column, row, and the name broken over lines (`name`, joined by |).

    rows: region_id, region. Raises KeyError for an area that has no place on the map.
    """
    places = [PLACES[region] for region in rows["region_id"]]
    return rows.assign(
        column=[place[0] for place in places],
        row=[place[1] for place in places],
        name=rows["region"].str.replace("-", "-|").str.replace(r"\|West-\|", "West-|", regex=True),
    )


@once
def tiles(rows: pd.DataFrame, look: Look, *, sized: bool, title: str) -> alt.LayerChart:
    """One tile an area with its name and figure.

    rows: as `tile_rows` makes them, with value (null: no figure, drawn hatched), told (the figure as text), mark
    (what must be known about it, or empty), chosen (framed) and tip. A click chooses an area.
    sized: the figure is the area of a disc, for counts; else one hue shows a quantity per inhabitant.
    """
    palette = look.palette
    columns, lines = int(rows["column"].max()) + 1, int(rows["row"].max()) + 1
    x = alt.X("column:O", axis=None, scale=alt.Scale(domain=list(range(columns)), paddingInner=0.05, paddingOuter=0))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=list(range(lines)), paddingInner=0.06, paddingOuter=0))
    base = alt.Chart(rows).encode(x=x, y=y, tooltip=[alt.Tooltip("tip:N", title=title)])
    plain = base.mark_rect(cornerRadius=5, stroke=palette.neutral, strokeWidth=0.6, fill=palette.paper)
    layers: list[alt.Chart] = []
    known, missing = "isValid(datum.value)", "!isValid(datum.value)"
    if sized:
        layers.append(plain)
        layers.append(
            base.transform_filter(known)
            .mark_circle(color=palette.registered[0], opacity=0.28, yOffset=DOWN)
            .encode(size=alt.Size("value:Q", scale=alt.Scale(domainMin=0, range=[0, 2400]), legend=None))
        )
        ink = alt.ColorValue(palette.ink)
    else:
        shade = alt.Color("value:Q", scale=alt.Scale(range=list(palette.scale), domainMin=0), legend=None)
        layers.append(base.transform_filter(known).mark_rect(cornerRadius=5).encode(color=shade))
        peak = float(rows["value"].max())
        ink = either(alt.ColorValue, f"datum.value > {peak * 0.6}", look.pale, palette.ink)
    layers.append(
        base.transform_filter(missing).mark_rect(
            cornerRadius=5, stroke=palette.neutral, strokeDash=[3, 3], fill=palette.paper, aria=False
        )
    )
    names = base.mark_text(
        fontWeight="bold", fontSize=12, dy=-TILE / 2 + 14, lineBreak="|", baseline="middle", limit=110
    )
    layers.append(names.encode(text=alt.Text("name:N"), color=ink))
    layers.append(base.mark_text(fontSize=13, dy=DOWN, baseline="middle").encode(text=alt.Text("told:N"), color=ink))
    layers.append(
        base.mark_text(fontSize=11, dy=DOWN + 17, baseline="middle").encode(text=alt.Text("mark:N"), color=ink)
    )
    frame = base.mark_rect(cornerRadius=5, fillOpacity=0, fill="#fff", stroke=palette.ink, cursor="pointer", aria=False)
    layers.append(pickable(frame.encode(strokeWidth=either(alt.StrokeWidthValue, "datum.chosen", 2.5, 0))))
    chart = alt.layer(*layers, height=lines * TILE, width="container")
    return finish(chart, look)
