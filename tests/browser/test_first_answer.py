"""The first answer of the server, before any script runs, names the language of the page."""

import re
import urllib.request

import pytest


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
