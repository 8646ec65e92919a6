"""Which court district, police unit and court of appeal area a municipality belonged to, a table a year."""

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from etl import live, odata
from etl.faults import MissingColumn, NoRows
from etl.findings import Findings
from etl.live import Parts
from etl.sources import Inputs, Live

if TYPE_CHECKING:
    from etl.download import Download
    from etl.raw import Layer, Stamps
    from etl.transport import Transport

SOURCE = Live(
    name="cbs-regions",
    producer="CBS",
    title="StatLine, Gebieden in Nederland (een tabel per jaar)",
    language="nl",
    licence="CC BY 4.0",
    url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/86247NED/table",
    rhythm="yearly, January",
    tables=("86247NED", "86059NED", "85755NED", "85385NED", "85067NED", "83287NED"),
    month=1,
    day=15,
)
TITLE = "Gebieden in Nederland"
FIRST = 2012
KINDS = {"district_id": "AR", "police_unit_id": "RE", "ressort_id": "RT"}
OLD_NAMES = (
    *("den-bosch", "breda", "maastricht", "roermond", "arnhem", "zutphen", "zwolle", "almelo", "den-haag", "rotterdam"),
    *("dordrecht", "middelburg", "amsterdam", "alkmaar", "haarlem", "utrecht", "leeuwarden", "groningen", "assen"),
)
OLD = {f"AR{number:02}": f"ar19:{name}" for number, name in enumerate(OLD_NAMES, start=1)}
"""Court districts under the codes they had up to edition 2013; the same codes mean others since."""


def stamp(transport: "Transport") -> "Stamps":
    """Tables by the catalogue, which knows the years that are not declared; each stamp carries its year."""
    found: dict[str, str] = {}
    for title, table in odata.catalogue(transport, "cbs", TITLE).items():
        year = re.fullmatch(rf"{TITLE} (\d{{4}})", title)
        if year and int(year[1]) >= FIRST:
            found[table] = year[1]
    if not found:
        raise NoRows("the catalogue", f"tables titled '{TITLE} YYYY' from {FIRST}", "none")
    told = odata.stamps(transport, "cbs", sorted(found))
    return {table: {**one, "year": found[table]} for table, one in told.items()}


def fetch(download: "Download") -> None:
    """The whole of each table: its columns are found by what stands in them, as they shift from year to year."""
    for table, told in download.stamps.items():
        if download.since is None or int(told["year"]) >= download.since:
            odata.fetch_whole(download, table)


def run(inputs: Inputs, _findings: Findings) -> Parts:
    """Yields municipalities as areas and their place in each year, once it was downloaded. Raises SourceError."""
    layers = inputs.downloaded(SOURCE.name)
    if not layers:
        return
    yield SOURCE.name, "source", live.about(SOURCE, layers)
    years: dict[int, list[dict[str, Any]]] = {}
    for layer in layers:
        for table, told in layer.stamps.items():
            if layer.since is None or int(told["year"]) >= layer.since:
                years[int(told["year"])] = division(layer, table, int(told["year"]))
    records = [record for year in sorted(years) for record in years[year]]
    names = {record["region_id"].removeprefix("gm:"): record["name"] for record in records}
    yield SOURCE.name, "region", live.regions(SOURCE, names, {record["region_id"] for record in records})
    yield SOURCE.name, "division", live.frame(SOURCE, "division", records)


def division(layer: "Layer", table: str, year: int) -> list[dict[str, Any]]:
    """One record a municipality, with our identifiers; empty where the table does not say. Raises SourceError."""
    rows = [row for name in layer.names(f"{table}/data-") for row in layer.read(name)["value"]]
    wide = wide_of(rows) if layer.stamps[table]["protocol"] == odata.V4 else pd.DataFrame(rows)
    texts = wide.select_dtypes(include=["object", "str"]).apply(lambda cells: cells.str.strip())
    where = f"table {table}"
    municipality = column_of(texts, "GM", 4, where)
    codes = {name: column_of(texts, prefix, 2, where) for name, prefix in KINDS.items()}
    if municipality is None or codes["district_id"] is None:
        raise MissingColumn(where, "a column of municipalities (GM0000) and one of court districts (AR00)", "none")
    names = layer_names(layer, table, texts, municipality)
    old = texts[codes["district_id"]].nunique() > 11
    records = []
    for row in texts.to_dict("records"):
        code = row[municipality]
        records.append(
            {
                "year": year,
                "region_id": f"gm:{code}",
                "name": names.get(code, code),
                "district_id": OLD.get(row[codes["district_id"]]) if old else f"ar11:{row[codes['district_id']]}",
                "police_unit_id": _id("eenheid", row, codes["police_unit_id"]),
                "ressort_id": None if old else _id("ressort", row, codes["ressort_id"]),
                "source_id": SOURCE.name,
            }
        )
    return records


def _id(kind: str, row: dict[str, Any], column: str | None) -> str | None:
    return f"{kind}:{row[column]}" if column and isinstance(row[column], str) and row[column] else None


def column_of(texts: pd.DataFrame, prefix: str, digits: int, where: str) -> str | None:
    """The column whose every cell is a code of this kind. Raises MissingColumn where there are more."""
    form = rf"{prefix}\d{{{digits}}}"
    found = [str(name) for name in texts.columns if len(texts) and texts[name].fillna("").str.fullmatch(form).all()]
    if len(found) > 1 and not all((texts[name] == texts[found[0]]).all() for name in found):
        raise MissingColumn(where, f"one column of codes {prefix}", ", ".join(found))
    return found[0] if found else None


def layer_names(layer: "Layer", table: str, texts: pd.DataFrame, municipality: str) -> dict[str, str]:
    """Names of municipalities by code: from the code list of the table, else from the column after the code."""
    for name in layer.names(f"{table}/codes-"):
        rows = layer.read(name)["value"]
        key = "Identifier" if rows and "Identifier" in rows[0] else "Key"
        found = {str(row[key]).strip(): str(row["Title"]).strip() for row in rows if str(row[key]).startswith("GM")}
        if found:
            return found
    at = list(texts.columns).index(municipality) + 1
    return dict(zip(texts[municipality], texts.iloc[:, at], strict=True)) if at < texts.shape[1] else {}


def wide_of(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """v4 observations (one a cell, texts in StringValue) as one row a municipality."""
    long = pd.DataFrame(rows)
    others = [name for name in long if name not in ("Id", "Measure", "Value", "ValueAttribute", "StringValue")]
    return long.pivot(index=others, columns="Measure", values="StringValue").reset_index()
