"""Where things stand in a chart, in pixels of the real browser, on a wide screen and a narrow one."""

from itertools import combinations

import pytest

from dashboard.charts.discs import DISC

WIDE, NARROW = 1440, 390
DISCS = """figure => [...figure.querySelectorAll('svg.marks')].map(chart => {
    const box = one => one.getBoundingClientRect();
    const discs = [...chart.querySelectorAll('.role-mark path[stroke-width="1.2"]')].map(box)
        .map(one => [one.x + one.width / 2, one.y + one.height / 2]);
    return {discs, top: box(chart).top};
})"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", "gemeld-en-geschat"),
        ("/migratie", "immigratie"),
        ("/strafrechtketen", "strafketen"),
    ],
)
def test_no_disc_touches_another_with_every_break_and_event(open_page, path, key, width):
    screen = open_page(f"{path}?gebeurtenissen=true", width=width)
    charts = screen.figure(key).evaluate(DISCS)
    assert sum(len(one["discs"]) for one in charts) > 25
    for chart in charts:
        for (x, y), (other_x, other_y) in combinations(chart["discs"], 2):
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 > DISC - 0.5
        assert all(y - DISC / 2 >= chart["top"] for _x, y in chart["discs"])


NAMED = """figure => {
    const chart = figure.querySelector('svg.marks'), box = one => one.getBoundingClientRect();
    const rule = [...chart.querySelectorAll('.role-mark line')].find(one => one.getAttribute('stroke-width') === '2.4');
    const names = [...chart.querySelectorAll('.role-mark text')].filter(one => one.textContent.includes(': '));
    return {rule: box(rule).right, edge: box(chart).right, names: names.map(one => [box(one).left, box(one).right])};
}"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_names_of_answers_stand_beside_the_line_of_what_was_observed(open_page, width):
    screen = open_page("/dark-number", width=width)
    (key,) = [one for one in screen.figures() if one.startswith("spreiding-")]
    told = screen.figure(key).evaluate(NAMED)
    assert len(told["names"]) == 2 * 14  # the letters, and the paper under them
    for left, right in told["names"]:
        assert told["rule"] + 6 < left < told["rule"] + 8
        assert right < told["edge"]
