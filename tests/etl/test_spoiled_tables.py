"""A table that is not there, a wrong cell in one, a source that may not be used: said in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest


def changed(file: str, old: str, new: str) -> Callable[[Path], object]:
    def spoil(facts: Path) -> None:
        before = (facts / file).read_text(encoding="utf-8")
        assert before.count(old) >= 1
        (facts / file).write_text(before.replace(old, new, 1), encoding="utf-8")

    return spoil


def removed(file: str) -> Callable[[Path], object]:
    return lambda facts: (facts / file).unlink()


def emptied(file: str) -> Callable[[Path], object]:
    def spoil(facts: Path) -> None:
        header = (facts / file).read_text(encoding="utf-8").split("\n")[0]
        (facts / file).write_text(header + "\n", encoding="utf-8")

    return spoil


LICENCES = (
    "CC BY 4.0, CC BY-NC-ND 4.0, CC0 1.0, figures only, cite the source, public law, no copyright,"
    " public record, cite the source"
)
DATED = "a period as YYYY, YYYY-MM, YYYY-MM-DD, two of these with / between"
SOURCE_HEADER = "source_id,producer,title,language,year,published,url,licence,kind,note\n"
SPOILED = {
    "a workbook": (
        lambda facts: (facts / "om.xlsx").write_bytes(b"PK\x03\x04"),
        "om.xlsx:1:(file): expected a CSV file, its name ending in .csv, got another kind of file",
    ),
    "no sources": (
        removed("sources.csv"),
        "sources.csv:1:(file): expected a file sources.csv in the folder facts, got none",
    ),
    "no indicators": (
        removed("indicators.csv"),
        "indicators.csv:1:(file): expected a file indicators.csv in the folder facts, got none",
    ),
    "no regions": (
        removed("regions.csv"),
        "regions.csv:1:(file): expected a file regions.csv in the folder facts, got none",
    ),
    "no placements": (
        removed("placements.csv"),
        "placements.csv:1:(file): expected a file placements.csv in the folder facts, got none",
    ),
    "regions without a row": (
        emptied("regions.csv"),
        "regions.csv:2:(file): expected at least one row under the header, got none",
    ),
    "a source without a licence": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,nl,2024,,,,primary,\n"),
        f"sources.csv:2:licence: expected one of {LICENCES}, got nothing",
    ),
    "a source with an unknown licence": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,nl,2024,,,alles mag,primary,\n"),
        f"sources.csv:2:licence: expected one of {LICENCES}, got 'alles mag'",
    ),
    "a source of an unknown kind": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,nl,2024,,,CC0 1.0,rapport,\n"),
        "sources.csv:2:kind: expected one of primary, secondary, press, got 'rapport'",
    ),
    "a source with a Dutch day": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,T,nl,2024,1-5-2024,,CC0 1.0,primary,\n"),
        "sources.csv:2:published: expected a day that exists, as YYYY-MM-DD, got '1-5-2024'",
    ),
    "a source without a producer": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,,T,nl,2024,,,CC0 1.0,primary,\n"),
        "sources.csv:2:producer: expected a text, got nothing",
    ),
    "a source without the language of its title": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,,2024,,,CC0 1.0,primary,\n"),
        "sources.csv:2:language: expected language of the title (ISO 639-1) (form: [a-z]{2}), got nothing",
    ),
    "a source in a language by name": (
        changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,Titel,Dutch,2024,,,CC0 1.0,primary,\n"),
        "sources.csv:2:language: expected language of the title (ISO 639-1) (form: [a-z]{2}), got 'Dutch'",
    ),
    "a flag that is no flag": (
        changed("breaks.csv", ",yes\n", ",ja\n"),
        "breaks.csv:2:confirmed: expected yes or no, got 'ja'",
    ),
    **{
        f"a source of the year {year}": (
            changed("sources.csv", SOURCE_HEADER, f"{SOURCE_HEADER}nieuw,OM,T,nl,{year},,,CC0 1.0,primary,\n"),
            f"sources.csv:2:year: expected a year as YYYY, of 1800 to 2099, got '{year}'",
        )
        for year in ("-3", "99999999999")
    },
    "a break without a date": (
        changed("breaks.csv", ",*,*,2012,effort,", ",*,*,undated,effort,"),
        f"breaks.csv:2:date: expected {DATED}, got 'undated'",
    ),
    "a break of a form that is not listed": (
        changed("breaks.csv", ",tip,form=*,", ",tip,form=seksual,"),
        "breaks.csv:14:breakdown: expected a value that stands in breakdowns.toml (near: form=sexual); a new one gets a"
        " line there first, got 'form=seksual'",
    ),
    "a break of a dimension that does not exist": (
        changed("breaks.csv", ",tip,form=*,", ",tip,shape=*,"),
        "breaks.csv:14:breakdown: expected total, or dimensions out of age, by, complaint, form, nationality, origin,"
        " outcome, reporter, residence, sample, scope, sex, type, victim_residence, within, got 'shape=*'",
    ),
    "an event without a date": (
        changed("events.csv", "ev-001,2000,", "ev-001,undated,"),
        f"events.csv:2:date: expected {DATED}, got 'undated'",
    ),
    "a blind spot without a date": (
        changed("blind_spots.csv", ",2012-06,", ",undated,"),
        f"blind_spots.csv:2:date: expected {DATED}, got 'undated'",
    ),
    "an estimate with a Dutch thousand": (
        changed("estimates.csv", ",5000,7500,", ",5.000,7500,"),
        "estimates.csv:2:low: expected a number without thousands separators"
        " (5000; 5.0000 for a decimal number), got '5.000'",
    ),
    "two units in a group of estimates": (
        changed("estimates.csv", "7500,victims per year,", "7500,persons,"),
        "estimates.csv:27:unit: expected persons, as the rest of its comparable_group, got 'victims per year'",
    ),
    "a municipality in a year that never was": (
        changed("placements.csv", "\n2026,", "\n20266,"),
        "placements.csv:2:year: expected a year as YYYY, got '20266'",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_table_is_named_in_one_line_and_nothing_is_published(name, few, refuse):
    spoil, message = SPOILED[name]
    spoil(few / "facts")
    refused = refuse(few)
    assert refused.by_check[:-1] == [message]
    assert refused.by_build == [message, "error: 1 failure; nothing was published"]
    assert (refused.checked, refused.built, refused.untouched) == (1, 1, True)
