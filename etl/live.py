"""What live sources of figures share: from rows of a table to the tables of the warehouse."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from etl import columns, statline
from etl.columns import quoted, text
from etl.faults import TotalMismatch
from etl.findings import FILE, ROW
from etl.model import tables
from etl.periods import day_of
from etl.raw import Layer
from etl.sources import Inputs, Live
from etl.structure import Query

if TYPE_CHECKING:
    import pandas as pd

Parts = Iterator[tuple[str, str, "pd.DataFrame"]]
UNPLACED = frozenset({"RE99", "LD99", "PV99", "GM0998", "GM0999"})
"""Codes of what has no known place or lies abroad: kept as areas of their own, never spread over others."""
PREFIXES = {"NL": "", "GM": "gm:", "RE": "eenheid:"}
FIGURE = ["indicator_id", "series", "period", "breakdown"]


@dataclass(frozen=True)
class Line:
    """One query, the line of publication its rows belong to, and the unit of each indicator they become.

    A measure is named after its indicator; with `split`, that column of the rows completes the name.
    """

    query: Query
    series: str
    units: dict[str, str]
    split: str | None = None


def run(
    inputs: Inputs,
    source: Live,
    lines: tuple[Line, ...],
    indicators: tuple[dict[str, Any], ...] = (),
    series: tuple[dict[str, Any], ...] = (),
    shape: Callable[["pd.DataFrame"], "pd.DataFrame"] = lambda rows: rows,
) -> Parts:
    """Yields the source, its indicators, series, areas and figures, once it was downloaded. Raises SourceError."""
    import pandas as pd  # here: a download does not wait for it

    layers = inputs.downloaded(source.name)
    if not layers:
        return
    yield source.name, "source", about(source, layers)
    if indicators:
        yield source.name, "indicator", frame(source, "indicator", list(indicators))
    if series:
        yield source.name, "series", frame(source, "series", list(series))
    found: list[pd.DataFrame] = []
    areas: dict[str, str] = {}
    for line in lines:
        read = statline.read(layers, line.query)
        found.append(observations(source, line, read))
        areas |= read.areas
    rows = shape(pd.concat(found, ignore_index=True) if len(found) > 1 else found[0])
    rows[ROW] = range(1, len(rows) + 1)
    check_totals(source, rows)
    yield source.name, "region", regions(source, areas, set(rows["region_id"]))
    yield source.name, "observation", rows


def frame(source: Live, table: str, records: list[dict[str, Any]]) -> "pd.DataFrame":
    """Records as rows of a table of the dictionary, with its types and with where they came from."""
    import pandas as pd

    from etl.facts import DTYPES

    cells: dict[str, pd.Series] = {
        FILE: pd.Series([source.name] * len(records), dtype="str"),
        ROW: pd.Series(range(1, len(records) + 1), dtype="int64"),
    }
    for field in tables()[table].given:
        values = [record.get(field.name) for record in records]
        cells[field.name] = pd.Series(values, dtype=DTYPES.get(field.type, "str"))
    return pd.DataFrame(cells)


def about(source: Live, layers: list[Layer]) -> "pd.DataFrame":
    """The row of the table source, with the stamps of the service."""
    stamps = layers[-1].stamps
    modified = max(filter(None, (day_of(stamp["modified"]) for stamp in stamps.values())), default=None)
    told = "; ".join(f"{table}: {stamp['modified'] or stamp['version']}" for table, stamp in sorted(stamps.items()))
    row = {
        "source_id": source.name,
        "producer": source.producer,
        "title": source.title,
        "language": source.language,
        "year": int(modified[:4]) if modified else None,
        "published": modified,
        "url": source.url,
        "licence": source.licence,
        "kind": "primary",
        "note": f"Downloaded {layers[-1].manifest['downloaded'][:10]}. Version of the service: {told}.",
    }
    return frame(source, "source", [row])


def regions(source: Live, names: dict[str, str], used: set[str]) -> "pd.DataFrame":
    """Municipalities, and the areas that stand for no place, as the service names them."""
    records = []
    for code, name in names.items():
        region_id = PREFIXES.get(code[:2], "") + code
        if region_id in used and (code.startswith("GM") or code in UNPLACED):
            kind = "zonder_plaats" if code in UNPLACED else "gemeente"
            records.append({"region_id": region_id, "type": kind, "code": code, "name": name})
    return frame(source, "region", records)


def observations(source: Live, line: Line, read: statline.Read) -> "pd.DataFrame":
    """What `statline.read` found, as observations. A cell that v4 calls impossible does not apply; an empty one is
    missing, never zero."""
    measure = f"measure || '_' || {quoted(line.split)}" if line.split else "measure"
    parts = [name for name in read.figures.columns if name not in (*statline.COLUMNS, line.split)]
    labelled = "".join(
        f" WHEN {quoted(name)} <> '' THEN {text(name + '=')} || {quoted(name)}" for name in reversed(parts)
    )
    units = "".join(f" WHEN {text(name)} THEN {text(unit)}" for name, unit in line.units.items())
    kinds = "".join(
        f" WHEN {text(start)} THEN {text(prefix)} || code" for start, prefix in PREFIXES.items() if start != "NL"
    )
    told = {
        FILE: text(source.name),
        ROW: "row_number() OVER ()",
        "indicator_id": measure,
        "series": text(line.series),
        "region_id": f"CASE left(code, 2) WHEN 'NL' THEN 'nl'{kinds} END",
        "period": "period",
        "breakdown": f"CASE{labelled} ELSE 'total' END" if labelled else "'total'",
        "value": "value",
        "low": "'nan'::DOUBLE",
        "high": "'nan'::DOUBLE",
        "unit": f"CASE {measure}{units} END",
        "status": "status",
        "state": "CASE WHEN value = 0 THEN 'zero' WHEN value IS NOT NULL THEN 'value'"
        " WHEN attribute = 'Impossible' THEN 'not_applicable' ELSE 'missing' END",
        "confidence": "'confirmed'",
        "source_id": text(source.name),
        "locator": text(line.query.table),
        "note_nl": "NULL::VARCHAR",
        "note_en": "NULL::VARCHAR",
    }
    return columns.frame(read.figures.project(", ".join(f"{sql} AS {quoted(name)}" for name, sql in told.items())))


def check_totals(source: Live, rows: "pd.DataFrame") -> None:
    """The national figure is at least the sum of its published areas, and equal to it where nothing is missing and
    what has no place is published too. Raises TotalMismatch with the figure."""
    national = rows[(rows["region_id"] == "nl") & rows["value"].notna()].set_index(FIGURE)["value"]
    for prefix in ("eenheid:", "gm:"):
        areas = rows[rows["region_id"].str.startswith(prefix)]
        if areas.empty:
            continue
        unplaced = areas["region_id"].str.removeprefix(prefix).isin(UNPLACED)
        told = areas.assign(known=areas["state"] != "missing", unplaced=unplaced).groupby(FIGURE)
        parts = told.agg(total=("value", "sum"), known=("known", "all"), unplaced=("unplaced", "any"))
        both = parts.join(national.rename("national"), how="inner")
        equal = both["known"] & (source.whole | both["unplaced"])
        wrong = both[(both["total"] > both["national"]) | (equal & (both["total"] != both["national"]))]
        if len(wrong):
            figure, first = wrong.index[0], wrong.iloc[0]
            raise TotalMismatch(
                f"{source.name}, {' / '.join(figure)}",
                f"{first['national']:.0f}, the national figure, as the sum of {prefix.rstrip(':')} areas",
                f"{first['total']:.0f}",
            )
