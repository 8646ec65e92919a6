"""After a choice the browser keeps a chart and gives it other rows; what is drawn then is what a new visitor sees."""

import re

import pytest
from drawn import charts

MINE = "all => all.forEach(one => { one.mine = true; })"
KEPT = "all => all.map(one => one.mine === true)"
CHOICES = {
    "counts or rates": ("/arrondissementen", "maat", 1, "/arrondissementen?maat=rate"),
    "a scale for each": ("/arrondissementen", "schaal", 1, "/arrondissementen?schaal=own"),
    "rates or counts": ("/arrondissementen?maat=rate", "maat", 0, "/arrondissementen"),
}


def drawings(screen, figure):
    return screen.page.locator(f".st-key-panels-{figure} svg.marks")


def read(screen, figure):
    """What stands in the charts of a figure; places of marks are pixels, so the last decimals say nothing."""
    told = repr(charts(screen.figure(figure)))
    return re.sub(r"-?\d+\.\d+(e-\d+)?", lambda one: f"{float(one[0]):.6f}", told).replace("-0.000000", "0.000000")


@pytest.mark.parametrize("choice", CHOICES)
def test_small_charts_are_kept_and_show_what_a_new_visitor_sees(open_page, choice):
    path, filter_key, option, same = CHOICES[choice]
    screen, other = open_page(path), open_page(same)
    drawings(screen, "alle").evaluate_all(MINE)
    screen.page.locator(f".st-key-{filter_key} [role=radio]").nth(option).click()
    screen.page.wait_for_url(lambda url: url.endswith(same))
    screen.settle()
    assert drawings(screen, "alle").evaluate_all(KEPT) == [True] * 19
    for figure in screen.figures():
        assert read(screen, figure) == read(other, figure), figure
    labels = "all => all.map(one => [...one.querySelectorAll('text')].map(text => text.textContent).sort())"
    assert drawings(screen, "alle").evaluate_all(labels) == drawings(other, "alle").evaluate_all(labels)
    assert screen.complaints == []
