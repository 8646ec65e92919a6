"""What the environment says: an empty text says nothing, and what cannot be used is refused in a sentence."""

import re
from pathlib import Path

import pytest
from elements import all_words
from rdflib import URIRef
from starlette.requests import Request

from dashboard import queries, settings
from dashboard.api.catalogue import VCARD, graph
from etl.elsewhere import names_folder
from etl.no_warehouse import SettingError
from tests.load.serving import served

PLACE = (
    "expected a folder or the whole of an address that begins with https://, http://, s3://, gs://, file://, quack: or"
    " md: in MONITOR_WAREHOUSE, got another"
)
ADDRESS = "expected an address such as https://monitor.example in MONITOR_ADDRESS, got"
CONTACT = "expected a mail address or that of a page (https://…) in MONITOR_CONTACT, got"


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_setting_is_as_one_that_is_not_set(text, monkeypatch, project):
    for name in ("DATA", "WAREHOUSE", "COPIES", "ADDRESS", "CONTACT"):
        monkeypatch.setenv(f"MONITOR_{name}", text)
    settings.check()
    assert settings.data_folder() == project / "data"
    assert settings.warehouse_folder() == project / "data" / "warehouse"
    assert (settings.place(), settings.public_address(), settings.contact()) == (None, "", "")
    monkeypatch.setenv("MONITOR_WAREHOUSE", "https://figures.example/monitor")
    assert settings.warehouse_folder().parent == project / "data" / "copies"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("WAREHOUSE", "ftp://reader:secret@x/y", f"{PLACE} (ftp:…)"),
        ("WAREHOUSE", "HTTPS://x/y", f"{PLACE} (HTTPS:…)"),
        ("WAREHOUSE", "md:", f"{PLACE} (md:…)"),
        ("DATA", "https://x/y", "expected a folder in MONITOR_DATA, got an address (https:…)"),
        ("ADDRESS", "monitor.example", f"{ADDRESS} 'monitor.example'"),
        ("ADDRESS", "https://", f"{ADDRESS} 'https://'"),
        ("ADDRESS", "https://monitor.example/?a=b", f"{ADDRESS} 'https://monitor.example/?a=b'"),
        ("CONTACT", "monitor.example/contact", f"{CONTACT} 'monitor.example/contact'"),
        ("CONTACT", "mailto:a@monitor.example", f"{CONTACT} 'mailto:a@monitor.example'"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_its_name(name, text, sentence, monkeypatch):
    monkeypatch.setenv(f"MONITOR_{name}", text)
    with pytest.raises(SettingError, match=f"^{re.escape(sentence)}$"):
        settings.check()


def test_copies_are_kept_in_a_folder(monkeypatch):
    monkeypatch.setenv("MONITOR_WAREHOUSE", "s3://figures/monitor")
    monkeypatch.setenv("MONITOR_COPIES", "s3://figures/copies")
    with pytest.raises(SettingError, match=r"^expected a folder in MONITOR_COPIES, got an address \(s3:…\)$"):
        settings.check()


@pytest.mark.parametrize(
    ("text", "folder"),
    [("/srv/monitor", True), ("C:\\monitor", True), ("a:b", True), ("ftp://x", False), ("quack:x", False)],
)
def test_a_folder_is_told_from_an_address(text, folder):
    assert names_folder(text) is folder


def test_an_address_loses_its_last_slash_and_keeps_its_path(monkeypatch):
    monkeypatch.setenv("MONITOR_ADDRESS", " https://monitor.example:8443/cijfers/ ")
    assert settings.public_address() == "https://monitor.example:8443/cijfers"


def test_an_app_with_a_setting_that_cannot_be_used_ends_with_the_sentence_alone(tmp_path, warehouse_folder):
    wrong = {"MONITOR_ADDRESS": "monitor.example"}
    with pytest.raises(AssertionError), served(warehouse_folder, tmp_path / "log", wrong):
        pass
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert said.endswith(f"\nerror: {ADDRESS} 'monitor.example'\n")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("told", "link", "kind"),
    [
        ("https://mastodon.nl/@rapporteur", "https://mastodon.nl/@rapporteur", VCARD.hasURL),
        ("vragen@monitor.example", "mailto:vragen@monitor.example", VCARD.hasEmail),
        ("", "https://monitor.example/verantwoording", VCARD.hasURL),
    ],
)
def test_the_catalogue_and_the_page_lead_to_the_same_contact(told, link, kind, monkeypatch, open_page):
    monkeypatch.setenv("MONITOR_ADDRESS", "https://monitor.example")
    monkeypatch.setenv("MONITOR_CONTACT", told)
    build = queries.published()
    request = Request({"type": "http", "path": "/catalog.ttl", "root_path": "/api/v1", "headers": []})
    contact = URIRef("https://monitor.example/#contact")
    found = {(p, o) for p, o in graph(request, build).predicate_objects(contact) if p in (VCARD.hasURL, VCARD.hasEmail)}
    assert found == {(kind, URIRef(link))}
    words = "\n".join(all_words(open_page("accessibility")))
    sentence = f"Melden kan bij [{told}]({link}). U krijgt" if told else "nog geen adres voor meldingen opgegeven"
    assert sentence in words


def test_the_folder_that_is_set_is_where_the_app_reads(monkeypatch, tmp_path):
    monkeypatch.delenv("MONITOR_WAREHOUSE")
    monkeypatch.setenv("MONITOR_DATA", str(tmp_path))
    assert settings.warehouse_folder() == Path(tmp_path / "warehouse")
