"""A build in which estimates differ is told so in every place that tells of changes. The differences are synthetic."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from dashboard import changes, queries
from dashboard.api.feed import told
from etl.__main__ import main
from etl.build import build
from etl.datasets import datasets
from etl.selection import Selection
from tests.copies import copy_data
from tests.dashboard.elements import run_page

OLDER, NEWER = "2026-11-19", "2026-11-20"
CHANGED = {
    "mse2017-total,estimated_victims,MSE,all,nl,2010/2015,total,6250,5000,7500": (
        "mse2017-total,estimated_victims,MSE,all,nl,2010/2015,total,6250,4500,9000"
    ),
    "gsi-2023,modern_slavery": "gsi-2023-b,modern_slavery",
    "estimated_victims_share,MSE,all,nl,2010/2015,form=domestic_sexual,46,": (
        "estimated_victims_share,MSE,all,nl,2010/2015,form=domestic_sexual,47,"
    ),
}
"""What the estimates of the newer build say otherwise: limits, an identifier, and a share."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two builds: the bundled facts, and the same with changed estimates."""
    data, kept = tmp_path_factory.mktemp("changed"), tmp_path_factory.mktemp("two")
    copy_data(data)
    build(data, kept, OLDER)
    estimates = data / "facts" / "estimates.csv"
    text = estimates.read_text(encoding="utf-8")
    for row, changed in CHANGED.items():
        assert text.count(row) == 1
        text = text.replace(row, changed)
    estimates.write_text(text, encoding="utf-8")
    build(data, kept, NEWER)
    return kept


@pytest.fixture
def reads(folder, monkeypatch):
    """The app reads those two builds."""
    monkeypatch.setenv("MONITOR_WAREHOUSE", str(folder))
    st.cache_data.clear()
    yield queries.published()
    st.cache_data.clear()
    st.cache_resource.clear()


EXPECTED = [
    ("mse2017-total", "revised", "6250", "6250", "5000", "4500", "7500", "9000", "victims per year"),
    ("mse2017-share-domestic-sexual", "revised", "46", "47", "", "", "", "", "%"),
    ("gsi-2023", "withdrawn", "10000", "", "", "", "", "", "persons"),
    ("gsi-2023-b", "added", "", "10000", "", "", "", "", "persons"),
]
COLUMNS = ("estimate_id", "change", "old_value", "new_value", "old_low", "new_low", "old_high", "new_high", "unit")


def test_diff_tells_of_estimates_with_their_limits(folder, capsys):
    assert main(["diff", OLDER, NEWER, "--warehouse", str(folder)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [tuple(row[name] for name in COLUMNS) for row in rows] == EXPECTED
    assert {(row["series"], row["old_vintage"], row["vintage"]) for row in rows[:1]} == {("mse-2017", OLDER, NEWER)}


def test_the_dataset_holds_them_with_name_unit_and_source_and_can_be_narrowed(reads):
    dataset = datasets()["revisions"]
    rows = queries.rows(reads, dataset, Selection())
    assert list(rows["estimate_id"]) == [one[0] for one in EXPECTED]
    told = rows.iloc[0][["indicator_en", "region", "region_type", "unit", "producer", "source_title"]]
    assert list(told) == [
        "Estimated number of victims",
        "Nederland",
        "land",
        "victims per year",
        "National Rapporteur (NL)",
        "Reliable estimate reflects true numbers of victims of human trafficking",
    ]

    def found(**chosen: object) -> list[str]:
        return list(queries.rows(reads, dataset, Selection(**chosen))["estimate_id"])

    assert found(first=2016) == ["gsi-2023", "gsi-2023-b"]
    assert found(first=2010, last=2015) == ["mse2017-total", "mse2017-share-domestic-sexual"]
    assert found(first=2011, last=2015) == found(statuses=("final",)) == found(region_types=("gemeente",)) == []
    assert len(found(region_types=("land",))) == 4


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "Estimates added: 1. Modern slavery (Global Slavery Index) (1).",
                "Estimates revised: 2. Estimated number of victims (1); Share of the estimated number of victims (1).",
                "Estimates withdrawn: 1. Modern slavery (Global Slavery Index) (1).",
            ],
        ),
        (
            "nl",
            [
                "Schattingen toegevoegd: 1. Moderne slavernij (Global Slavery Index) (1).",
                "Schattingen herzien: 2. Geschat aantal slachtoffers (1);"
                " Aandeel binnen het geschatte aantal slachtoffers (1).",
                "Schattingen ingetrokken: 1. Moderne slavernij (Global Slavery Index) (1).",
            ],
        ),
    ],
)
def test_the_feed_tells_of_estimates_apart(reads, language, lines):
    assert told(reads, language).splitlines() == lines


@pytest.mark.usefixtures("reads")
def test_the_page_tells_of_estimates_apart_with_their_range_old_beside_new():
    shown = run_page("changes", {"lang": "nl"})
    assert not shown.exception
    sentence = "Stand van 20 november 2026 naast die van 19 november 2026: 0 cijfers erbij, 0 herzien, 0 vervallen."
    assert f"{sentence} Schattingen: 1 erbij, 2 herzien, 1 vervallen." in [one.value for one in shown.markdown]
    tables = "\n".join(one.proto.body for one in shown.get("html"))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", tables)
    old = cells.index("6.250 (5.000–7.500) slachtoffers per jaar")
    assert cells[old + 1 : old + 3] == ["6.250 (4.500–9.000) slachtoffers per jaar", "schatting 2017"]
    assert cells[cells.index("46%") + 1] == "47%"
    english = run_page("changes", {"lang": "en"})
    assert (
        "Vintage of 20 November 2026 beside that of 19 November 2026: 0 figures added, 0 revised, 0 withdrawn."
        " Estimates: 1 added, 2 revised, 1 withdrawn."
    ) in [one.value for one in english.markdown]


def test_one_figure_is_one_figure():
    day = pd.Timestamp("2026-11-20")
    rows = pd.DataFrame({"change": ["added"], "estimate_id": [""], "old_vintage": [day], "vintage": [day]})
    assert "1 cijfer erbij, 0 herzien, 0 vervallen." in changes.compared(rows)
