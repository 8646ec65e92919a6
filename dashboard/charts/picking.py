"""A click on a mark chooses its area; the page decides what follows."""

import altair as alt
import pandas as pd

PICKED = "gebied"
"""Name of the selection of every chart in which an area can be chosen; its field is region_id."""


def pickable(layer: alt.Chart) -> alt.Chart:
    """The layer with the selection: any mark of the chart whose data has a region_id can be clicked."""
    return layer.add_params(alt.selection_point(name=PICKED, fields=["region_id"], on="click", empty=False))


def ground(region_id: str) -> alt.Chart:
    """An invisible ground under a chart of one area, so that a click anywhere in it chooses the area."""
    rows = pd.DataFrame({"region_id": [region_id]})
    return pickable(alt.Chart(rows).mark_rect(fillOpacity=0, fill="#fff", cursor="pointer", aria=False))
