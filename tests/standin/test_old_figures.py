"""Figures that could not be renewed are told to be old wherever their source is named. The numbers are synthetic."""

import json
from datetime import date
from io import BytesIO

import pandas as pd
import pytest

from dashboard import districts, quotes, sharing
from dashboard.citing import cited, source_line
from etl import numbers
from etl.build import build
from etl.dataset import query
from etl.datasets import datasets
from etl.gathered import gather
from etl.package import files, write
from etl.report.blocks import Cited
from etl.report.compose import Reporter
from etl.selection import Selection
from etl.warehouse import open_read_only, published
from tests.dashboard.elements import all_words
from tests.standin.server import Fault

CRIMES = "registered_crimes_trafficking|politie-47013ned|total"
TITLE = "Geregistreerde misdrijven en aangiften; soort misdrijf, gemeente (47013NED)"
INHABITANTS = "CBS, StatLine 03759ned, Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio"
ADDRESS = "https://dataderden.cbs.nl/ODataApi/odata/47013NED"


def said(language: str) -> str:
    """What is said of figures of 20 November whose renewal failed today."""
    today = numbers.day(date.today(), language)
    return {
        "nl": f"opgehaald op 20 november 2026: de laatste poging om nieuwere op te halen, op {today}, mislukte",
        "en": f"downloaded on 20 November 2026: the last attempt to download newer figures, on {today}, failed",
    }[language]


@pytest.fixture
def failed(first_version, standin, monkeypatch):
    """A folder in which the police figures are those of 20 November 2026, and the last attempt failed today."""
    folder, run = first_version
    (file,) = (folder.parent / "data" / "raw" / "politie-crime").glob("*/manifest.json")
    told = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(told | {"downloaded": "2026-11-20T10:00:00+00:00"}), encoding="utf-8")
    standin.faults = [Fault("47013NED/TypedDataSet", "html")]
    outcome = run("politie-crime", "cbs-population")
    assert [(one.source, one.status) for one in outcome.results] == [
        ("politie-crime", "failed"),
        ("cbs-population", "fresh"),
    ]
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(folder))
    return folder


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_source_line_of_a_chart_tells_of_which_day_its_figures_are_and_that_the_last_attempt_failed(
    lang, failed, opened
):
    told = "\n".join(all_words(opened(failed, "regions", indeling="huidig", cijfer=CRIMES, lang=lang)))
    start = {"nl": "Bron", "en": "Source"}[lang]
    title = {"nl": TITLE, "en": f'<span lang="nl">{TITLE}</span>'}[lang]
    source = f'<a href="{ADDRESS}" target="_blank" rel="noopener">{title}</a> (2026), CC BY 4.0 ({said(lang)})'
    assert f"{start}: Politie, {source}" in told


def test_so_does_what_one_takes_away(failed, opened):
    opened(failed, "regions", indeling="huidig", cijfer=CRIMES)  # what follows is asked within a session
    figure = districts.all_areas(districts.choose(CRIMES, "arrondissement11"), shared=True)
    police = f"Politie, {TITLE} (2026), CC BY 4.0 ({said('nl')})"
    assert figure.drawn.source == f"Bron: {police}; {INHABITANTS} (2026), CC BY 4.0."  # those were renewed
    shown = published(failed)
    assert shown is not None
    with open_read_only(failed / shown.file) as connection:
        found = gather(connection, Selection((CRIMES.split("|")[0],)), shown.file.removesuffix(".duckdb"))
        for language, mind in (
            ("nl", "Let op de datum van de cijfers van deze bronnen:"),
            ("en", "Mind the date of the figures of these sources:"),
        ):
            readme = files(found, language, "https://example.invalid")["README.md"].decode()
            assert f"\n\n{mind}\n\n- `politie-crime`: {said(language)}\n\n" in readme
            report = Reporter(connection.cursor(), shown, language).document("ar11:AR01", date.today())
            listed = [one for block in report.blocks for one in getattr(block, "items", [])]
            after = f" (2026) ({said(language)}). CC BY 4.0. {ADDRESS}"
            marked = {"nl": f"Politie, {TITLE}{after}", "en": Cited("Politie, ", TITLE, "nl", after)}
            assert marked[language] in listed


