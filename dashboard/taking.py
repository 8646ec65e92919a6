"""What a reader takes along, as the page Downloads shows it: its rows, and how to cite it."""

from dashboard import caveats, html, queries, tables
from dashboard.drawn_once import told_once
from dashboard.language import language, n, t
from etl import package
from etl.selection import Selection

SHOWN = 200
"""Rows on the page; the files hold all of them."""
OPEN = 2
"""With more indicators than this their definitions start closed."""


@told_once
def rows(selection: Selection) -> str:
    """What may not be concluded from a selection, and its first rows, nationwide figures before those of areas, as a
    table in HTML."""
    extract = queries.extract_of(selection)
    found = extract.rows
    title = queries.series().set_index("series")[f"title_{language()}"]
    ordered = found.assign(
        **{f"series_{language()}": found["series"].map(title)},
        of_area=found["region_type"] != "land",
        pooled=found["period"].str.contains("/"),
    ).sort_values(["indicator_id", "of_area", "region", "region_id", "series", "breakdown", "pooled", "period_start"])
    shown = ordered.head(SHOWN)
    columns = ["indicator", "area", "period", "figure", "rate", "breakdown", "series", "flags", "source"]
    if len(selection.indicators) == 1:
        columns.remove("indicator")
    if shown["rate"].isna().all():
        columns.remove("rate")
    told = tables.observations(shown, language(), tuple(columns))
    table = html.table(told, t("downloads.caption", shown=n(len(shown)), rows=n(len(found))), long=True)
    return html.around(caveats.listed([one.sentence(language()) for one in extract.caveats]), table)


@told_once
def citation(selection: Selection, address: str) -> tuple[str, str]:
    """How to cite a selection: in words, and as BibTeX."""
    found = queries.extract_of(selection)
    return package.citation(found, language(), address), package.bibtex(found, language(), address)


@told_once
def areas(indicators: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """region_id to name and kind of every area that has figures of one of the indicators."""
    found = queries.regions_with_figures(list(indicators))
    cells = zip(found["region_id"], found["name"], found["type"], strict=True)
    return {area: (tables.area_text(str(name), str(kind), language()), str(kind)) for area, name, kind in cells}


@told_once
def meaning(indicators: tuple[str, ...]) -> str:
    """What each indicator counts and what it does not, as HTML."""
    about = queries.indicators().set_index("indicator_id")
    boxes = []
    for indicator_id in indicators:
        one = about.loc[indicator_id]
        told = [(t(f"downloads.{part}"), str(one[f"{part}_{language()}"])) for part in tables.DEFINITION]
        name = str(one[f"name_{language()}"])
        boxes.append(html.unfolding(name, html.definitions(told), opened=len(indicators) <= OPEN))
    return "".join(boxes)


@told_once
def indicators() -> dict[str, str]:
    """indicator_id to name of every indicator that has figures, in the order of the chain."""
    found = queries.indicators()
    found = found.assign(stage=found["chain_stage"].map(tables.STAGES.index))
    found = found.sort_values(["stage", f"name_{language()}"])
    return dict(zip(found["indicator_id"], found[f"name_{language()}"], strict=True))
