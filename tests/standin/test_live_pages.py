"""What the pages show of downloaded figures. Everything in these tables is synthetic."""

from dataclasses import replace

import altair as alt
import pandas as pd
import pytest

from dashboard import districts
from dashboard.figure import Figure
from etl.build import build
from etl.refresh import refresh
from tests.copies import copy_data
from tests.dashboard.elements import tables
from tests.standin.conftest import QUICK
from tests.standin.reading import ask
from tests.standin.synthetic import MUNICIPALITIES, count, of_district

CRIMES = "registered_crimes_trafficking|politie-47013ned|total"
POLES = "residents_by_origin|cbs-85458ned|origin=PL"
PRESENT = "arrondissement11"


def residents(table: str, key: str, period: str, number: int) -> int:
    return sum(count(table, key, period, code, most=900) + 1 for code in MUNICIPALITIES[2 * number - 2 : 2 * number])


def drawn(figure: Figure) -> pd.DataFrame:
    """What the lines of a figure are drawn from."""
    frames: list[pd.DataFrame] = []

    def walk(chart: alt.LayerChart | alt.Chart) -> None:
        if isinstance(getattr(chart, "data", None), pd.DataFrame) and "segment" in chart.data:
            frames.append(chart.data)
        for layer in getattr(chart, "layer", []):
            walk(layer)

    for panel in figure.panels:
        walk(panel.chart)
    return pd.concat(frames).drop_duplicates(["label", "x"])


@pytest.mark.usefixtures("held")
def test_crimes_and_complaints_come_first_after_the_om_and_smuggling_is_never_called_trafficking():
    keys = [one for one in districts.choices(PRESENT) if not one.startswith("om_")]
    assert [one.split("|")[0] for one in keys[:3]] == [
        "registered_crimes_trafficking",
        "registered_complaints_trafficking",
        "residents_by_origin",
    ]
    assert keys[-1] == "population|cbs-register|total"
    (smuggling,) = [one for one in keys if one.startswith("registered_crimes_smuggling|")]
    assert "mensensmokkel (is geen mensenhandel)" in districts.choice_name(smuggling)


@pytest.mark.usefixtures("held")
def test_years_and_months_of_a_live_series_never_stand_in_one_line():
    choice = districts.choose(CRIMES, PRESENT)
    assert set(choice.rows["period"]) == {"2025", "2026"}
    assert set(choice.months["period"]) == {f"{year}-0{month}" for year in (2025, 2026) for month in (1, 2, 3)}
    areas = tuple(choice.names)
    months = drawn(districts.compared_by_month(replace(choice, chosen=areas[:2]), 2025))
    assert len(months) == 12
    amsterdam = months[months["label"] == "Amsterdam"].sort_values("x")
    assert amsterdam["value"].tolist() == [
        of_district(1, "1.6.3", f"{year}MM0{month}") for year in (2025, 2026) for month in (1, 2, 3)
    ]
    assert amsterdam["segment"].nunique() == 2  # April to December 2025 are not published: the line is cut there
    years = drawn(districts.all_areas(choice, shared=True))
    of_2025 = years[years["x"] == 2025.0].set_index("label")["value"]
    assert of_2025["Amsterdam"] == of_district(1, "1.6.3", "2025JJ00")


def test_a_month_with_a_missing_part_is_a_gap_in_the_line_and_at_least_so_many_in_the_table(held):
    figure = districts.all_areas_by_month(districts.choose(CRIMES, PRESENT), 2026, shared=True)
    (area, low) = ask(
        held,
        "SELECT region, low FROM observation_wide WHERE region_id = 'ar11:AR02' AND low IS NOT NULL"
        " AND indicator_id = 'registered_crimes_trafficking' AND period = '2026-02'",
    )[0]
    row = figure.table[(figure.table["Gebied"] == area) & (figure.table["Periode"] == "februari 2026")].iloc[0]
    assert row["Cijfer"] == f"ontbreekt; minstens {low:.0f}"
    assert low == count("1.6.3", "2026MM02", "GM9003")
    marks = drawn(figure)
    assert marks[marks["label"] == area].sort_values("x")["value"].isna().tolist() == [False, True, False]
    spec = figure.panels[[one.title for one in figure.panels].index(area)].chart.to_dict()
    rules = [one for one in spec["layer"] if isinstance(one.get("mark"), dict) and one["mark"]["type"] == "rule"]
    assert [len(spec["datasets"][one["data"]["name"]]) for one in rules] == [1]


