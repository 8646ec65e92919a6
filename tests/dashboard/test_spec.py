"""A chart is written out once, as Altair itself would write it, with its rows beside it."""

import json

import altair as alt
import pandas as pd
import pyarrow as pa

from dashboard.charts.spec import spec

ROWS = pd.DataFrame({"year": [2010, 2011], "value": [3.0, None], "label": ["a", "b"]})
OTHER = pd.DataFrame({"year": [2010]})


def layered():
    base = alt.Chart(ROWS).encode(x="year:Q")
    return alt.layer(base.mark_line().encode(y="value:Q"), alt.Chart(OTHER).mark_rule().encode(x="year:Q"))


def named(told):
    """The names of the rows of each layer, or of the whole where all layers share them."""
    return [one.get("data", told.get("data"))["name"] for one in told["layer"]]


def test_every_layer_finds_its_own_rows_under_its_name():
    told = spec(layered())
    read = [pa.ipc.open_stream(told["datasets"][name]).read_pandas() for name in named(told)]
    pd.testing.assert_frame_equal(read[0], ROWS)
    pd.testing.assert_frame_equal(read[1], OTHER)


def test_the_drawing_is_that_of_altair():
    told, theirs = spec(layered()), layered().to_dict()
    own = [{key: part for key, part in one.items() if key != "data"} for one in told["layer"]]
    assert own == [{key: part for key, part in one.items() if key != "data"} for one in theirs["layer"]]
    assert told["$schema"] == theirs["$schema"]


def test_the_size_of_altairs_own_theme_is_left_out():
    assert spec(layered())["config"] == {}


def test_a_chart_is_written_once_and_another_one_with_the_same_rows_names_them_the_same():
    chart = layered()
    assert spec(chart) is spec(chart)
    assert list(spec(layered())["datasets"]) == list(spec(chart)["datasets"])


def test_other_rows_have_another_name():
    assert named(spec(layered()))[0] != named(spec(layered()))[1]


def test_the_chart_itself_keeps_its_rows():
    chart = layered()
    spec(chart)
    pd.testing.assert_frame_equal(chart.layer[0].data, ROWS)


def test_a_chart_is_written_the_same_while_streamlit_has_switched_the_theme_off():
    """Streamlit does so for a moment, for all threads at once, where a page shows a chart of Altair itself."""
    for chart in (layered(), layered().configure_axis(grid=False).configure_view(stroke=None)):
        with alt.theme.enable("none"):
            meanwhile = json.dumps(spec(chart.copy()), default=bytes.hex)
        assert meanwhile == json.dumps(spec(chart), default=bytes.hex)
