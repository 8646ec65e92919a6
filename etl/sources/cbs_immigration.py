"""Registered immigration by origin, national, by month; two tables, which divide by origin in two ways, are two
series."""

from typing import TYPE_CHECKING

from etl import live, odata
from etl.findings import Findings
from etl.live import Line, Parts
from etl.sources import Inputs, Live
from etl.structure import Choice, Query, Wanted

if TYPE_CHECKING:
    from etl.download import Download
    from etl.raw import Stamps
    from etl.transport import Transport

SOURCE = Live(
    name="cbs-immigration",
    producer="CBS",
    title="StatLine 85484NED en 83518NED, Immi- en emigratie; per maand, herkomstland of migratieachtergrond",
    language="nl",
    licence="CC BY 4.0",
    url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85484NED/table",
    rhythm="monthly, end of the month",
    tables=("85484NED", "83518NED"),
    day=28,
)
ORIGINS = (
    Wanted("PL", "Polen", "H008718"),
    Wanted("RO", "Roemenië", "H008723"),
    Wanted("BG", "Bulgarije", "H008567"),
)
DIVIDES_BY = {"85484NED": "Herkomstland", "83518NED": "Migratieachtergrond"}
LINES = tuple(
    Line(
        Query(
            table,
            {"immigration": ("Immigratie",)},
            (Choice("origin", DIVIDES_BY[table], ORIGINS),),
            regions=(),
            grains=("MM",),
        ),
        f"cbs-{table.lower()}",
        {"immigration": "persons"},
    )
    for table in SOURCE.tables
)


def stamp(transport: "Transport") -> "Stamps":
    return odata.stamps(transport, "cbs", SOURCE.tables)


def fetch(download: "Download") -> None:
    odata.fetch(download, [line.query for line in LINES])


def run(inputs: Inputs, _findings: Findings) -> Parts:
    yield from live.run(inputs, SOURCE, LINES)
