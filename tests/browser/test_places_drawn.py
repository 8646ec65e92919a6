"""Where things stand in a chart, in pixels of the real browser, on a wide screen and a narrow one."""

from itertools import combinations

import pytest

from dashboard.charts.discs import DISC

WIDE, NARROW = 1440, 390
DISCS = """figure => [...figure.querySelectorAll('svg.marks')].map(chart => {
    const box = one => one.getBoundingClientRect();
    const discs = [...chart.querySelectorAll('.role-mark path')].filter(one => one.getAttribute('stroke-width') === '1.2')
        .map(box).map(one => [one.x + one.width / 2, one.y + one.height / 2]);
    const axis = box([...chart.querySelectorAll('.role-axis-domain line')].at(-1));
    return {discs, left: axis.left, right: axis.right, top: box(chart).top};
})"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", "gemeld-en-geschat"),
        ("/migratie", "immigratie"),
    ],
)
def test_no_disc_touches_another_with_every_break_and_event(open_page, path, key, width):
    screen = open_page(f"{path}?gebeurtenissen=true", width=width)
    charts = screen.figure(key).evaluate(DISCS)
    assert sum(len(one["discs"]) for one in charts) > 25
    for chart in charts:
        for (x, y), (other_x, other_y) in combinations(chart["discs"], 2):
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 > DISC - 0.6
        assert all(y - DISC / 2 >= chart["top"] for _x, y in chart["discs"])
