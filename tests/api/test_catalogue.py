"""The catalogue for harvesters, the feed of changes, and the page about the API."""

import json
import re
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
import requests
from rdflib import DCAT, DCTERMS, FOAF, RDF, SDO, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from etl.datasets import datasets

DATASETS = (
    *("observations", "estimates", "indicators", "series", "regions", "sources", "breaks", "blind_spots", "revisions"),
)
VERSION = URIRef(f"{DCAT}version")  # DCAT 3; rdflib lists those of DCAT 2
REQUIRED = {
    DCAT.Catalog: {
        *(DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCTERMS.identifier),
        *(DCAT.contactPoint, DCAT.dataset, DCAT.service),
    },
    DCAT.Dataset: {
        *(DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.creator),
        *(DCTERMS.language, DCTERMS.publisher, DCTERMS.temporal, DCTERMS.spatial, DCTERMS.accrualPeriodicity),
        *(DCAT.contactPoint, DCAT.theme, DCAT.keyword, DCAT.distribution, VERSION),
    },
    DCAT.Distribution: {DCAT.accessURL, DCAT.downloadURL, DCTERMS.license, DCAT.mediaType},
    DCAT.DataService: {
        *(DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.publisher),
        *(DCTERMS.license, DCAT.contactPoint, DCAT.endpointURL, DCAT.endpointDescription, DCAT.theme),
        *(DCAT.servesDataset, FOAF.page),
    },
}
"""Mandatory in DCAT-AP 3 or DCAT-AP-NL 3 (Geonovum), and what a portal needs besides."""
ONCE = {
    DCAT.Dataset: {DCAT.contactPoint, DCTERMS.publisher, VERSION, DCTERMS.accessRights, DCTERMS.temporal},
    DCAT.Distribution: {DCAT.accessURL, DCAT.downloadURL, DCTERMS.license, DCTERMS.format, DCAT.mediaType},
    DCAT.DataService: {DCAT.contactPoint, DCTERMS.publisher, DCTERMS.creator, DCAT.endpointURL},
}
"""Properties that may stand there once at most."""


@pytest.fixture(scope="module")
def catalogue(service) -> Graph:
    return Graph().parse(data=service.get("catalog.ttl").text, format="turtle")


def test_json_ld_says_the_same_as_turtle(service, catalogue):
    assert isomorphic(Graph().parse(data=service.get("catalog.jsonld").text, format="json-ld"), catalogue)


@pytest.mark.parametrize("kind", REQUIRED)
def test_what_the_profile_requires_is_there(kind, catalogue):
    things = list(catalogue.subjects(RDF.type, kind))
    assert len(things) == {DCAT.Dataset: 9, DCAT.Distribution: 9 * 4 + 1}.get(kind, 1)
    for thing in things:
        assert {one for one in REQUIRED[kind] if catalogue.value(thing, one, any=True) is None} == set()
        assert {one for one in ONCE.get(kind, ()) if len(list(catalogue.objects(thing, one))) > 1} == set()


def test_each_data_set_has_the_period_of_its_own_rows(catalogue):
    def period(name: str) -> str:
        (me,) = (one for one in catalogue.subjects(RDF.type, DCAT.Dataset) if str(one).endswith(f"#{name}"))
        days = [catalogue.value(catalogue.value(me, DCTERMS.temporal), one) for one in (DCAT.startDate, DCAT.endDate)]
        assert str(catalogue.value(me, SDO.temporalCoverage)) == "/".join(days)
        return "/".join(days)

    assert period("estimates") == "2010-01-01/2021-12-31"
    assert period("breaks") == "2004-05-01/2024-12-31"
    assert period("blind_spots") == "2012-06-01/2012-06-30"
    whole = "1995-01-01/2026-12-31"  # to the end of the year for which the police have a target
    assert {period(one) for one in ("observations", "indicators", "series", "sources")} == {whole}


def test_a_figure_of_a_moment_has_the_day_of_that_moment(warehouse):
    days = datasets()["observations"].days
    found = warehouse.execute(
        f"SELECT last, count(*) FROM ({days}) WHERE first = DATE '2026-01-01' AND last <> DATE '2026-01-31'"
        " GROUP BY last ORDER BY last"
    ).fetchall()
    assert found == [(date(2026, 1, 1), 12 + 354), (date(2026, 12, 31), 1)]  # nationals and inhabitants; the target


