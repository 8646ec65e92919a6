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
