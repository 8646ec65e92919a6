"""Registered crime by municipality: one item that holds trafficking and smuggling together, under its own name."""

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
    name="cbs-crime",
    producer="CBS",
    title="StatLine 83648NED, Geregistreerde criminaliteit; soort misdrijf, regio",
    language="nl",
    licence="CC BY 4.0",
    url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/83648NED/table",
    rhythm="yearly, March",
    tables=("83648NED",),
    month=3,
    day=1,
    rolls_up=True,
)
ITEM = "36 Mensenhandel en 244 mensensmokkel"
INDICATORS = (
    {
        "indicator_id": "registered_crimes_cbs_36_244",
        "name_nl": "Geregistreerde misdrijven: CBS-post 36 en 244 (mensenhandel en mensensmokkel samen)",
        "name_en": "Registered crimes: CBS item 36 and 244 (trafficking and smuggling together)",
        "unit_nl": "misdrijven",
        "unit_en": "crimes",
        "counts": "crimes",
        "number_kind": "event_count",
        "moment": "during the period",
        "per_inhabitant": True,
        "chain_stage": "investigation",
        "definition_nl": "Misdrijven die het CBS onder één post telt: mensenhandel en mensensmokkel. De twee "
        "zijn in dit "
        "cijfer niet te scheiden.",
        "definition_en": "Crimes that CBS counts under one item: trafficking and smuggling. The two cannot be "
        "separated in "
        "this figure.",
        "region_meaning_nl": "Gemeente waar het misdrijf is geregistreerd als gepleegd.",
        "region_meaning_en": "Municipality where the crime is registered as committed.",
        "caveat_nl": "Dit is geen cijfer van mensenhandel: mensensmokkel telt mee. Geregistreerd is niet hetzelfde als "
        "werkelijk.",
        "caveat_en": "This is not a figure of trafficking: smuggling is counted too. Registered is not actual.",
    },
)
SERIES = (
    {
        "series": "cbs-83648ned",
        "title_nl": "CBS, geregistreerde criminaliteit (83648NED)",
        "title_en": "CBS, registered crime (83648NED)",
        "note_nl": "Mensenhandel en mensensmokkel in één post; arrondissement door optellen van gemeenten.",
        "note_en": "Trafficking and smuggling in one item; court district by adding municipalities.",
    },
)
LINES = (
    Line(
        Query(
            "83648NED",
            {"registered_crimes_cbs_36_244": ("Totaal geregistreerde misdrijven", "Geregistreerde misdrijven")},
            (Choice("item", "SoortMisdrijf", (Wanted("", ITEM),)),),
            first=2010,
        ),
        "cbs-83648ned",
        {"registered_crimes_cbs_36_244": "crimes"},
    ),
)


def stamp(transport: "Transport") -> "Stamps":
    return odata.stamps(transport, "cbs", SOURCE.tables)


def fetch(download: "Download") -> None:
    odata.fetch(download, [line.query for line in LINES])


def run(inputs: Inputs, _findings: Findings) -> Parts:
    yield from live.run(inputs, SOURCE, LINES, INDICATORS, SERIES)