@pytest.mark.usefixtures("held")
def test_persons_are_told_per_1000_inhabitants_and_events_per_100000():
    poles = districts.choose(POLES, PRESENT).of("rate")
    assert poles.measure == "per_1000"
    row = poles.rows[(poles.rows["region_id"] == "ar11:AR01") & (poles.rows["period"] == "2026")].iloc[0]
    people = residents("03759ned", "10000", "2026JJ00", 1)
    assert row["per_1000"] == pytest.approx(1000 * residents("85458NED", "H008718", "2026JJ00", 1) / people)
    assert poles.unit == "personen per 1.000 inwoners"
    assert set(row[["source_id", "population_source_id"]]) == {"cbs-origin", "cbs-population"}
    crimes = districts.choose(CRIMES, PRESENT).of("rate")
    assert (crimes.measure, crimes.unit) == ("rate", "misdrijven per 100.000 inwoners")
    assert "Per 1.000 inwoners" in districts.all_areas(poles, shared=True).table


@pytest.mark.usefixtures("held")
def test_stands_of_1_january_are_joined_by_a_line():
    lines = drawn(districts.all_areas(districts.choose(POLES, PRESENT), shared=True))
    assert set(lines.groupby("label")["segment"].nunique()) == {1}


def test_the_page_shows_months_when_the_link_asks_for_them(held, opened):
    page = opened(held, "regions", indeling="huidig", cijfer=CRIMES, lijnen="month", gebieden="ar11:AR01")
    (months,) = [one for one in tables(page) if len(one) == 6]
    assert months["Periode"].tolist()[:2] == ["januari 2025", "februari 2025"]
    assert months["Cijfer"].tolist()[0] == str(of_district(1, "1.6.3", "2025MM01"))
    assert not [one for one in page.info if "refresh" in one.value]


def test_before_a_refresh_the_pages_say_what_is_missing_and_which_command_loads_it(data, warehouse_dir, opened):
    build(data, warehouse_dir)
    page = opened(warehouse_dir, "regions", indeling="huidig")
    told = " ".join(one.value for one in page.info)
    names = "politie-crime cbs-origin cbs-population cbs-regions pdok-boundaries"
    assert f"`python -m etl refresh {names}`" in told
    assert "geregistreerde misdrijven en aangiften, per jaar en per maand (politie)" in told
    assert "grenzen, voor een echte kaart" in told


def test_after_a_part_of_a_refresh_only_what_is_still_missing_is_named(refreshed, warehouse_dir, opened):
    assert refreshed("politie-crime", "cbs-regions").status == 0
    told = " ".join(one.value for one in opened(warehouse_dir, "regions", indeling="huidig", lang="en").info)
    assert "`python -m etl refresh cbs-origin cbs-population pdok-boundaries`" in told
    assert "registered crimes" not in told


def test_migratie_shows_an_origin_per_arrondissement_over_the_years(standin, tmp_path, opened):
    build(copy_data(tmp_path / "data"), tmp_path / "warehouse")
    before = opened(tmp_path / "warehouse", "migration")
    assert any("`python -m etl refresh cbs-origin cbs-population cbs-regions`" in one.value for one in before.info)
    sources = ("cbs-origin", "cbs-population", "cbs-regions")
    assert standin.environment
    assert refresh(tmp_path / "data", tmp_path / "warehouse", sources, None, QUICK).status == 0
    page = opened(tmp_path / "warehouse", "migration", herkomst="PL")
    assert [one.value for one in page.info if "refresh" in one.value] == []
    (shown,) = [one for one in tables(page) if "Per 1.000 inwoners" in one and len(one) == 22]
    amsterdam = shown[shown["Gebied"] == "Amsterdam"].set_index("Periode")
    assert list(amsterdam.index) == ["2025", "2026"]
    people = residents("03759ned", "10000", "2026JJ00", 1)
    persons = residents("85458NED", "H008718", "2026JJ00", 1)
    assert amsterdam.at["2026", "Cijfer"] == f"{persons:,}".replace(",", ".")
    told = float(amsterdam.at["2026", "Per 1.000 inwoners"].replace(".", "").replace(",", "."))
    assert told == pytest.approx(1000 * persons / people, abs=0.005)
    assert "voorlopig" in amsterdam.at["2026", "Opmerkingen"]
