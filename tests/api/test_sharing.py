"""What one takes away of a figure: a sentence, links, pictures, and the figure alone."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest
import requests
from playwright.sync_api import Page, expect

from dashboard import embedding, quotes
from dashboard.charts import picture
from dashboard.charts.theme import Look
from dashboard.charts.trend import trend

ROW = {
    **{
        "indicator_id": "om_registered_cases",
        "series": "om-data-2012",
        "region_id": "ar19:assen",
    },
    **{"indicator_nl": "Zaken bij het OM", "indicator_en": "Cases at the OM", "region": "Assen", "period": "2009"},
    **{"value": 1.0, "low": None, "high": None, "unit": "cases", "unit_nl": "zaken", "unit_en": "cases"},
    **{"state": "value", "status": "provisional", "confidence": "confirmed", "small_number": True},
    **{"note_nl": None, "note_en": None, "series_nl": "OM-data", "series_en": "OM data", "source_id": "a;b"},
    "breakdown": "total",
    "period_end": pd.Timestamp("2009-12-31"),
}
LINKS = {"nl": "https://m.nl/#x", "en": "https://m.nl/?lang=en#x"}
CAVEATS = {"nl": "Een zaak is geen slachtoffer.", "en": "A case is not a victim."}


def told(**changes: object) -> dict[str, str]:
    return quotes.in_all(pd.Series({**ROW, **changes}), dict.fromkeys(LINKS, list), CAVEATS, LINKS)


def test_a_sentence_has_number_population_period_source_and_caveat_in_both_languages():
    assert told() == {
        "nl": "In 2009 was het aantal bij het OM ingeschreven mensenhandelzaken in Assen 1 (OM-data; < 5; voorlopig). "
        "Let op: Een zaak is geen slachtoffer. Bron: a; b. https://m.nl/#x",
        "en": "In 2009 the number of trafficking cases registered with the Public Prosecution Service (OM) in Assen "
        "was 1 (OM data; < 5; provisional). Note: A case is not a victim. Source: a; b. https://m.nl/?lang=en#x",
    }


@pytest.mark.parametrize(
    ("changes", "figure"),
    [
        ({"value": 62.0, "low": 50.0, "high": 75.0}, "mensenhandelzaken in Assen 62 (50–75) (OM-data"),
        ({"value": None, "low": 200.0}, " in Assen meer dan 200 (OM-data"),
        ({"value": 0.0, "state": "zero"}, " in Assen 0 (OM-data"),
        ({"value": 45.0, "unit": "%", "unit_nl": "%", "indicator_id": "om_dismissal_share"}, " in Assen 45% (OM-data"),
        ({"breakdown": "sex=female"}, "mensenhandelzaken (vrouw) in Assen 1 ("),
        ({"region_type": "arrondissement19"}, " in Assen (arrondissement tot 2013) 1 ("),
        ({"region_id": "nl"}, " in Nederland 1 ("),
        ({"period": "2007/2011"}, "In 2007–2011 was het aantal"),
        ({"note_nl": "Van de zitting."}, "voorlopig). Van de zitting. Let op: "),
        ({"indicator_id": "b9_cases", "value": 13.0}, "In 2009 was het cijfer ‘Zaken bij het OM’ in Assen 13 zaken ("),
        ({"indicator_id": "b9_cases"}, "In 2009 was het cijfer ‘Zaken bij het OM’ in Assen 1 ("),
    ],
)
def test_a_number_is_told_with_its_interval_or_what_stands_in_its_place(changes, figure):
    assert figure in told(**changes)["nl"]


def test_no_sentence_is_made_of_what_is_not_sharp_or_not_a_number():
    rows = pd.DataFrame(
        [
            {**ROW, "confidence": "ambiguous"},
            {**ROW, "region_id": "ar19:zwolle", "period": "undated"},
            {**ROW, "region_id": "ar19:breda", "state": "missing", "value": None},
            {**ROW, "region_id": "ar19:almelo", "period_end": pd.Timestamp("2008-12-31")},
            {**ROW, "region_id": "ar19:almelo"},
        ]
    )
    found = quotes.quotable(rows)
    assert found[["region_id", "period_end"]].values.tolist() == [["ar19:almelo", pd.Timestamp("2009-12-31")]]


def drawn(title: str = "Zaken & <cijfers>") -> picture.Drawn:
    rows = pd.DataFrame({"x": [2007.0, 2008.0], "value": [3.0, 4.0], "low": 1.0, "high": 9.0, "label": "Assen"})
    rows = rows.assign(segment="1", open=False, told="2007: 3", told_short="3")
    chart = trend(rows, ["Assen"], Look("nl"), years=(2007, 2008), y_title="zaken")
    part = picture.Part(chart, "Assen", ["Assen"])
    return picture.Drawn(title, "Per jaar.", [part, part, part], ["Let op dit."], "Bron: OM (2012).", panel_width=300)


def test_a_picture_holds_title_key_caveat_and_source_and_asks_nothing_of_others():
    made = picture.svg(drawn(), Look("nl"))
    words = re.sub(r"<[^>]+>", " ", made)
    for part in ("Zaken &amp; &lt;cijfers&gt;", "Per jaar.", "Let op dit.", "Bron: OM (2012).", "Assen", "zaken"):
        assert part in words
    assert not re.findall(r'(?:href|src)="(?!#)', made)
    assert made.count("<svg ") == 1 + 3
    names = re.findall(r' id="([^"]+)"', made)
    assert len(names) == len(set(names))


def test_a_png_is_twice_as_wide_as_the_svg():
    content = picture.png(picture.svg(drawn(), Look("en", dark=True)))
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") == 2 * picture.WIDE


def test_a_figure_is_shared_with_sentence_links_and_pictures(page: Page, service):
    page.goto("/?lang=en&series=nr-older")
    page.locator(".st-key-share-gemeld-en-geschat button").first.click(timeout=30_000)
    body = page.locator("[data-testid=stPopoverBody]")
    codes = body.locator("[data-testid=stCode]")
    expect(codes).to_have_count(5, timeout=20_000)
    english, dutch, link, fixed, frame = (one.inner_text().strip() for one in codes.all())
    assert english.startswith(
        "In 2015 the number of reported (possible) victims of human trafficking in the Netherlands was 1,321 ("
    )
    assert dutch.startswith(
        "In 2015 was het aantal gemelde (mogelijke) slachtoffers van mensenhandel in Nederland 1.321 ("
    )
    assert [re.search(r"lang=\w+", one)[0] for one in (english, dutch)] == ["lang=en", "lang=nl"]
    spoken = [one.evaluate("box => box.closest('[lang]').lang") for one in codes.all()]
    assert spoken == ["en", "nl", "en", "en", "en"]
    assert " Note: " in english and " Source: " in english and " Let op: " in dutch and " Bron: " in dutch
    assert set(link.partition("#")[0].partition("?")[2].split("&")) == {"lang=en", "series=nr-older"}
    assert f"vintage={service.build}" in fixed
    assert "embed=true&figure=gemeld-en-geschat" in frame and 'height="1100"' in frame
    for kind, start in (("svg", b"<svg "), ("png", b"\x89PNG")):
        with page.expect_download(timeout=60_000) as taken:
            body.locator(f".st-key-{kind}-gemeld-en-geschat button").click()
        assert Path(taken.value.path()).read_bytes().startswith(start)
        assert taken.value.suggested_filename == f"mensenhandelmonitor-gemeld-en-geschat-2026-11-20.{kind}"


def test_an_embedded_figure_stands_alone_with_its_source_and_the_way_back(page: Page):
    page.goto("/?embed=true&figure=in-beeld&lang=en")
    shown = page.locator(".st-key-alone")
    expect(shown.get_by_role("link", name="Mensenhandelmonitor")).to_be_visible(timeout=30_000)
    expect(shown.get_by_role("heading")).to_be_visible(timeout=30_000)
    visible = [one.inner_text() for one in page.get_by_role("heading").all() if one.is_visible()]
    assert visible == ["What part of the estimated victims was in view"]
    assert "Source: " in shown.inner_text()
    colours = shown.locator("p a").evaluate_all("links => links.map(one => getComputedStyle(one).color)")
    assert set(colours) == {"rgb(36, 80, 122)"}  # none is left to the browser, whose blue is too dark on dark paper
    expect(page.get_by_text("Court districts")).not_to_be_visible()


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("tijdlijn?figure=tijdlijn", "Events and breaks in the figures"),
        ("systeemmodel?figure=kaart", "All variables"),
        (
            "systeemmodel?figure=verbanden&variabele=barrieres",
            "What acts on ‘Raising barriers’, and what that acts on",
        ),
        (
            "mensenhandelbeeld?figure=beeld-reported&gebied=gm:GM0622",
            "Reported possible victims and published estimates, the whole country",
        ),
    ],
)
def test_a_picture_without_figures_and_one_of_a_profile_can_be_framed_as_well(address, title, page: Page):
    page.goto(f"/{address}&embed=true&lang=en")
    shown = page.locator(".st-key-alone")
    expect(shown.get_by_role("heading")).to_have_text(title, timeout=60_000)
    expect(shown.get_by_role("link", name="Mensenhandelmonitor")).to_be_visible()
    expect(shown.locator("p", has_text=re.compile("^Source: "))).to_have_count(1)
    expect(shown.locator("svg.marks, figure img")).to_have_count(1)
    assert [one.inner_text() for one in page.get_by_role("heading").all() if one.is_visible()] == [title]


@pytest.mark.parametrize("width", [360, 600, 900, 1200])
@pytest.mark.parametrize("figure", ["gemeld-en-geschat", "keten"])
def test_a_frame_shows_the_source_of_its_figure_without_scrolling(page: Page, figure, width):
    page.set_viewport_size({"width": width, "height": embedding.HEIGHT})
    page.goto(f"/?embed=true&figure={figure}&lang=nl")
    shown = page.locator(".st-key-alone")
    expect(shown.locator("svg.marks").first).to_be_visible(timeout=30_000)
    sources = shown.locator("p", has_text=re.compile("^Bron: "))
    signed = shown.locator("p", has_text="Geregistreerd is niet hetzelfde als werkelijk.")
    for one in (sources, signed):
        expect(one).to_have_count(1)
        box = one.bounding_box()
        assert box and box["y"] > 0 and box["y"] + box["height"] < 640
    if figure == "gemeld-en-geschat" and width >= 600:
        caveats = shown.locator(".caveats").bounding_box()
        assert caveats and caveats["y"] + caveats["height"] < embedding.HEIGHT


def test_a_frame_in_a_language_that_is_not_there_says_so(page: Page):
    page.goto("/?embed=true&figure=in-beeld&lang=fr")
    told = page.locator(".st-key-alone").get_by_role("status")
    expect(told).to_contain_text("De link noemt bij lang de waarde fr; die bestaat hier niet.", timeout=30_000)


def test_an_embedded_figure_that_is_not_there_says_so(page: Page):
    page.goto("/?embed=true&figure=nope&lang=en")
    expect(page.get_by_text("The figure in this link is not on this page")).to_be_visible(timeout=30_000)


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another origin: its address, and the folder whose files it serves."""
    folder = tmp_path_factory.mktemp("other")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", folder
    server.shutdown()


