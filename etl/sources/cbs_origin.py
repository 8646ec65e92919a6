"""Residents by country of origin, per municipality, on 1 January."""

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
    name="cbs-origin",
    producer="CBS",
    title="StatLine 85458NED, Bevolking; herkomstland, geboorteland, leeftijd, regio, 1 januari",
    language="nl",
    licence="CC BY 4.0",
    url="https://opendata.cbs.nl/statline/#/CBS/nl/dataset/85458NED/table",
    rhythm="yearly, June",
    tables=("85458NED",),
    month=6,
    day=1,
    rolls_up=True,
    whole=True,
)
ORIGINS = (
    Wanted("PL", "Polen", "H008718"),
    Wanted("RO", "Roemenië", "H008723"),
    Wanted("BG", "Bulgarije", "H008567"),
    Wanted("HU", "Hongarije", "H008627"),
    Wanted("UA", "Oekraïne", "H008706"),
    Wanted("NG", "Nigeria", "H008699"),
    Wanted("VN", "Vietnam", "H008780"),
)
INDICATORS = (
    {
        "indicator_id": "residents_by_origin",
        "name_nl": "Inwoners naar herkomstland",
        "name_en": "Residents by country of origin",
        "unit_nl": "personen",
        "unit_en": "persons",
        "counts": "persons",
        "number_kind": "count",
        "moment": "1 January",
        "per_inhabitant": True,
        "chain_stage": "context",
        "definition_nl": "Ingeschreven inwoners op 1 januari naar herkomstland: zelf in het buitenland geboren, "
        "of een ouder.",
        "definition_en": "Registered residents on 1 January by country of origin: born abroad, or with a parent "
        "who was.",
        "region_meaning_nl": "Woongemeente; arrondissement door optellen van gemeenten.",
        "region_meaning_en": "Municipality of residence; court district by adding municipalities.",
        "caveat_nl": "Context, geen risico per persoon. Wie korter dan vier maanden blijft of zich niet "
        "inschrijft, ontbreekt.",
        "caveat_en": "Context, not risk per person. Who stays under four months or does not register is missing.",
    },
)
SERIES = (
    {
        "series": "cbs-85458ned",
        "title_nl": "CBS, inwoners naar herkomstland (85458NED, vanaf 2022)",
        "title_en": "CBS, residents by country of origin (85458NED, from 2022)",
        "note_nl": "Herkomstland vervangt sinds 2022 de migratieachtergrond: niet te verbinden met oudere cijfers.",
        "note_en": "Country of origin replaced migration background in 2022: not to be joined to older figures.",
    },
)
LINES = (
    Line(
        Query(
            "85458NED",
            {"residents_by_origin": ("Bevolking op 1 januari", "Bevolking")},
            (Choice("origin", "Herkomst", ORIGINS),),
        ),
        "cbs-85458ned",
        {"residents_by_origin": "persons"},
    ),
)


def stamp(transport: "Transport") -> "Stamps":
    return odata.stamps(transport, "cbs", SOURCE.tables)


def fetch(download: "Download") -> None:
    odata.fetch(download, [line.query for line in LINES])


def run(inputs: Inputs, _findings: Findings) -> Parts:
    yield from live.run(inputs, SOURCE, LINES, INDICATORS, SERIES)
