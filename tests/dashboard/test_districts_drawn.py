"""Whatever is chosen on the page Arrondissementen: what is drawn are the rows of the figure, no more and no less."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard import districts, queries
from dashboard.districts import APPROXIMATED, Choice
from dashboard.figure import Figure

KINDS = {"arrondissement19": 19, "arrondissement11": 11}


def choice(key: str, kind: str, measure: str) -> Choice:
    return districts.choose(key, kind).of(measure)


def choosing(one: Choice, areas: list[str]) -> Choice:
    """The same choice with these areas compared, in the order they are named."""
    ids = {name: region_id for region_id, name in one.names.items()}
    return replace(one, chosen=tuple(ids[name] for name in areas))


def every(measure: str) -> list[Choice]:
    """Everything that can be chosen for which there is a figure in this measure."""
    found = [choice(key, kind, measure) for kind in KINDS for key in districts.choices(kind)]
    return [one for one in found if (one.measure == "value") is (measure == "value")]


def frames(chart) -> list[pd.DataFrame]:
    """The data of a chart and of all layers in it."""
    own = [chart.data] if isinstance(getattr(chart, "data", None), pd.DataFrame) else []
    return own + [frame for layer in getattr(chart, "layer", []) for frame in frames(layer)]


def lines(figure: Figure) -> pd.DataFrame:
    """What the lines of a figure are drawn from, by the number of the row."""
    found = [frame for panel in figure.panels for frame in frames(panel.chart) if "segment" in frame]
    return pd.concat(found)[["label", "x", "value"]].drop_duplicates()


def told(rows: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows of figures as a line would be drawn from them."""
    years = pd.to_datetime(rows["period_end"]).dt.year.astype("float64")
    return pd.DataFrame({"label": rows["region"], "x": years, "value": rows[measure]})


def same(drawn: pd.DataFrame, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(drawn.sort_index(), expected.sort_index(), check_dtype=False, check_exact=True)


def several_years(choices: list[Choice]) -> list[Choice]:
    return [one for one in choices if one.years[0] < one.years[1]]


def test_there_is_something_to_choose_for_both_editions_and_om_figures_come_first():
    for kind in KINDS:
        assert districts.choices(kind)[0].startswith("om_")
        assert any(key.startswith("population|") for key in districts.choices(kind))
    assert [key for key in districts.choices("arrondissement19") if key.endswith(APPROXIMATED)] == []


@pytest.mark.parametrize("measure", ["value", "rate"])
def test_the_small_multiples_draw_every_year_of_every_area(measure):
    chosen = several_years(every(measure))
    assert len(chosen) > 1
    for one in chosen:
        figure = districts.all_areas(one, shared=True)
        same(lines(figure), told(one.yearly, one.measure))
        assert set(figure.rows.index) == set(one.yearly.index)
        assert [panel.title for panel in figure.panels] == sorted(one.yearly["region"].unique())


@pytest.mark.parametrize("measure", ["value", "rate"])
def test_the_comparison_draws_the_areas_that_are_chosen_and_no_other(measure):
    for one in several_years(every(measure)):
        areas = sorted(one.rows["region"].unique())[1:4]
        figure = districts.compared(choosing(one, areas))
        same(lines(figure), told(figure.rows, one.measure))
        assert set(figure.rows["region"]) == set(areas)
        assert len(figure.rows) == int(one.yearly["region"].isin(areas).sum())


@pytest.mark.parametrize("measure", ["value", "rate"])
def test_the_map_draws_the_rows_of_its_year_and_leaves_no_area_away(measure):
    for one in every(measure):
        kind = "arrondissement19" if one.rows["region_id"].str.startswith("ar19:").all() else "arrondissement11"
        for year in sorted(one.yearly["period"].unique()):
            figure = districts.tile_map(one, year, kind)
            drawn = frames(figure.panels[0].chart)[0].set_index("region_id")["value"]
            assert len(drawn) == KINDS[kind]
            held = figure.rows.set_index("region_id")[one.measure].dropna()
            pd.testing.assert_series_equal(
                drawn.dropna().sort_index(), held.sort_index(), check_names=False, check_dtype=False
            )
            assert set(figure.rows["period"]) == {year}


def test_every_table_holds_the_rows_of_its_figure():
    for one in several_years(every("value")):
        figures = [
            districts.all_areas(one, shared=True),
            districts.compared(choosing(one, list(one.rows["region"].unique()[:3]))),
        ]
        for figure in figures:
            assert len(figure.table) == len(figure.rows)
            assert list(figure.table.iloc[:, 0]) == list(figure.rows["region"])


def test_old_figures_in_the_present_edition_are_dotted_derived_and_leave_the_split_areas_out():
    one = choice(f"om_registered_cases|om-data-2012|{APPROXIMATED}", "arrondissement11", "value")
    missing = set(queries.regions("arrondissement11")["name"]) - set(one.rows["region"])
    assert missing == {"Amsterdam", "Midden-Nederland", "Overijssel"}
    assert set(one.rows["confidence"]) == {"derived"}
    assert one.dotted
    gelderland = one.rows[(one.rows["region"] == "Gelderland") & (one.rows["period"] == "2011")]
    old = queries.figures(["om_registered_cases"], "arrondissement19").query("period == '2011'").set_index("region")
    assert gelderland["value"].tolist() == [old.at["Arnhem", "value"] + old.at["Zutphen", "value"]]
    assert gelderland["parts"].tolist() == ["Arnhem + Zutphen"]


def test_the_national_figure_of_om_cases_draws_each_publication_as_a_line_of_its_own():
    key = "om_registered_cases|om-data-2012|total"
    figure = districts.national(choice(key, "arrondissement19", "value"))
    drawn = lines(figure)
    own = drawn[drawn["label"] == "OM-data, peildatum april 2012"]
    assert dict(zip(own["x"], own["value"], strict=True)) == {2007: 281, 2008: 214, 2009: 141, 2010: 215, 2011: 255}
    assert len(set(drawn["label"])) == figure.rows["series"].nunique()
    pooled = figure.rows[figure.rows["period"] == "2007/2011"]
    assert pooled["value"].tolist() == [1106]


def test_no_area_is_ranked_the_order_is_that_of_the_alphabet():
    one = choice("om_registered_cases|om-data-2012|total", "arrondissement19", "value")
    titles = [panel.title for panel in districts.all_areas(one, shared=True).panels]
    assert titles == sorted(titles)
    assert len(titles) == 19