def test_a_sentence_to_quote_ends_with_the_age_of_its_source_in_the_language_of_the_sentence(failed, opened):
    opened(failed, "regions", indeling="huidig", cijfer=CRIMES)  # what follows is asked within a session
    rows = sharing.named(districts.all_areas(districts.choose(CRIMES, "arrondissement11"), shared=True).rows)
    told = sharing.quoted(quotes.quotable(rows).head(1), "kaart")
    for language, source in (("nl", "Bron"), ("en", "Source")):
        sentence, _, link = told[language].rpartition(" ")
        assert sentence.endswith(f" {source}: Politie, {TITLE} (2026) ({said(language)}).")
        assert f"lang={language}" in link


def test_the_sources_that_go_with_rows_say_what_became_of_the_last_attempt(failed):
    shown = published(failed)
    assert shown is not None
    today = date.today().isoformat()
    police = {"status": "kept", "attempted": today, "last_good": "2026-11-20"}
    with open_read_only(failed / shown.file) as connection:
        found = gather(connection, Selection((CRIMES.split("|")[0],)), shown.file.removesuffix(".duckdb"))
        listed = connection.execute(*query(datasets()["sources"], Selection())).df().set_index("source_id")
    held = pd.read_csv(BytesIO(files(found, "nl", "https://example.invalid")["sources.csv"])).set_index("source_id")
    write(failed.parent / "extract", found, "parquet", "nl")
    exported = pd.read_csv(failed.parent / "extract" / "sources.csv").set_index("source_id")
    for rows in (held, exported):
        assert rows.loc["politie-crime", list(police)].to_dict() == police
        assert rows.at["cbs-population", "status"] == "fresh"
    assert listed.at["politie-crime", "status"] == "kept"
    assert listed.loc["nr-2012-gemeenten", [*police, "modified", "next_expected"]].isna().all()  # not downloaded


def test_figures_that_were_renewed_are_not_told_to_be_old(failed, standin, opened, first_version):
    standin.faults = []
    assert first_version[1]("politie-crime").status == 0
    told = "\n".join(all_words(opened(failed, "regions", indeling="huidig", cijfer=CRIMES)))
    assert f"{TITLE}</a> (2026), CC BY 4.0" in told
    assert "mislukte" not in told


def test_a_source_that_is_old_is_named_also_where_there_are_many(failed, opened):
    opened(failed, "overview")  # what follows is asked within a session
    often = ["nr-2012-gemeenten", "nos-2021-11", "cbs-70072ned", "cbs-brp-2016", "comensha-factsheet"]
    line = source_line(cited(pd.DataFrame({"source_id": [*often, *often, "politie-crime"]})))
    assert line.count("; ") - TITLE.count("; ") == 4
    assert line.endswith(f"({said('nl')}). En nog 1: zie de lijst hieronder.")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_source_of_which_a_newer_version_was_due_is_told_as_of_the_vintage_that_is_shown(lang, first_version, opened):
    folder, _run = first_version
    build(folder.parent / "data", folder, "2027-06-01")
    told = "\n".join(
        all_words(opened(folder, "regions", indeling="huidig", cijfer=CRIMES, lang=lang, vintage="2027-06-01"))
    )
    late = {
        "nl": "versie van 15 oktober 2026: een nieuwere werd rond 15 november 2026 verwacht",
        "en": "version of 15 October 2026: a newer one was expected around 15 November 2026",
    }[lang]
    title = {"nl": TITLE, "en": f'<span lang="nl">{TITLE}</span>'}[lang]
    assert f"{title}</a> (2026), CC BY 4.0 ({late})" in told
