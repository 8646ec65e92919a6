"""What goes along with an extract: its dictionary, its sources, its breaks, and what may not be concluded."""

import re

import pandas as pd
import pytest
from extracting import BUILD, OM

from etl import extract, package
from etl.gathered import gather
from etl.selection import Selection


def test_an_extract_carries_its_dictionary_its_sources_and_its_breaks(warehouse, tmp_path):
    written = package.write(tmp_path / "out", gather(warehouse, OM, BUILD), "csv", "nl")
    assert [path.name for path in written] == [
        "observations.csv",
        "dictionary.csv",
        "sources.csv",
        "breaks.csv",
        "README.md",
    ]
    figures, dictionary, sources, breaks = (pd.read_csv(path) for path in written[:4])
    assert dictionary["column"].tolist() == figures.columns.tolist()
    assert set(figures["source_id"]) <= set(sources["source_id"])
    assert {"cbs-70072ned"} <= set(sources["source_id"])
    assert sources["licence"].notna().all()
    named = {one for ids in figures["break_ids"].dropna() for one in ids.split(";")}
    assert set(breaks["break_id"]) == named


@pytest.mark.parametrize(
    ("language", "heading", "told", "held"),
    [
        (
            "nl",
            "## Wat u uit deze cijfers niet mag afleiden",
            "- Er zijn 27 aantallen kleiner dan 5. Daaruit is geen verandering in procenten te berekenen.",
            "- `dictionary.csv`: wat elke kolom van `observations.parquet` betekent",
        ),
        (
            "en",
            "## What these figures do not allow you to conclude",
            "- There are 27 counts under 5. No percentage change can be computed from them.",
            "- `dictionary.csv`: what each column of `observations.parquet` means",
        ),
    ],
)
def test_an_extract_says_in_either_language_what_may_not_be_concluded(
    language, heading, told, held, warehouse, tmp_path
):
    """And names only files that are there: a citation and checksums in files of their own are those of a ZIP."""
    written = package.write(tmp_path, gather(warehouse, OM, BUILD), "parquet", language)
    said = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert f"{heading}\n" in said
    assert told in said.splitlines()
    assert held in said.splitlines()
    named = set(re.findall(r"`([\w-]+\.\w+)`", said))
    assert named == {path.name for path in written} - {"README.md"}


def test_a_selection_of_estimates_alone_is_written_with_its_own_dictionary(warehouse_folder, tmp_path, etl):
    out = tmp_path / "out"
    told = etl("export", "--warehouse", warehouse_folder, "--out", out, "--indicator", "estimated_victims")
    assert (told.returncode, told.stderr) == (0, "")
    names = ["estimates.csv", "dictionary-estimates.csv", "sources.csv", "breaks.csv", "README.md"]
    assert told.stdout.splitlines() == [str(out / name) for name in names]
    estimates, dictionary, sources, _breaks = (pd.read_csv(out / name) for name in names[:4])
    assert dictionary["column"].tolist() == estimates.columns.tolist()
    assert set(estimates["source_id"]) <= set(sources["source_id"])
    assert set(estimates["indicator_id"]) == {"estimated_victims"}
    total = estimates.set_index("estimate_id").loc["mse2017-total"]
    assert total[["value", "low", "high", "method", "interval_kind"]].tolist() == [
        6250,
        5000,
        7500,
        "MSE",
        "published range",
    ]


def test_a_source_of_population_is_named_only_where_a_rate_was_computed_from_it(warehouse):
    found = extract.rows(warehouse, Selection(OM.indicators, ("nl",), 2007, 2007))
    assert len(extract.sources_of(warehouse, found)) == 2
    pooled = found.assign(period="2007/2011")
    assert extract.sources_of(warehouse, pooled)["source_id"].tolist() == ["nr-2012-gemeenten"]
