"""Population per municipality on 1 January."""

from typing import TYPE_CHECKING

from etl import live, odata
from etl.findings import Findings
from etl.live import Line, Parts
from etl.sources import Inputs, Live
from etl.structure import Query

if TYPE_CHECKING:
    from etl.download import Download
    from etl.raw import Stamps
    from etl.transport import Transport

SOURCE = Live(
    name="cbs-population",
    producer="CBS",
    title="StatLine 03759ned, Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio",
    language="nl",
    licence="CC BY 4.0",
    url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/03759ned/table",
    rhythm="yearly, May",
    tables=("03759ned",),
    month=5,
    day=1,
    rolls_up=True,
    whole=True,
)
LINES = (
    Line(
        Query("03759ned", {"population": ("Bevolking op 1 januari",)}, first=2007),  # the first year of our placements
        "cbs-register",
        {"population": "persons"},
    ),
)


def stamp(transport: "Transport") -> "Stamps":
    return odata.stamps(transport, "cbs", SOURCE.tables)


def fetch(download: "Download") -> None:
    odata.fetch(download, [line.query for line in LINES])


def run(inputs: Inputs, _findings: Findings) -> Parts:
    yield from live.run(inputs, SOURCE, LINES)
