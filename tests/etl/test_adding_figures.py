"""From an empty template to the warehouse: fill in, put in data/facts/, check, build; no code is touched."""

import csv
import io

import pandas as pd
import pytest

from etl.warehouse import open_read_only, published

CASES = [28, 0, 31, 17, 12, 9, 44, 38, None, 15, 21]
"""Of the eleven arrondissementen in the order of their codes; Limburg is not published."""
COUNTRY = 230
SOURCE = 'om-2025,Openbaar Ministerie,Jaarcijfers 2024,nl,2025,2025-05-01,,"figures only, cite the source",primary,\n'
SERIES = "om-jaarcijfers,OM jaarcijfers,OM annual figures,,\n"


def template(run, data, *more: str) -> list[dict[str, str]]:
    told = run("template", "om_registered_cases", "--data", data, "--out", "-", *more)
    assert told.returncode == 0
    return list(csv.DictReader(io.StringIO(told.stdout)))


def filled(rows: list[dict[str, str]]) -> bytes:
    """As a Dutch spreadsheet saves it: semicolons, a byte order mark, Windows line ends."""
    for row, value in zip(rows, [COUNTRY, *CASES], strict=True):
        row["value"] = "" if value is None else str(value)
        row["state"] = "missing" if value is None else "zero" if value == 0 else "value"
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, rows[0].keys(), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def test_a_template_filled_in_for_the_eleven_arrondissementen_ends_up_in_the_warehouse(data, tmp_path, etl):
    options = ("--year", "2024", "--series", "om-jaarcijfers", "--source", "om-2025")
    told = etl("template", "om_registered_cases", "--data", data, *options)
    assert (told.returncode, told.stdout) == (0, "om_registered_cases-2024.csv\n")
    assert told.stderr == (
        "note: 'om-jaarcijfers' is not in series.csv yet; add a line there before the build\n"
        "note: 'om-2025' is not in sources.csv yet; add a line there before the build\n"
    )
    with (tmp_path / "om_registered_cases-2024.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["(region)"] for row in rows[:3]] == ["Nederland", "Amsterdam", "Noord-Holland"]
    assert [row["region_id"] for row in rows[1:]] == [f"ar11:AR{number:02}" for number in range(1, 12)]

    (data / "facts" / "om-2024.csv").write_bytes(filled(rows))
    told = etl("check", "--data", data)
    assert told.returncode == 1
    assert told.stdout.splitlines()[:2] == [
        "om-2024.csv:2:series: expected a series that stands in series.csv;"
        " a new one gets a line there first, got 'om-jaarcijfers'",
        "om-2024.csv:2:source_id: expected a source_id that stands in sources.csv;"
        " a new one gets a line there first, got 'om-2025'",
    ]

    for file, line in (("series.csv", SERIES), ("sources.csv", SOURCE)):
        with (data / "facts" / file).open("a", encoding="utf-8") as stream:
            stream.write(line)
    told = etl("check", "--data", data)
    assert (told.returncode, told.stdout.endswith(" 0 failures\n")) == (0, True)

    told = etl("build", "--data", data, "--warehouse", tmp_path / "w")
    assert (told.returncode, told.stderr) == (0, "")
    with open_read_only(tmp_path / "w" / published(tmp_path / "w").file) as connection:
        shown = connection.execute(
            """SELECT region, value, state, small_number, rate, producer FROM observation_wide
               WHERE series = 'om-jaarcijfers' AND region_type = 'arrondissement11' ORDER BY region_id"""
        ).df()
        country = connection.execute(
            "SELECT value, rate FROM observation_wide WHERE series = 'om-jaarcijfers' AND region_id = 'nl'"
        ).fetchone()
    assert shown["value"].astype("object").where(shown["value"].notna(), None).tolist() == CASES
    assert shown["region"].tolist()[6:9] == ["Den Haag", "Rotterdam", "Limburg"]
    assert shown["state"].tolist() == ["value", "zero", *["value"] * 6, "missing", "value", "value"]
    assert shown["small_number"].tolist() == [False, True, *[False] * 9]
    assert shown["rate"].notna().tolist() == [True] * 8 + [False] + [True] * 2
    assert set(shown["producer"]) == {"Openbaar Ministerie"}
    assert country == (230, pytest.approx(230 / 17_942_942 * 100_000))

    told = etl(
        "export",
        "--warehouse",
        tmp_path / "w",
        "--out",
        tmp_path / "out",
        "--region",
        "ar11:AR07",
        "--from",
        "2024",
    )
    assert told.returncode == 0
    exported = pd.read_csv(tmp_path / "out" / "observations.csv")
    assert exported.query("indicator_id == 'om_registered_cases'")["value"].tolist() == [44]


def test_a_template_for_a_year_up_to_2012_has_the_nineteen_old_arrondissementen(few, here):
    rows = template(here, few, "--year", "2012")
    assert len(rows) == 20
    assert {row["region_id"].split(":")[0] for row in rows} == {"nl", "ar19"}
    assert {(row["period"], row["state"], row["unit"], row["value"]) for row in rows} == {
        ("2012", "value", "cases", "")
    }


def test_a_template_leaves_out_what_the_series_already_holds(few, here):
    rows = template(here, few, "--year", "2012", "--series", "om-later")
    assert len(rows) == 19
    assert "nl" not in {row["region_id"] for row in rows}
    told = here("template", "om_registered_cases", "--year", "2007", "--series", "om-data-2012", "--data", few)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == "error: series 'om-data-2012' already holds every figure of 2007\n"


def test_a_template_of_an_unknown_indicator_names_the_known_ones(few, here):
    told = here("template", "om_cases", "--year", "2024", "--data", few)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("error: unknown indicator 'om_cases'; expected one of ")
    assert "om_registered_cases" in told.stderr


def test_a_template_never_writes_over_a_file(few, tmp_path, here):
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    told = here("template", "om_registered_cases", "--year", "2024", "--data", few, "--out", "mine.csv")
    assert (told.returncode, told.stderr) == (1, "error: mine.csv exists already; it was left as it is\n")
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"


def test_a_template_that_is_not_filled_in_does_not_pass(few, here):
    rows = template(here, few, "--year", "2024", "--series", "om-later", "--source", "kst-28638-98")
    with (few / "facts" / "om-2024.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    told = here("check", "--data", few)
    assert told.returncode == 1
    assert told.stdout.splitlines()[:-1] == [
        f"om-2024.csv:{row}:value: expected a number, or in the column state why there is none"
        " (missing, suppressed, not_applicable), got nothing"
        for row in range(2, 14)
    ]


@pytest.mark.parametrize(("folder", "why"), [("nowhere", "No such file or directory"), ("a file", "Not a directory")])
def test_a_form_that_cannot_be_written_is_told_by_the_name_that_was_given(folder, why, few, here, tmp_path):
    (tmp_path / "a file").write_text("", encoding="utf-8")
    out = tmp_path / folder / "form.csv"
    told = here("template", "om_registered_cases", "--year", "2024", "--data", few, "--out", out)
    assert (told.returncode, told.stdout, told.stderr) == (1, "", f"error: {why}: {out}\n")


@pytest.mark.parametrize("indicator", ["estimated_victims", "modern_slavery_prevalence"])
def test_there_is_no_template_of_counted_figures_for_an_estimate(indicator, few, here, tmp_path):
    told = here("template", indicator, "--year", "2024", "--data", few)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == f"error: '{indicator}' is estimated, not counted; add a line to estimates.csv\n"
    assert list(tmp_path.glob("*.csv")) == []
