"""An extract holds what was asked for and no more; a selection of nothing is refused."""

import pytest
from extracting import BUILD, OM

from etl import extract, package
from etl.gathered import gather
from etl.selection import Selection


@pytest.mark.parametrize(
    ("first", "last", "periods"),
    [
        (None, None, {"2007", "2007/2011", "2008", "2009", "2010", "2011"}),
        (2009, None, {"2009", "2010", "2011"}),
        (None, 2008, {"2007", "2008"}),
        (2008, 2010, {"2008", "2009", "2010"}),
        (2007, 2011, {"2007", "2007/2011", "2008", "2009", "2010", "2011"}),
        (2010, 2010, {"2010"}),
    ],
)
def test_from_and_to_keep_the_periods_that_lie_within_them(warehouse, first, last, periods):
    found = extract.rows(warehouse, Selection(OM.indicators, ("ar19:arnhem",), first, last))
    assert set(found["period"]) == periods


def test_an_undated_figure_is_left_out_when_a_year_is_given(warehouse):
    assert (extract.rows(warehouse, Selection())["period"] == "undated").any()
    assert not (extract.rows(warehouse, Selection(first=1900))["period"] == "undated").any()


def test_several_indicators_and_regions_may_be_asked_for(warehouse):
    selection = Selection(("om_registered_cases", "population"), ("ar19:arnhem", "ar11:AR05"))
    found = extract.rows(warehouse, selection)
    assert set(found["indicator_id"]) == {"om_registered_cases", "population"}
    assert set(found["region_id"]) == {"ar19:arnhem", "ar11:AR05"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--indicator", "om_cases"], "error: unknown indicator 'om_cases'; expected one of "),
        (
            ["--region", "AR05"],
            "error: unknown region 'AR05'; expected one of ar10:oost-nederland, ar11:AR01, ",
        ),
        (["--from", "2050"], "error: no figures match this selection"),
        (
            ["--from", "2012", "--to", "2010"],
            "error: expected a first year not after the last, got 2012 and 2010",
        ),
        (["--region", "x' OR true --"], "error: unknown region 'x' OR true --'"),
    ],
)
def test_a_selection_of_nothing_is_refused_and_writes_nothing(arguments, complaint, warehouse_folder, tmp_path, here):
    told = here("export", "--warehouse", warehouse_folder, "--out", tmp_path / "out", *arguments)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith(complaint)
    assert not (tmp_path / "out").exists()


def test_the_command_line_writes_the_same_bytes_as_the_library(warehouse, warehouse_folder, tmp_path, etl):
    told = etl(
        *("export", "--warehouse", warehouse_folder, "--out", tmp_path / "out", "--format", "json"),
        *("--indicator", "om_registered_cases", "--indicator", "population", "--region", "ar19:arnhem"),
        *("--from", "2008", "--to", "2010"),
    )
    assert (told.returncode, told.stderr) == (0, "")
    names = ["observations.json", "dictionary.csv", "sources.csv", "breaks.csv", "README.md"]
    assert told.stdout.splitlines() == [str(tmp_path / "out" / name) for name in names]
    selection = Selection(("om_registered_cases", "population"), ("ar19:arnhem",), 2008, 2010)
    package.write(tmp_path / "same", gather(warehouse, selection, BUILD), "json", "nl")
    for name in names[:4]:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "same" / name).read_bytes()
