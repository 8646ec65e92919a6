"""Residents by nationality, per municipality, on 1 January; the older table where the present one has no year."""

from typing import TYPE_CHECKING

import pandas as pd

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
    name="cbs-nationality",
    producer="CBS",
    title="StatLine 85644NED en 84727NED, Bevolking; geslacht, leeftijd, nationaliteit en regio, 1 januari",
    language="nl",
    licence="CC BY 4.0",
    url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85644NED/table",
    rhythm="yearly, June",
    tables=("85644NED", "84727NED"),
    month=6,
    day=1,
    rolls_up=True,
)
NATIONALITIES = (
    Wanted("HU", "Hongaars", "NAT9345"),
    Wanted("PL", "Pools", optional=True),
    Wanted("RO", "Roemeens", optional=True),
    Wanted("BG", "Bulgaars", optional=True),
    Wanted("UA", "Oekraïens", optional=True),
    Wanted("NG", "Nigeriaans", optional=True),
    Wanted("VN", "Vietnamees", optional=True),
)
SERIES = (
    {
        "series": "cbs-84727ned",
        "title_nl": "CBS 84727NED (oudere editie)",
        "title_en": "CBS 84727NED (older edition)",
        "note_nl": "Alleen voor jaren die de huidige tabel niet heeft.",
        "note_en": "Only for years that the present table does not have.",
    },
)
LINES = tuple(
    Line(
        Query(
            table,
            {"foreign_nationals": ("Bevolking op 1 januari", "Bevolking")},
            (Choice("nationality", "Nationaliteit", NATIONALITIES),),
        ),
        series,
        {"foreign_nationals": "persons"},
    )
    for table, series in (("85644NED", "cbs-register"), ("84727NED", "cbs-84727ned"))
)


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The older table counts only for years that the present one lacks: no figure stands in both series."""
    present = rows["series"] == "cbs-register"
    return rows[present | ~rows["period"].isin(set(rows.loc[present, "period"]))].reset_index(drop=True)


def stamp(transport: "Transport") -> "Stamps":
    return odata.stamps(transport, "cbs", SOURCE.tables)


def fetch(download: "Download") -> None:
    odata.fetch(download, [line.query for line in LINES])


def run(inputs: Inputs, _findings: Findings) -> Parts:
    yield from live.run(inputs, SOURCE, LINES, series=SERIES, shape=newest)
