"""A chart is written out once, as Altair itself would write it, with its rows and what follows from them beside it."""

import json

import altair as alt
import pandas as pd
import pyarrow as pa

from dashboard.charts.spec import ABOUT, spec
from dashboard.charts.theme import Look, finish, year_scale
from dashboard.charts.timeline import timeline

ROWS = pd.DataFrame({"year": [2010, 2011], "value": [3.0, None], "label": ["a", "b"]})
OTHER = pd.DataFrame({"year": [2010]})


def layered(rows=ROWS, top=4.0, step=1):
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, top]), axis=alt.Axis(tickMinStep=step, values=[0, 2]))
    base = alt.Chart(rows).encode(x="year:Q")
    lines, points = base.mark_line().encode(y=y), base.mark_point().encode(y=y)
    return alt.layer(lines, points, alt.Chart(OTHER).mark_rule().encode(x="year:Q"))


def read(told, name):
    return pa.ipc.open_stream(told["datasets"][name]).read_pandas()


def named(told):
    """The names of the rows of each layer that is drawn."""
    return [one["data"]["name"] for one in told["layer"][1:]]


def drawing(told):
    return {key: part for key, part in told.items() if key != "datasets"}


def test_every_layer_finds_its_own_rows_under_its_name():
    told = spec(layered(), "")
    rows = [read(told, name) for name in named(told)]
    pd.testing.assert_frame_equal(rows[0], ROWS)
    pd.testing.assert_frame_equal(rows[1], ROWS)
    pd.testing.assert_frame_equal(rows[2], OTHER)


def test_the_browser_gets_the_columns_that_the_drawing_names_and_no_others():
    rows = ROWS.assign(values=1, quiet=True, told="x", tell="y")
    base = alt.Chart(rows).encode(x="year:Q", y="value:Q", tooltip="told:N").transform_filter("datum.quiet")
    told = spec(alt.layer(base.mark_line(), alt.Chart(OTHER).mark_rule().encode(x="year:Q")), "")
    assert list(read(told, named(told)[0]).columns) == ["year", "value", "label", "quiet", "told"]


def test_the_drawing_is_that_of_altair_with_names_for_the_ends_of_axes():
    told, theirs = spec(layered(), ""), layered().to_dict()
    about = read(told, ABOUT).iloc[0]
    written = json.dumps([{k: part for k, part in one.items() if k != "data"} for one in told["layer"][1:]])
    for name, number in about.drop("words").items():
        said = json.dumps({"expr": f"data('about')[0].{name}"})
        assert said in written
        written = written.replace(said, json.dumps(int(number)))
    assert json.loads(written) == json.loads(
        json.dumps([{k: part for k, part in one.items() if k != "data"} for one in theirs["layer"]]).replace("4.0", "4")
    )
    assert told["$schema"] == theirs["$schema"]


def test_layers_on_one_axis_share_its_ends():
    domains = [one["encoding"]["y"]["scale"]["domain"] for one in spec(layered(), "")["layer"][1:3]]
    assert domains[0] == domains[1]
    assert domains[0][0] != domains[0][1]


def test_an_end_that_the_width_chooses_has_a_name_for_each_of_its_numbers():
    """The years of a chart run to its edge where the names at the ends of lines do not fit."""
    for years, room, ends in (((2007, 2024), 5.3, [2006.4, 2029.3, 2024.5]), ((2010, 2019), 2, [2009.4, 2021, 2019.5])):
        x = alt.X("year:Q", scale=year_scale(*years, room))
        told = spec(alt.layer(alt.Chart(ROWS).mark_point().encode(x=x)), "")
        n = "data('about')[0].n"
        end = {"expr": f"width > 560 ? {n}1 : {n}2"}
        assert told["layer"][1]["encoding"]["x"]["scale"]["domain"] == [{"expr": f"{n}0"}, end]
        assert read(told, ABOUT).drop(columns="words").iloc[0].tolist() == ends


def test_other_figures_leave_the_drawing_as_it_is():
    """Only then does the browser keep the chart and take the rows."""
    before, after = spec(layered(), "3 in 2010"), spec(layered(ROWS.assign(value=0.4), 0.5, 0), "0.4 in 2010")
    assert drawing(before) == drawing(after)
    assert list(before["datasets"]) == list(after["datasets"])
    assert read(after, ABOUT).to_dict("records") == [{"words": "0.4 in 2010", "n0": 0.0, "n1": 0.5, "n2": 0.0}]


