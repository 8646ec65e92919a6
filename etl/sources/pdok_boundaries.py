"""Boundaries of court districts and police units, for a map; simplified to what a screen shows."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from etl import live, ogc
from etl.faults import MissingColumn, NoRows, WrongValue
from etl.findings import Findings
from etl.live import Parts
from etl.sources import Inputs, Live

if TYPE_CHECKING:
    from etl.download import Download
    from etl.raw import Stamps
    from etl.transport import Transport

COLLECTIONS = {
    "arrondissementsgebied_gegeneraliseerd": ("ar11", "AR", 11),
    "regionale_eenheid_gegeneraliseerd": ("eenheid", "RE", 10),
}
"""Our kind of area, how its codes begin, and how many there are."""
SOURCE = Live(
    name="pdok-boundaries",
    producer="CBS / Kadaster (PDOK)",
    title="CBS Gebiedsindelingen: arrondissementsgebieden en regionale eenheden",
    language="nl",
    licence="CC BY 4.0",
    url="https://api.pdok.nl/cbs/gebiedsindelingen/ogc/v1",
    rhythm="yearly, January",
    tables=tuple(COLLECTIONS),
    month=1,
    day=15,
)
TOLERANCE = 0.004
"""Degrees, some 300 m: less than a pixel of a map of 500 pixels."""


def stamp(transport: "Transport") -> "Stamps":
    return {name: ogc.stamp(transport, name) for name in COLLECTIONS}


def fetch(download: "Download") -> None:
    """The edition of this year, or of last year where it is not out yet."""
    for name in COLLECTIONS:
        for year in (date.today().year, date.today().year - 1):
            if list(ogc.features(download, name, f"{year}-01-01T00:00:00Z")):
                break
        else:
            raise NoRows(f"collection {name}", f"features of {date.today().year} or the year before", "none")


def run(inputs: Inputs, _findings: Findings) -> Parts:
    """Yields one row an area, once it was downloaded. Raises SourceError."""
    layers = inputs.downloaded(SOURCE.name)
    if not layers:
        return
    layer = layers[-1]
    yield SOURCE.name, "source", live.about(SOURCE, layers)
    records: list[dict[str, Any]] = []
    for name, (kind, start, count) in COLLECTIONS.items():
        where = f"collection {name}"
        found = [one for path in layer.names(f"{name}/") for one in ogc.of(layer.read(path), where)]
        records += areas(found, kind, start, count, where)
    yield SOURCE.name, "boundary", live.frame(SOURCE, "boundary", records)


def areas(features: list[dict[str, Any]], kind: str, start: str, count: int, where: str) -> list[dict[str, Any]]:
    """Records of `boundary`. Borders that two areas share stay shared. Raises MissingColumn and WrongValue."""
    import shapely  # here: a build without boundaries does not wait for it

    shapes, codes = [], []
    for one in features:
        told = one.get("properties") or {}
        year, code = str(told.get("jrstatcode"))[:4], str(told.get("statcode"))
        if not (year.isdigit() and code.startswith(start)):
            raise MissingColumn(where, f"statcode {start}… and jrstatcode", ", ".join(told)[:200])
        try:
            shapes.append(shapely.from_geojson(json.dumps(one.get("geometry"))))
        except shapely.errors.GEOSException as error:
            raise WrongValue(where, f"a shape of {code}", "something else") from error
        codes.append((code, int(year)))
    if len({code for code, _ in codes}) != count or len(codes) != count:
        raise WrongValue(where, f"{count} areas", f"{len(codes)}")
    if not all(shape.geom_type in ("Polygon", "MultiPolygon") for shape in shapes):
        raise WrongValue(where, "surfaces", ", ".join(sorted({shape.geom_type for shape in shapes})))
    simple = shapely.coverage_simplify(shapes, TOLERANCE)
    drawn = shapely.orient_polygons(shapely.set_precision(simple, 0.0001), exterior_cw=True)  # as d3 wants rings
    return [
        {
            "region_id": f"{kind}:{code}",
            "year": year,
            "geometry": shapely.to_geojson(shape),
            "source_id": SOURCE.name,
        }
        for (code, year), shape in zip(codes, drawn, strict=True)
    ]
