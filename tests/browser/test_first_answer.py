"""The first answer of the server, before any script runs, names the language of the page."""

import re
import urllib.request
from pathlib import Path

import pytest
import requests

from dashboard.pages import PAGES


def head(address, **headers):
    request = urllib.request.Request(address, headers={"Accept": "text/html", **headers})
    with urllib.request.urlopen(request, timeout=30) as answer:
        page = answer.read()
        assert answer.status == 200
        assert answer.headers["content-length"] == str(len(page))
        return page.decode()


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "nl"),
        ("/?lang=en", "en"),
        ("/?lang=nl", "nl"),
        ("/?lang=fy", "nl"),
        ("/arrondissementen", "nl"),
        ("/arrondissementen?maat=rate&lang=en", "en"),
    ],
)
def test_it_is_in_the_language_that_the_address_asks_for(site, path, language):
    assert re.findall(r'<html lang="(\w+)"', head(site + path)) == [language]


def test_a_browser_that_kept_the_page_in_one_language_is_given_it_in_the_other(site):
    page = head(site + "/?lang=en", **{"If-Modified-Since": "Fri, 20 Nov 2099 00:00:00 GMT", "Accept-Encoding": "gzip"})
    assert '<html lang="en"' in page


@pytest.mark.parametrize(
    ("path", "language", "home"),
    [
        ("/onzin", "nl", "./"),
        ("/onzin?lang=en", "en", "./"),
        ("/migratie/onzin", "nl", "../"),
        ("/robots.txt?lang=nl", "nl", "./"),
        ("/sitemap.xml", "nl", "./"),
        ("/static/x.js", "nl", "../"),
        ("/_stcore/x?lang=en", "en", "../"),
        ("/api", "nl", "./"),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*", "application/json"])
def test_an_address_that_is_no_page_is_said_to_be_none_in_both_languages(site, path, language, home, accept):
    answer = requests.get(site + path, headers={"Accept": accept}, timeout=30)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    shown = answer.text
    assert re.findall(r'<html lang="(\w+)"', shown) == [language]
    other = {"nl": "en", "en": "nl"}[language]
    assert re.findall(r'<section lang="(\w+)">', shown) == [language, other]
    assert "Deze pagina bestaat niet" in shown
    assert "This page does not exist" in shown
    assert {f'href="{home}"', f'href="{home}?lang=en"'} <= set(re.findall(r'href="[^"]*"', shown))
    assert requests.head(site + path, headers={"Accept": accept}, timeout=30).status_code == 404
    assert requests.get(site + path, headers={"Accept": accept, "Range": "bytes=0-9"}, timeout=30).status_code == 404


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_pages_and_all_that_streamlit_serves_beside_them_are_there_whatever_a_client_accepts(site, accept):
    def get(path):
        return requests.get(site + path, headers={"Accept": accept}, timeout=30)

    for path in PAGES.values():
        page = get(f"/{path}?lang=en")
        assert (page.status_code, re.findall(r'<html lang="(\w+)"', page.text)) == (200, ["en"])
        assert "'sha256-" in page.headers["content-security-policy"]
    files = [f"/{one}" for one in re.findall(r'(?:src|href)="\./([^"]+)"', get("/").text)]
    assert {one.rpartition(".")[2] for one in files} >= {"js", "css", "png"}
    for path in (*files, "/manifest.json", "/_stcore/health", "/_stcore/host-config"):
        answer = get(path)
        assert (answer.status_code, answer.headers["content-type"].startswith("text/html")) == (200, False)


def test_what_stands_in_an_address_that_is_no_page_does_not_reach_it(site):
    shown = requests.get(site + "/<script>alert(1)</script>?lang=<b>", headers={"Accept": "text/html"}, timeout=30)
    assert shown.status_code == 404
    assert "alert" not in shown.text
    assert "<b>" not in shown.text


def test_an_html_file_that_a_reader_downloads_is_that_file(site, window):
    screen = window(site)
    screen.page.goto(site + "/mensenhandelbeeld?gebied=gm:GM0363&lang=en")
    with screen.page.expect_response(re.compile(r"/media/\w+\.html")) as asked, screen.page.expect_download() as saved:
        screen.page.get_by_text("HTML file", exact=True).click()
    file = Path(saved.value.path()).read_bytes()
    assert b"Trafficking profile of Amsterdam" in file
    assert requests.get(asked.value.url, headers={"Accept": "text/html"}, timeout=30).content == file