def test_the_words_are_read_out_in_the_chart():
    told = spec(layered(), "3 in 2010")
    assert read(told, ABOUT).at[0, "words"] == "3 in 2010"
    assert told["layer"][0]["encoding"]["description"]["field"] == "words"
    assert told["layer"][0]["data"] == {"name": ABOUT}


def test_the_size_of_altairs_own_theme_is_left_out_and_only_the_words_are_read_out():
    told = spec(layered(), "")
    assert told["config"] == {"axis": {"aria": False}, "mark": {"aria": False}}
    assert [one["mark"].get("aria") for one in told["layer"]] == [True, None, None, None]


def test_a_chart_is_written_once_for_the_same_words():
    chart = layered()
    assert spec(chart, "a") is spec(chart, "a")
    assert spec(chart, "a") is not spec(chart, "b")


def test_other_rows_have_another_name():
    assert named(spec(layered(), "")) == ["rows0", "rows0", "rows1"]


def test_the_chart_itself_keeps_its_rows_and_its_axes():
    chart = layered()
    before = chart.to_dict()
    spec(chart, "")
    pd.testing.assert_frame_equal(chart.layer[0].data, ROWS)
    assert chart.to_dict() == before


def test_a_chart_is_written_the_same_while_streamlit_has_switched_the_theme_off():
    """Streamlit does so for a moment, for all threads at once, where a page shows a chart of Altair itself."""
    for chart in (layered(), layered().configure_axis(grid=False).configure_view(stroke=None)):
        with alt.theme.enable("none"):
            meanwhile = json.dumps(spec(chart.copy(), ""), default=bytes.hex)
        assert meanwhile == json.dumps(spec(chart, ""), default=bytes.hex)


def test_what_the_upright_axis_counts_stands_with_the_rows_and_in_its_place():
    y = alt.Y("value:Q", title="cases", scale=alt.Scale(domain=[0, 4]))
    chart = alt.layer(alt.Chart(ROWS).mark_line().encode(x="year:Q", y=y))
    told = spec(finish(chart, Look("en")), "")
    assert told["layer"][1]["encoding"]["y"]["title"] is None
    assert read(told, ABOUT).at[0, "counted"] == "cases"
    axis = told["config"]["axis"]
    assert told["title"] == {
        "text": {"expr": "data('about')[0].counted"},
        **{"orient": "left", "anchor": "middle", "offset": 4, "color": axis["titleColor"]},
        **{"fontSize": axis["titleFontSize"], "fontWeight": axis["titleFontWeight"]},
    }


def test_the_names_of_lines_stand_with_the_rows():
    """More lines, or other ones, leave the drawing as it is; so does a layer that has nothing to show."""

    def named_lines(names, rows):
        colour = alt.Color("label:N", scale=alt.Scale(domain=names, range=["#111", "#222"]))
        return spec(alt.layer(alt.Chart(rows).mark_line().encode(x="year:Q", color=colour)), "")

    one, two = named_lines(["a"], ROWS.head(0)), named_lines(["a", "b (c | d)"], ROWS)
    assert drawing(one) == drawing(two)
    assert two["layer"][1]["encoding"]["color"]["scale"]["domain"] == {"expr": r"split(data('about')[0].n0, '\n')"}
    assert read(two, ABOUT).at[0, "n0"] == "a\nb (c | d)"


def test_equal_rows_of_two_layers_have_each_a_name():
    both = alt.layer(*(alt.Chart(ROWS.copy()).mark_line().encode(x="year:Q") for _ in range(2)))
    assert named(spec(both, "")) == ["rows0", "rows1"]


def test_a_timeline_of_other_lanes_is_the_same_drawing_with_their_names_beside_it():
    rows = pd.DataFrame({"date": ["2009", "2015"], "what": ["event", "break"], "lane": ["A", "B"], "when": ["a", "b"]})
    rows = rows.assign(title_nl="x", title_en="x")
    words = {"event": "x", "break": "y"}
    both = spec(timeline(rows, ["B", "A"], Look("en"), (2000, 2020), words), "")
    one = spec(timeline(rows.head(1), ["A"], Look("en"), (2000, 2020), words), "")
    assert drawing(both) == drawing(one)
    assert [read(told, ABOUT)["n2"].iloc[0] for told in (both, one)] == ["B\nA", "A"]
