"""The tile map of one edition of the areas."""

import pandas as pd

from dashboard import queries, tables
from dashboard.charts.tiles import tile_rows, tiles
from dashboard.districts.choice import Choice
from dashboard.districts.picking import pick
from dashboard.figure import Figure, Panel
from dashboard.language import language, look, n, t


def tile_map(choice: Choice, year: str, kind: str) -> Figure:
    """All areas of the edition on a tile map; one without a figure stays visible, hatched."""
    rows = choice.rows[choice.rows["period"] == year]
    places = queries.regions(kind).rename(columns={"name": "region"})[["region_id", "region"]]
    held = rows.set_index("region_id")
    value = places["region_id"].map(held[choice.measure])
    events = choice.about["number_kind"] == "event_count"
    decimals = 0 if choice.measure == "value" else 1
    told = [t("regions.no_figure") if pd.isna(one) else n(one, decimals) for one in value]
    small = places["region_id"].map(held["small_number"]).fillna(False).astype(bool)
    marks = [t("flag.small") if little else "" for little in small]
    drawn = tile_rows(places.assign(value=value, told=told, mark=marks))
    drawn["chosen"] = drawn["region_id"].isin(choice.chosen)
    drawn["tip"] = drawn["region"] + ": " + drawn["told"] + drawn["mark"].map(lambda one: f" ({one})" if one else "")
    chart = tiles(drawn, look(), sized=bool(events), title=choice.name)
    return Figure(
        key="kaart",
        title=t("regions.map_title", name=choice.name, year=year, unit=choice.unit),
        subtitle=t("regions.map_sized" if events else "regions.map_shaded"),
        panels=[Panel(chart, "; ".join(drawn.sort_values("region")["tip"]))],
        rows=rows,
        table=tables.observations(rows, language(), choice.columns),
        pick=pick,
    )
