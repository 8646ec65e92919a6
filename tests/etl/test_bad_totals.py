"""A total is the sum of its areas or years, or the file says why not."""

import pytest
from figure_rows import HEADER, SHARE, check, row


def areas(total: str, **changed: str) -> list[str]:
    """The national total and ten cases in each of the eleven districts."""
    ten = [row(region_id=f"ar11:AR{number:02}", value="10", **changed) for number in range(1, 12)]
    return [HEADER, row(value=total, **changed), *ten]


ELSEWHERE = " (if the total holds cases of no area, add a row for parket:landelijk, with state missing if not known)"
NOT_THE_SUM = {
    "more than the areas": ("111", slice(None), f"110, the sum of the 11 areas in zz.csv{ELSEWHERE}"),
    "less than the areas": ("109", slice(None), f"110, the sum of the 11 areas in zz.csv{ELSEWHERE}"),
    "less than a few areas": ("19", slice(4), "20, the sum of the 2 areas in zz.csv, or more"),
}


@pytest.mark.parametrize("name", NOT_THE_SUM)
def test_a_national_total_that_is_not_the_sum_of_its_areas_is_named(name, few, capsys):
    total, some, expected = NOT_THE_SUM[name]
    (few / "facts" / "zz.csv").write_text("\n".join(areas(total)[some]), encoding="utf-8")
    status, said = check(few, capsys)
    assert f"zz.csv:2:value: expected {expected}, got '{total}'" in said
    assert status == 1


@pytest.mark.parametrize(("total", "some"), [("110", slice(None)), ("110", slice(4)), ("20", slice(4))])
def test_a_national_total_may_be_the_sum_of_its_areas_and_more_than_a_few(total, some, few, capsys):
    (few / "facts" / "zz.csv").write_text("\n".join(areas(total)[some]), encoding="utf-8")
    assert check(few, capsys)[0] == 0


def test_a_total_may_hold_more_than_its_areas_when_a_row_says_so(few, capsys):
    lines = [*areas("111"), row(region_id="parket:landelijk", value="", state="missing")]
    (few / "facts" / "zz.csv").write_text("\n".join(lines), encoding="utf-8")
    assert check(few, capsys)[0] == 0


def test_percentages_per_area_need_not_add_up(few, capsys):
    (few / "facts" / "zz.csv").write_text("\n".join(areas("25", **SHARE)), encoding="utf-8")
    assert check(few, capsys)[0] == 0


def test_a_pooled_figure_that_is_not_the_sum_of_its_years_is_named(few, capsys):
    years = [row(region_id="ar11:AR01", period=str(year), value="7") for year in (2023, 2024)]
    lines = [HEADER, *years, row(region_id="ar11:AR01", period="2023/2024", value="15")]
    (few / "facts" / "zz.csv").write_text("\n".join(lines), encoding="utf-8")
    status, said = check(few, capsys)
    assert "zz.csv:4:value: expected 14, the sum of its years, got '15'" in said
    assert status == 1


LARGER = {
    "police units": (["eenheid:RE01", "eenheid:RE02"], "2 areas"),
    "courts of appeal": (["ressort:RT11", "ressort:RT12"], "2 areas"),
    "the district that was one for a quarter": (["ar10:oost-nederland"], "1 areas"),
    "offices beside a district": (["ar11:AR01", "parket:landelijk", "parket:functioneel"], "3 areas"),
}


@pytest.mark.parametrize("name", LARGER)
def test_parts_that_are_more_than_the_whole_are_named(name, few, capsys):
    some, areas_in = LARGER[name]
    changed = {"period": "2013-01/2013-03"} if some[0].startswith("ar10") else {}
    lines = [HEADER, row(value="19", **changed), *(row(region_id=one, value="20", **changed) for one in some)]
    (few / "facts" / "zz.csv").write_text("\n".join(lines), encoding="utf-8")
    status, said = check(few, capsys)
    expected = f"{20 * len(some)}, the sum of the {areas_in} in zz.csv, or more"
    assert (status, said[:-1]) == (1, [f"zz.csv:2:value: expected {expected}, got '19'"])


def placed(few, keep) -> None:
    path = few / "facts" / "placements.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(header + "".join(filter(keep, lines)), encoding="utf-8")


def test_some_municipalities_of_a_year_are_no_population_of_a_district(few, capsys):
    line = "2013,gm:GM0363,Amsterdam,ar11:AR01,,,law,cbs-gebiedsindelingen,799442,cbs-70072ned\n"
    with (few / "facts" / "placements.csv").open("a", encoding="utf-8") as stream:
        stream.write(line)
    status, said = check(few, capsys)
    expected = "municipalities of 2013 in every court district of one edition, and in no other"
    assert status == 1
    assert said[0] == f"placements.csv:344:district_id: expected {expected}, got 1 districts"


def test_a_district_without_one_of_its_municipalities_is_not_the_whole(few, capsys):
    placed(few, lambda line: ",gm:GM0363," not in line)
    status, said = check(few, capsys)
    assert (status, len(said)) == (1, 2)
    assert said[0].startswith("observations-population.csv:86:value: expected ")
    assert "the sum of the 11 areas in placements.csv" in said[0]


def test_a_division_of_a_year_without_a_national_population_is_named(few, capsys):
    path = few / "facts" / "observations-population.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if ",nl,2026," not in x), encoding="utf-8")
    status, said = check(few, capsys)
    expected = "a national population (cbs-register) of 2026 that the municipalities add up to"
    assert (status, said[:-1]) == (1, [f"placements.csv:2:population: expected {expected}, got none"])
