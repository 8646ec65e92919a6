"""National counts have limits as wide as the scatter of their years, in table, CSV and band, as those of districts."""

import io

import pandas as pd
import pytest
from elements import all_words, figures, tables
from test_districts_drawn import frames

from dashboard.chain import chain_figure, chain_rows
from dashboard.districts import choose, national
from dashboard.reported import reported_figure

OM = "om_registered_cases|om-data-2012|total"
SINGLE = {
    "nl": "Waar een reeks alleen staat, is de band om haar lijn dat interval. Bij een los punt, en waar meer reeksen"
    " samen staan, staat het alleen in de tabel.",
    "en": "Where a series stands alone, the band round its line is that interval. For a single point, and where several"
    " series stand together, it is in the table alone.",
}


def bands(chart) -> pd.DataFrame:
    """What the areas of a chart are drawn from; empty where it has none."""
    found = [layer.data for layer in chart.layer if getattr(getattr(layer, "mark", None), "type", "") == "area"]
    return pd.concat(found) if found else pd.DataFrame()


@pytest.fixture(autouse=True)
def session(page):
    page("overview", "nl")  # what follows is asked within a session


def test_the_interval_of_cases_in_the_country_is_widened_by_the_scatter_of_its_years(page):
    table = tables(figures(page("regions", "nl"))["landelijk"])[0]
    told = table.set_index(["Reeks", "Periode"])["95%-interval"]
    assert told["OM-data, peildatum april 2012", "2011"] == "155,6–394,2"
    assert told["OM-data, peildatum april 2012", "2007–2011"] == "885,1–1.365,3"
    assert told["Dadermonitor 2013-2017", "2013"] == "226,5–290,4"  # of two years no scatter is known


def test_its_csv_holds_the_exact_limits_and_the_wider_ones():
    csv = pd.read_csv(io.BytesIO(national(choose(OM, "arrondissement19")).csv)).set_index(["series", "period"])
    one = csv.loc[("om-data-2012", "2011")]
    assert one["value"] == 255
    assert (one["count_low"], one["count_high"]) == pytest.approx((224.66, 288.30), abs=0.005)
    assert (one["wide_low"], one["wide_high"]) == pytest.approx((155.58, 394.17), abs=0.005)
    assert one["dispersion"] == pytest.approx(12.8028, abs=0.0005)


@pytest.mark.parametrize(
    ("view", "key", "thing", "told"),
    [
        ("overview", "gemeld-en-geschat", "Nationaal Rapporteur, huidige reeks", "580,8–1.449,8"),
        ("overview", "keten", "Gemelde (mogelijke) slachtoffers", "580,8–1.449,8"),
        ("justice_chain", "strafketen", "Opsporingsonderzoeken mensenhandel", "140,8–192,2"),
    ],
)
def test_tables_of_national_counts_have_the_interval(page, view, key, thing, told):
    table = tables(figures(page(view, "nl"))[key])[0]
    assert told in table.loc[(table == thing).any(axis=1), "95%-interval"].tolist()


def test_totals_over_several_years_have_it_and_persons_have_none(page):
    table = tables(figures(page("justice_chain", "nl"))["meer-jaren"])[0]
    told = table.set_index(["Wat is geteld", "Periode"])["95%-interval"]
    assert told["Bij het OM ingeschreven mensenhandelzaken", "2011–2015"] == "1.126,9–1.563,7"
    assert told["Veroordeelden met gevangenisstraf", "2015–2019"] == "–"


def test_a_published_range_stands_as_the_figure_and_never_as_a_95_per_cent_interval(page):
    table = tables(figures(page("overview", "nl"))["gemeld-en-geschat"])[0].set_index("Reeks")
    assert table.at["schatting 2021", "Cijfer"] == "4.000–7.000"
    assert table.at["schatting 2021", "95%-interval"] == "–"


def test_a_series_that_stands_alone_has_its_interval_as_a_band():
    (panel,) = reported_figure(["comensha-own"]).panels
    band = bands(panel.chart).set_index("x").loc[2023.0]
    assert (band["value"], band["low"], band["high"]) == pytest.approx((868, 361.9, 1748.4), abs=0.05)


def test_several_series_have_no_bands_over_one_another():
    assert bands(reported_figure(["comensha-own", "nr-current"]).panels[0].chart).empty
    assert bands(national(choose(OM, "arrondissement19")).panels[0].chart).empty
    drawn = {panel.title: not bands(panel.chart).empty for panel in chain_figure((2007, 2024)).panels}
    assert drawn["Verdachten door de politie bij het OM ingeschreven"]
    assert not drawn["Bij het OM ingeschreven mensenhandelzaken"]


def test_no_band_ends_above_its_chart():
    for panel in chain_figure((2007, 2024)).panels:
        tops = [one["encoding"]["y"]["scale"]["domain"][1] for one in _encoded(panel.chart.to_dict(), "y")]
        held = pd.concat([frame for frame in frames(panel.chart) if "segment" in frame])
        assert max(tops) >= held["value"].max()
        if not bands(panel.chart).empty:
            assert max(tops) > held["high"].max()


def _encoded(drawing: dict, channel: str) -> list[dict]:
    own = [drawing] if "scale" in drawing.get("encoding", {}).get(channel, {}) else []
    return own + [one for layer in drawing.get("layer", []) for one in _encoded(layer, channel)]


def test_a_shorter_span_of_years_widens_no_less():
    whole = chain_rows(("om_registered_cases",))
    few = chain_figure((2010, 2011), ("om_registered_cases",)).rows
    assert len(few) < len(whole)
    pd.testing.assert_series_equal(few["wide_low"], whole.loc[few.index, "wide_low"])


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("view", "times"), [("overview", 2), ("justice_chain", 1), ("regions", 1)])
def test_it_is_said_where_the_interval_is(page, lang, view, times):
    assert "\n".join(all_words(page(view, lang))).count(SINGLE[lang]) == times
