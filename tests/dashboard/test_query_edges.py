"""Queries of the pages at their edges: what is not sharp, not known or not whole. The warehouse is synthetic: the
bundled facts with a few rows changed, and the municipalities of one year."""

import csv
import re
from pathlib import Path

import pytest
from few_places import keep_few

from dashboard import queries
from etl.build import build
from tests.copies import copy_data

SYNTHETIC = (
    "reported_victims,nr-older,nl,2018,total,3987,,,victims,unknown,value,ambiguous,nr-2021-11-30,,,\n"
    "population,cbs-register,ar19:alkmaar,2008,total,100,,,persons,unknown,value,derived,cbs-83518ned,,,\n"
    "population,cbs-register,ar19:den-haag,2008,total,50,,,persons,unknown,value,derived,cbs-83518ned,,,\n"
)
"""A figure that is not sharp, and the inhabitants of one of the two parts of Noord-Holland and of all of Den Haag."""
GONE, EMPTY = "2001-05", "2003-05"
"""Months of Polish immigration: one without a row, one without a figure."""


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    facts = copy_data(tmp_path_factory.mktemp("synthetic")) / "facts"
    others = (path.read_text(encoding="utf-8") for path in facts.glob("*.csv") if path.name != "placements.csv")
    keep_few(facts, {one for text in others for one in re.findall(r"gm:GM\d{4}", text)})
    cases = (facts / "observations-om.csv").read_text(encoding="utf-8")
    (facts / "observations-synthetic.csv").write_text(f"{cases.splitlines()[0]}\n{SYNTHETIC}", encoding="utf-8")
    path = facts / "observations-immigration.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if (row["period"], row["breakdown"]) != (GONE, "origin=PL")]
    for row in rows:
        if (row["period"], row["breakdown"]) == (EMPTY, "origin=PL"):
            row.update(value="", state="missing")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    folder = tmp_path_factory.mktemp("warehouse")
    build(facts.parent, folder, "2026-11-20")
    return folder


@pytest.fixture(autouse=True)
def shown(synthetic, reading):
    """The pages read the synthetic warehouse."""
    reading(synthetic)


def test_a_figure_that_is_not_sharp_is_no_part_of_the_share_in_view():
    """With it 3,987 of 4,000, nearly all, would be in view."""
    assert (
        queries.ask("SELECT count(*) AS n FROM observation WHERE confidence = 'ambiguous' AND value = 3987").n[0] == 1
    )
    told = queries.share_in_view()
    (band,) = told[(told["estimate_id"] == "mse2021-range-2018-2019") & (told["year"] == "2018")].to_dict("records")
    assert (band["reported_low"], band["reported_high"]) == (668, 742)
    assert (band["share_low"], band["share_high"]) == (668 / 7000, 742 / 4000)
    assert band["series"] == "comensha-own;nr-current;tip"


def test_inhabitants_of_old_areas_together_are_not_known_where_those_of_one_are_not():
    told = queries.approximated("om_registered_cases", "om-data-2012")
    known = told[told["period"] == "2008"].set_index("region_id")["population"]
    assert known["ar11:AR07"] == 50  # Den Haag alone
    assert known.drop("ar11:AR07").isna().all()  # Alkmaar has 100, Haarlem none


def test_eleven_months_are_no_year():
    """Neither where the twelfth has no row nor where its row has no figure."""
    told = queries.immigration(["PL"], (2000, 2004), by_year=True)
    assert told["period"].tolist() == ["2000", "2002", "2004"]
    assert set(told["months"]) == {12}
    months = queries.immigration(["PL"], (2000, 2004), by_year=False)
    by_year = months.groupby(months["period"].str[:4])["value"]
    assert by_year.count().to_dict() == {"2000": 12, "2001": 11, "2002": 12, "2003": 11, "2004": 12}
    assert told["value"].tolist() == by_year.sum()[["2000", "2002", "2004"]].tolist()
