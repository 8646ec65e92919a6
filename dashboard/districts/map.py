"""The areas of one edition on a map: with their real boundaries where these were downloaded, else as tiles."""

import pandas as pd

from dashboard import queries, tables
from dashboard.charts.boundaries import boundary_map
from dashboard.charts.tiles import tile_rows, tiles
from dashboard.districts.choice import Choice
from dashboard.districts.picking import pick
from dashboard.drawn_once import drawn_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.panel import Panel


@drawn_once
def tile_map(choice: Choice, year: str, kind: str) -> Figure:
    """All areas of the edition on a tile map; one without a figure stays visible, in dashes."""
    drawn = tile_rows(_areas(choice, year, kind))
    chart = tiles(drawn, look(), sized=choice.events, title=choice.name)
    subtitle = t("regions.map_sized" if choice.events else "regions.map_shaded", unit=choice.unit)
    return _figure(choice, year, Panel(chart, _words(drawn)), subtitle)


@drawn_once
def real_map(choice: Choice, year: str, kind: str) -> Figure | None:
    """All areas of the edition within their boundaries, one without a figure hatched; None without all boundaries."""
    drawn = _areas(choice, year, kind)
    held = queries.boundaries(kind).set_index("region_id")
    if not set(drawn["region_id"]) <= set(held.index):
        return None
    shapes = {str(area): str(shape) for area, shape in held["geometry"].items()}
    chart = boundary_map(drawn, shapes, look(), sized=choice.events, title=choice.name)
    year_of = held["year"].iloc[0]
    subtitle = t("regions.real_sized" if choice.events else "regions.real_shaded", unit=choice.unit, year=year_of)
    made = _figure(choice, year, Panel(chart, _words(drawn)), subtitle)
    made.rows.insert(len(made.rows.columns), "boundary_source_id", held["source_id"].iloc[0])
    return made


def _areas(choice: Choice, year: str, kind: str) -> pd.DataFrame:
    """Every area of the edition with its figure of a year: region_id, region, value, told, mark, chosen, tip."""
    held = choice.rows[choice.rows["period"] == year].set_index("region_id")
    places = queries.regions(kind).rename(columns={"name": "region"})[["region_id", "region"]]
    value = places["region_id"].map(held[choice.measure]).astype("float64")
    decimals = 0 if choice.measure == "value" else 1
    small = places["region_id"].map(held["small_number"]).fillna(False).astype(bool)
    drawn = places.assign(
        value=value,
        told=[t("regions.no_figure") if pd.isna(one) else n(one, decimals) for one in value],
        mark=[t("flag.small") if little else "" for little in small],
        chosen=places["region_id"].isin(choice.chosen),
    )
    known = {area: tables.figure_text(row, language()) for area, row in held.iterrows() if pd.isna(row["value"])}
    notes = [mark or known.get(area, "") for area, mark in zip(drawn["region_id"], drawn["mark"], strict=True)]
    return drawn.assign(
        tip=drawn["region"] + ": " + drawn["told"] + pd.Series([f" ({one})" if one else "" for one in notes])
    )


def _words(drawn: pd.DataFrame) -> str:
    return "; ".join(drawn.sort_values("region")["tip"])


def _figure(choice: Choice, year: str, panel: Panel, subtitle: str) -> Figure:
    rows = choice.rows[choice.rows["period"] == year].copy()
    return Figure(
        key="kaart",
        per_head=True,
        title=t("regions.map_title", name=choice.name, year=year),
        subtitle=subtitle,
        panels=[panel],
        rows=rows,
        table=tables.observations(rows, language(), choice.columns),
        notes=choice.meaning(),
        pick=pick,
    )