def test_titles_and_descriptions_are_in_both_languages(catalogue):
    for thing in (*catalogue.subjects(RDF.type, DCAT.Dataset), *catalogue.subjects(RDF.type, DCAT.Catalog)):
        for part in (DCTERMS.title, DCTERMS.description):
            told = [one for one in catalogue.objects(thing, part) if isinstance(one, Literal)]
            assert {one.language for one in told} == {"nl", "en"}


def test_what_is_referred_to_has_the_class_the_profile_asks_for(catalogue):
    ranges = {
        DCTERMS.publisher: FOAF.Agent,
        DCTERMS.license: DCTERMS.LicenseDocument,
        DCTERMS.accessRights: DCTERMS.RightsStatement,
        DCTERMS.language: DCTERMS.LinguisticSystem,
        DCTERMS.spatial: DCTERMS.Location,
        DCTERMS.temporal: DCTERMS.PeriodOfTime,
        DCTERMS.accrualPeriodicity: DCTERMS.Frequency,
        DCAT.mediaType: DCTERMS.MediaType,
        DCAT.contactPoint: URIRef("http://www.w3.org/2006/vcard/ns#Kind"),
    }
    for predicate, kind in ranges.items():
        found = set(catalogue.objects(None, predicate))
        assert found, predicate
        assert {one for one in found if (one, RDF.type, kind) not in catalogue} == set()


def test_every_distribution_can_be_downloaded_as_the_type_it_says(catalogue):
    for thing in catalogue.subjects(RDF.type, DCAT.Distribution):
        address, media = catalogue.value(thing, DCAT.downloadURL), catalogue.value(thing, DCAT.mediaType)
        answer = requests.head(str(address), timeout=60)
        assert answer.status_code == 200, address
        assert str(media).endswith(answer.headers["Content-Type"].partition(";")[0])


def test_the_page_about_the_api_holds_a_schema_org_dataset_and_asks_nothing_of_others(service):
    for language, name in (("nl", "geregistreerde cijfers"), ("en", "registered figures")):
        answer = service.get(f"docs?lang={language}")
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        page = answer.text
        assert f'<html lang="{language}">' in page
        (card,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        told = json.loads(card)
        assert (told["@type"], told["name"].endswith(name)) == ("Dataset", True)
        assert not re.findall(r'(?:src|<link[^>]*stylesheet[^>]*href)="http', page)
        anchors = set(re.findall(r'href="#([^"]+)"', page))
        assert anchors <= set(re.findall(r'id="([^"]+)"', page))


def test_the_catalogue_is_also_schema_org(catalogue):
    named = {str(one).rpartition("#")[2] for one in catalogue.subjects(RDF.type, SDO.Dataset)}
    assert named == set(DATASETS)


def test_the_feed_has_an_entry_for_every_build_newest_first(service):
    answer = service.get("changes.atom?lang=en")
    assert answer.headers["Content-Type"] == "application/atom+xml"
    feed = Xml.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [one.findtext(f"{atom}title") or "" for one in feed.findall(f"{atom}entry")]
    assert [title.partition(" (")[0] for title in titles] == [
        "Figures of 20 November 2026",
        "Figures of 19 November 2026",
    ]
    ids = [one.findtext(f"{atom}id") for one in feed.findall(f"{atom}entry")]
    assert len(set(ids)) == 2
    assert ids == [
        one.findtext(f"{atom}id") for one in Xml.fromstring(service.get("changes.atom").content).findall(f"{atom}entry")
    ]
    for part in ("id", "title", "updated"):
        assert all(one.findtext(f"{atom}{part}") for one in (feed, *feed.findall(f"{atom}entry")))
    newest, oldest = (one.findtext(f"{atom}content") for one in feed.findall(f"{atom}entry"))
    assert newest == "Revised: 4. Trafficking cases registered with the OM (4)."
    assert oldest == "The oldest vintage that is kept; there is no earlier one to compare it with."


def test_revisions_tell_old_and_new(service):
    rows = service.get("revisions.json?indicator=om_registered_cases&region=ar19:arnhem").json()
    told = [(row["period"], row["change"], row["old_value"], row["new_value"], row["old_vintage"]) for row in rows]
    assert told == [("2007", "revised", 12, 11, "2026-11-19"), ("2007/2011", "revised", 62, 61, "2026-11-19")]
    assert service.get("revisions.json?vintage=2026-11-19").json() == []