@pytest.mark.parametrize(
    ("query", "framed"),
    [
        ("embed=true&figure=in-beeld&lang=en", True),
        ("lang=en&figure=in-beeld&embed=TRUE", True),
        ("embed=true", False),
        ("embed=true&figure=", False),
        ("embed=true&figure=in-beeld&figure=", False),
        ("figure=in-beeld", False),
        ("embed=false&figure=in-beeld", False),
    ],
)
def test_another_site_may_frame_a_figure_alone_and_no_page_with_navigation(query, framed, page, service, other_site):
    answer = requests.get(f"{service.address}/?{query}", headers={"Accept": "text/html"}, timeout=30)
    ancestors = "*" if framed else "'self'"
    assert answer.headers["Content-Security-Policy"].endswith(f" frame-ancestors {ancestors}")
    assert answer.headers.get("X-Frame-Options") == (None if framed else "SAMEORIGIN")
    frame = f'<iframe src="{service.address}/?{escape(query)}" width="900" height="700"></iframe>'
    (other_site[1] / "index.html").write_text(frame, encoding="utf-8")
    page.goto(other_site[0])
    if framed:
        name = "What part of the estimated victims was in view"
        expect(page.frame_locator("iframe").get_by_role("heading", name=name)).to_be_visible(timeout=30_000)
    else:
        assert [one.url for one in page.frames[1:]] == ["chrome-error://chromewebdata/"]


