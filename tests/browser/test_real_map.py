"""The map with real boundaries in a real browser, on a warehouse refreshed from the stand-in: squares in a row, and
figures that are synthetic."""

import pytest

from etl.refresh import refresh
from etl.transport import Settings
from tests.copies import copy_data
from tests.standin import synthetic
from tests.standin.server import StandIn

MAP = ".st-key-pick-chart-kaart svg.marks"
STROKES = """map => [...map.querySelectorAll('g path')]
    .filter(one => one.__data__?.datum?.geometry?.type === 'MultiLineString')
    .map(one => ({left: one.getBoundingClientRect().left, right: one.getBoundingClientRect().right,
                  map: map.getBoundingClientRect().width}))"""
CHOSEN = "[data-testid=stMultiSelect] [data-tag]"
ADDRESS = "/arrondissementen?indeling=huidig&cijfer=registered_crimes_trafficking|politie-47013ned|total&lijnen=month"


@pytest.fixture(scope="module")
def live(serve, tmp_path_factory):
    """The address of the app with downloaded crimes and boundaries."""
    root = tmp_path_factory.mktemp("live")
    copy_data(root / "data")
    server = StandIn(synthetic.services(), synthetic.features())
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        sources = ("politie-crime", "cbs-regions", "pdok-boundaries")
        outcome = refresh(root / "data", root / "warehouse", sources, None, Settings())
    server.stop()
    assert outcome.status == 0
    return serve(root / "warehouse")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_in_an_area_chooses_it_and_a_missing_figure_is_seen_and_told(open_page, live, width):
    screen = open_page(ADDRESS, on=live, width=width)
    before = [one.strip() for one in screen.page.locator(CHOSEN).all_inner_texts()]
    assert "Amsterdam" not in before
    drawing = screen.page.locator(MAP)
    told = drawing.locator("text").all_text_contents()
    total = sum(synthetic.count("1.6.3", "2026JJ00", code) for code in synthetic.MUNICIPALITIES[:2])
    assert str(total) in told
    assert told.count("geen cijfer") == 2  # its rim and its ink
    (hatched,) = drawing.evaluate(STROKES)
    assert hatched["right"] - hatched["left"] == pytest.approx(hatched["map"] / 11, rel=0.15)
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    screen.page.mouse.click(box["x"] + box["width"] * 0.5 / 11, box["y"] + box["height"] / 2)
    screen.page.wait_for_function(
        f"[...document.querySelectorAll('{CHOSEN}')].some(one => one.innerText.trim() === 'Amsterdam')"
    )
    screen.settle()
    months = [row for row in screen.table("vergelijk") if row["Gebied"] == "Amsterdam"]
    assert [row["Periode"] for row in months] == [
        f"{month} {year}" for year in (2025, 2026) for month in ("januari", "februari", "maart")
    ]
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth"
    assert screen.evaluate(wide) <= width
    assert (screen.complaints, screen.elsewhere) == ([], [])
