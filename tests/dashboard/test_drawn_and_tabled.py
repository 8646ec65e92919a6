"""Every number that a chart is sent stands in the table of its figure."""

import math
import re

import pandas as pd
import pytest
from elements import data_of, figures, tables

from dashboard.pages import PAGES

NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")


def drawn(chart):
    """Every number that a mark stands for."""
    for rows in data_of(chart):
        yield from rows["value"].dropna()
        if rows["value"].isna().all():
            yield from rows["low"].dropna()
            yield from rows["high"].dropna()


def tabled(table):
    """Every number in a table, with how far it was rounded: 1.106 is 1106 give or take a half, 2,59 is 2.59."""
    found = []
    for cell in table.to_numpy().ravel():
        for word in NUMBER.findall(str(cell)):
            places = len(word.partition(",")[2])
            number = float(word.replace(".", "").replace(",", "."))
            found += [(number, 0.5 * 10**-places), (number / 100, 0.005)]  # the second: 17% is 0.17
    return found


def astray(page):
    """Numbers in a chart that are in no cell of its table."""
    assert not page.exception
    assert not page.error
    found = []
    for key, figure in figures(page).items():
        charts = figure.get("vega_lite_chart")
        known = tabled(tables(figure)[0]) if charts else []
        for number in {float(one) for chart in charts for one in drawn(chart)}:
            if not any(math.isclose(number, told, abs_tol=room + 1e-9) for told, room in known):
                found.append((key, number))
    return found


def test_numbers_are_found_in_a_table_as_they_are_rounded_there():
    known = tabled(pd.DataFrame({"Aantal": ["1.106"], "Per 100.000": ["2,59"], "Geschat": ["5.000–7.500"]}))
    assert [number for number, _room in known[::2]] == [1106, 2.59, 5000, 7500]
    assert [room for _number, room in known[::2]] == [0.5, 0.005, 0.5, 0.5]


@pytest.mark.parametrize("view", PAGES)
def test_as_a_page_opens_every_number_in_a_chart_stands_in_its_table(page, view):
    assert astray(page(view, "nl")) == []


def test_so_it_is_per_month_and_for_one_origin(open_page):
    assert astray(open_page("migration", per="month", origin="PL")) == []


def test_so_it_is_for_every_series_of_reported_victims(open_page, warehouse):
    series = warehouse.execute(
        "SELECT DISTINCT series FROM observation WHERE indicator_id = 'reported_victims' AND region_id = 'nl'"
        " AND breakdown = 'total' AND length(period) = 4 ORDER BY series"
    ).fetchall()
    assert len(series) > 3
    assert astray(open_page("overview", series=[one for (one,) in series])) == []


def keys(figure):
    """Name and drawing in every key of a figure."""
    key = re.compile(r'<span class="key"><img alt="" src="([^"]+)"/>([^<]+)</span>')
    found = [{name: drawing for drawing, name in key.findall(one.value)} for one in figure.get("html")]
    return [one for one in found if one]


def test_a_series_is_drawn_alike_in_both_figures_of_reported_victims_and_whatever_else_is_chosen(page, open_page):
    """Colour, dash and shape, by the keys above and below the charts."""
    both = figures(page("overview", "nl"))
    (above,) = keys(both["gemeld-en-geschat"])
    (victims,) = [one for one in keys(both["keten"]) if "CoMensha, eigen totaal" in one]
    assert victims == {name: above[name] for name in victims}
    assert len(set(victims.values())) == 3
    (other,) = keys(figures(open_page("overview", series=["comensha-own", "tip"]))["gemeld-en-geschat"])
    assert {name: other[name] for name in other if name in above} == {
        name: above[name] for name in above if "schatting" in name or "deskundigen" in name or "CoMensha" in name
    }
    assert other["US TIP Report"] not in above.values()