def test_an_empty_name_of_a_figure_is_the_whole_page(page: Page):
    page.goto("/?embed=true&figure=&lang=en")
    expect(page.get_by_text("Court districts").first).to_be_visible(timeout=30_000)


def test_a_link_with_a_vintage_shows_that_vintage_from_page_to_page_until_it_is_let_go(page: Page):
    page.goto(
        "/werkbank?vintage=2026-11-19&lang=en&sql=SELECT+value+FROM+observation+WHERE+region_id='ar19:arnhem'"
        "+AND+period='2007'+AND+indicator_id='om_registered_cases'"
    )
    answer = page.get_by_role("table").first.get_by_role("row").nth(1)
    expect(answer).to_have_text("12", timeout=30_000)
    expect(page.get_by_text("You see the figures as they were on 19 November 2026")).to_be_visible()
    page.get_by_role("link", name="Migration").first.click()
    expect(page.get_by_text("You see the figures as they were on 19 November 2026")).to_be_visible(timeout=20_000)
    expect(page).to_have_url(re.compile("vintage=2026-11-19-"))
    page.get_by_role("button", name="To the latest figures").click()
    expect(page.get_by_text("You see the figures as they were on")).to_be_hidden(timeout=20_000)
    expect(page.get_by_text("As of 20 November 2026")).to_be_visible(timeout=20_000)
