"""A year that is added to the facts, which no code names: what is added here is synthetic."""

import csv
import io
import shutil

import pandas as pd
import pyarrow as pa
import pytest
from elements import all_words, figures

from dashboard import estimates
from dashboard.charts.spec import ABOUT
from dashboard.lines import years_of
from etl.build import build

VICTIMS = "reported_victims,nr-current,nl,2025,total,{value},,,victims,unknown,{state},confirmed,nr-en-2025-10-16,,,\n"
SUSPECTS = "police_suspects,nr-current,nl,2025,total,321,,,suspects,unknown,value,confirmed,nr-en-2023-10-18,,,\n"


def estimate(period: str, value: str, low: str, high: str) -> str:
    cells = ["synthetic", "estimated_victims", "MSE", "all", "nl", period, "total", value, low, high]
    kind = "published range" if high else "none"
    line = io.StringIO()
    csv.writer(line).writerow([*cells, "victims per year", kind, "mse-2021", "nr-2021-11-30", "", ""])
    return line.getvalue()


@pytest.fixture
def opened(tmp_path, reading, project, open_page):
    """A page of the bundled facts with lines added to some of their files, and other text in place of some."""

    def run(added: dict[str, str], changed: dict[str, tuple[str, str]] | None = None):
        shutil.copytree(project / "data", tmp_path / "data", ignore=shutil.ignore_patterns("raw", "warehouse"))
        for name, lines in added.items():
            with (tmp_path / "data" / "facts" / name).open("a", encoding="utf-8") as file:
                file.write(lines)
        for name, (old, new) in (changed or {}).items():
            text = (tmp_path / "data" / "facts" / name).read_text(encoding="utf-8")
            assert text.count(old) == 1
            (tmp_path / "data" / "facts" / name).write_text(text.replace(old, new), encoding="utf-8")
        build(tmp_path / "data", tmp_path / "warehouse", "2026-11-20")
        reading(tmp_path / "warehouse")
        page = open_page("overview")
        assert not page.exception
        return page

    return run


def second(page) -> str:
    """The sentences under the lead."""
    (found,) = [one.value for one in page.markdown if one.value.endswith(("minder slachtoffers.", "fewer victims."))]
    return found


def sent(figure) -> list[dict[str, pd.DataFrame]]:
    """Of every chart of a figure the frames that it is sent, by name."""
    return [
        {one.name: pa.ipc.open_stream(one.data.data).read_pandas() for one in chart.proto.datasets if one.has_name}
        for chart in figure.get("vega_lite_chart")
    ]


def test_of_the_bundled_figures_the_front_page_names_2024_and_that_no_estimate_is_held(page):
    assert second(page("overview", "nl")) == (
        "In 2024 zijn 944 mogelijke slachtoffers gemeld. Voor dat jaar heeft deze monitor geen schatting."
        " Minder meldingen betekent niet minder slachtoffers."
    )
    assert second(page("overview", "en")) == (
        "In 2024, 944 possible victims were reported. This monitor has no estimate for that year."
        " Fewer reports does not mean fewer victims."
    )


def test_a_year_that_is_missing_makes_no_headline_and_an_estimate_of_the_newest_year_is_not_denied(opened):
    missing = VICTIMS.format(value="", state="missing")
    page = opened({"observations-victims.csv": missing, "estimates.csv": estimate("2024", "5100", "", "")})
    assert second(page) == (
        "In 2024 zijn 944 mogelijke slachtoffers gemeld. Minder meldingen betekent niet minder slachtoffers."
    )
    assert "NaN" not in "\n".join(all_words(page))


def test_a_new_year_stands_on_every_axis_of_the_front_page_and_a_high_estimate_within_it(opened):
    new = {
        "observations-victims.csv": VICTIMS.format(value="900", state="value"),
        "observations-investigation.csv": SUSPECTS,
        "estimates.csv": estimate("2025", "", "9000", "18000"),
    }
    page = opened(new)
    words = "\n".join(all_words(page))
    assert (
        "In 2025 zijn <strong>900 mogelijke slachtoffers</strong> van mensenhandel gemeld; geschat werden er 9.000"
        " tot 18.000. Naar schatting was dus <strong>5 tot 10 procent in beeld</strong>." in words
    )
    assert second(page) == "Minder meldingen betekent niet minder slachtoffers."
    shown = figures(page)
    (chart,) = sent(shown["gemeld-en-geschat"])
    ends = [one for one in chart[ABOUT].iloc[0] if isinstance(one, float)]
    assert ends == pytest.approx([2006.4, 2030.3, 2025.5, 0, 23_897.58])  # years end earlier where no name fits
    names = [text for rows in chart.values() if {"place", "text"} <= set(rows) for text in rows["text"]]
    assert "Nationaal Rapporteur, huidige reeks 900" in names
    assert "Landelijke aantallen per jaar, 2004–2025." in words
    stages = sent(shown["keten"])
    assert {round(one[ABOUT]["n1"].iloc[0], 1) for one in stages} == {2025.5}
    drawn = {
        (x, v) for one in stages for f in one.values() if "told" in f for x, v in zip(f["x"], f["value"], strict=True)
    }
    assert {(2025.0, 900.0), (2025.0, 321.0)} <= drawn


def test_headlines_of_other_pages_pass_over_a_year_without_a_figure(opened, open_page):
    """A month of one origin is missing, so that 2025 is no whole year of it, and a year of one arrondissement."""
    month = "nl,2025-03,origin=RO,{},,,persons,unknown,{},"
    year = "om-data-2012,ar19:arnhem,2011,total,{},,,cases,unknown,{},"
    opened(
        {},
        {
            "observations-immigration.csv": (month.format(1026, "value"), month.format("", "missing")),
            "observations-om.csv": (year.format(19, "value"), year.format("", "missing")),
        },
    )
    lead = next(one.value for one in open_page("migration").get("html") if 'class="lead"' in one.value)
    assert lead.startswith('<p class="lead">In 2024')
    words = "\n".join(all_words(open_page("stories", verhaal="een-arrondissement")))
    assert "In 2007 schreef het parket Arnhem 11 zaken in, in 2010 waren het er 13." in words
    assert "NaN" not in words


@pytest.mark.parametrize(
    ("period", "indicator", "breakdown", "held"),
    [
        (("2024", "2024"), "estimated_victims", "total", 1),
        (("2020", "2025"), "estimated_victims", "total", 1),
        (("2024", "2024"), "modern_slavery_prevalence", "total", 1),
        (("2023", "2023"), "estimated_victims", "total", 0),
        (("2025", "2025"), "estimated_victims", "total", 0),
        (("2024", "2024"), "estimated_victims", "known=yes", 0),
        (("2024", "2024"), "estimated_victims_rate", "total", 0),
    ],
)
def test_an_estimate_is_of_a_year_that_its_period_holds(period, indicator, breakdown, held):
    first, last = period
    rows = {"period_start": f"{first}-01-01", "period_end": f"{last}-12-31", "indicator_id": indicator}
    assert len(estimates.of_year(pd.DataFrame([{**rows, "breakdown": breakdown}]), 2024)) == held


def test_an_axis_runs_from_the_first_to_the_last_year_of_all_that_it_holds():
    one, other = (pd.DataFrame({"period_end": ends}) for ends in (["2007-12-31", "2019-12-31"], ["2024-06-30"]))
    assert years_of(one, other) == (2007, 2024)
    with pytest.raises(ValueError, match="NaN"):
        years_of(one.head(0))
