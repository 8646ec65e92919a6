"""After a choice the browser keeps a chart and gives it other rows; what is drawn then is what a new visitor sees."""

import re

import pytest
from drawn import charts

MINE = "all => all.forEach(one => { one.mine = true; })"
KEPT = "all => all.map(one => one.mine === true)"
CHOICES = {
    "counts or rates": ("/arrondissementen", "maat", 1, "/arrondissementen?maat=rate", {"alle": 19, "vergelijk": 1}),
    "a scale for each": ("/arrondissementen", "schaal", 1, "/arrondissementen?schaal=own", {"alle": 19}),
    "rates or counts": ("/arrondissementen?maat=rate", "maat", 0, "/arrondissementen", {"alle": 19, "twee-jaren": 1}),
    "years or months": ("/migratie", "per", 1, "/migratie?per=month", {"immigratie": 3}),
    "one more line": (
        "/?series=nr-current&series=nr-older",
        "series",
        5,
        "/?series=nr-current&series=nr-older&series=tip",
        {"gemeld-en-geschat": 1},
    ),
}
"""Page, key of the filter, which of its options, the address after it, and how many charts of which figure are kept."""


def drawings(screen, figure):
    return screen.page.locator(f".st-key-figure-{figure} svg.marks")


def read(screen, figure):
    """What stands in the charts of a figure; places of marks are pixels, so the last decimals say nothing."""
    told = repr(charts(screen.figure(figure)))
    return re.sub(r"-?\d+\.\d+(e-\d+)?", lambda one: f"{float(one[0]):.6f}", told).replace("-0.000000", "0.000000")


@pytest.mark.parametrize("choice", CHOICES)
def test_charts_are_kept_and_show_what_a_new_visitor_sees(open_page, choice):
    path, filter_key, option, same, kept = CHOICES[choice]
    screen, other = open_page(path), open_page(same)
    for figure in kept:
        drawings(screen, figure).evaluate_all(MINE)
    screen.page.locator(f".st-key-{filter_key} button, .st-key-{filter_key} [role=radio]").nth(option).click()
    screen.page.wait_for_url(lambda url: url.endswith(same))
    screen.settle()
    for figure in screen.figures():
        assert read(screen, figure) == read(other, figure), figure
    labels = "all => all.map(one => [...one.querySelectorAll('text')].map(text => text.textContent).sort())"
    for figure, count in kept.items():
        assert drawings(screen, figure).evaluate_all(KEPT) == [True] * count
        assert drawings(screen, figure).evaluate_all(labels) == drawings(other, figure).evaluate_all(labels)
    assert screen.complaints == []


LANES = """charts => [...charts[0].querySelectorAll('g.role-axis-label text')]
    .map(one => [Math.round(one.getBoundingClientRect().y), one.textContent])
    .filter(([_y, words]) => !/^[0-9]{4}$/.test(words)).sort(([a], [b]) => a - b).map(([_y, words]) => words)"""


def test_a_lane_of_the_timeline_that_comes_back_stands_where_it_stood(open_page):
    screen = open_page("/tijdlijn?lang=en")
    chart, kinds = screen.page.locator("svg.marks"), screen.page.locator(".st-key-soort button")
    chart.evaluate_all(MINE)
    every = chart.evaluate_all(LANES)
    assert every == ["law or rule", "programme", "organisation", "judicial map", "publication", "break in figures"]
    kinds.nth(0).click()
    screen.page.wait_for_url(lambda url: "soort=" in url)
    screen.settle()
    assert chart.evaluate_all(LANES) == every[1:]
    kinds.nth(0).click()
    screen.page.wait_for_url(lambda url: url.endswith("soort=law"))
    screen.settle()
    assert chart.evaluate_all(LANES) == every
    assert chart.evaluate_all(KEPT) == [True]
