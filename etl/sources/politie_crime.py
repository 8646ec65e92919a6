"""Registered crimes and complaints of trafficking and of smuggling, per municipality and police unit, by month."""

from typing import TYPE_CHECKING, Any

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
    name="politie-crime",
    producer="Politie",
    title="Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente (47013NED)",
    language="nl",
    licence="CC BY 4.0",
    url="https://dataderden.cbs.nl/ODataApi/odata/47013NED",
    rhythm="monthly, about the 15th",
    tables=("47013NED",),
    day=15,
    rolls_up=True,
)
SERIES = (
    {
        "series": "politie-47013ned",
        "title_nl": "Politie, geregistreerde misdrijven (47013NED)",
        "title_en": "Police, registered crimes (47013NED)",
        "note_nl": "Maand- en jaarcijfers per gemeente en eenheid; arrondissement door optellen van gemeenten. Recente "
        "maanden kunnen nog veranderen.",
        "note_en": "Monthly and yearly figures per municipality and unit; court district by adding municipalities. "
        "Recent months may still change.",
    },
)
CRIMES = {
    "trafficking": ("1.6.3 Mensenhandel", "mensenhandel", "human trafficking"),
    "smuggling": (
        "3.1.2 Mensensmokkel",
        "mensensmokkel (is geen mensenhandel)",
        "human smuggling (is not trafficking)",
    ),
}
MEASURES = {
    "registered_crimes": ("Geregistreerde misdrijven",),
    "registered_complaints": ("Aangiften",),
}


def _indicator(measure: str, crime: str) -> dict[str, Any]:
    _title, dutch, english = CRIMES[crime]
    complaints = measure == "registered_complaints"
    return {
        "indicator_id": f"{measure}_{crime}",
        "name_nl": f"{'Aangiften' if complaints else 'Geregistreerde misdrijven'}: {dutch}",
        "name_en": f"{'Complaints filed' if complaints else 'Registered crimes'}: {english}",
        "unit_nl": "aangiften" if complaints else "misdrijven",
        "unit_en": "complaints" if complaints else "crimes",
        "counts": "complaints" if complaints else "crimes",
        "number_kind": "event_count",
        "moment": "during the period",
        "per_inhabitant": True,
        "chain_stage": "complaint" if complaints else "investigation",
        "definition_nl": "Aangiften die de politie opnam, per maand of jaar van registratie."
        if complaints
        else "Misdrijven die de politie registreerde, op aangifte of zelf vastgesteld, per maand of jaar van "
        "registratie.",
        "definition_en": "Complaints recorded by the police, by month or year of registration."
        if complaints
        else "Crimes registered by the police, after a complaint or found by themselves, by month or year of "
        "registration.",
        "region_meaning_nl": "Gemeente waar het misdrijf is geregistreerd als gepleegd; niet de woonplaats van "
        "slachtoffer "
        "of verdachte.",
        "region_meaning_en": "Municipality where the crime is registered as committed; not where victim or "
        "suspect lives.",
        "caveat_nl": "Geregistreerd is niet hetzelfde als werkelijk: het aantal hangt ook af van hoeveel er "
        "gezocht, gemeld "
        "en geregistreerd is. Een misdrijf kan meer slachtoffers hebben.",
        "caveat_en": "Registered is not actual: the number also depends on how much is looked for, reported and "
        "registered. One crime may have several victims.",
    }


INDICATORS = tuple(_indicator(measure, crime) for crime in CRIMES for measure in MEASURES)


QUERY = Query(
    "47013NED",
    MEASURES,
    (Choice("crime", "SoortMisdrijf", tuple(Wanted(name, told[0]) for name, told in CRIMES.items())),),
    regions=("NL", "RE", "GM"),
    grains=("JJ", "MM"),
    first=2012,
)
LINES = (Line(QUERY, "politie-47013ned", {row["indicator_id"]: row["unit_en"] for row in INDICATORS}, split="crime"),)


def stamp(transport: "Transport") -> "Stamps":
    return odata.stamps(transport, "politie", SOURCE.tables)


def fetch(download: "Download") -> None:
    odata.fetch(download, [QUERY])


def run(inputs: Inputs, _findings: Findings) -> Parts:
    yield from live.run(inputs, SOURCE, LINES, INDICATORS, SERIES)
