"""The package: what is in it, that it validates, and that the same question gives the same bytes."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile

import openpyxl
import pandas as pd
import pytest

from etl import datapackage, words

FILTERS = [
    "",
    "indicator=om_registered_cases",
    "indicator=reported_victims&region=nl",
    "indicator=reported_victims&indicator=population&region=nl&from=2007&to=2020",
    "region_type=arrondissement19",
    "region_type=arrondissement11&lang=en",
    "indicator=immigration&from=2022&to=2022",
    "series=nr-current&status=unknown",
    "breakdown=sex=female",
    "indicator=foreign_nationals&vintage=2026-11-19",
    "indicator=estimated_victims",
    "indicator=reported_victims&indicator=estimated_victims_rate&indicator=modern_slavery_prevalence&region=nl&lang=en",
]
FILES = [
    "README.md",
    "observations.csv",
    "dictionary.csv",
    "sources.csv",
    "breaks.csv",
    "citation.txt",
    "citation.bib",
    "datapackage.json",
    "SHA256SUMS",
]


def unpack(service, filters: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(service.get(f"package.zip?{filters}").content)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


@pytest.fixture(scope="module")
def packages(service, tmp_path_factory):
    """The ten packages, unpacked; and what `frictionless validate` says of all of them at once."""
    folders = []
    for number, filters in enumerate(FILTERS):
        folder = tmp_path_factory.mktemp(f"package{number}")
        for name, content in unpack(service, filters).items():
            (folder / name).write_bytes(content)
        folders.append(folder)
    return folders


@pytest.mark.parametrize("number", range(len(FILTERS)), ids=FILTERS)
def test_frictionless_validates_it(number, packages):
    told = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=packages[number],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    report = json.loads(told.stdout)
    assert (told.returncode, report["valid"], report["errors"]) == (0, True, [])
    rows = {task["name"]: task["stats"].get("rows") for task in report["tasks"]}
    assert set(rows) == {path.stem for path in packages[number].glob("*.csv")} > {"sources", "breaks"}
    for name in {"observations", "estimates"} & set(rows):
        assert rows[name] == len(pd.read_csv(packages[number] / f"{name}.csv")) > 0


def test_frictionless_would_not_pass_a_spoiled_one(packages, tmp_path):
    for path in packages[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    spoiled = (tmp_path / "observations.csv").read_text(encoding="utf-8").replace(",total,11,", ",total,elf,")
    (tmp_path / "observations.csv").write_text(spoiled, encoding="utf-8")
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False).returncode == 1


def test_the_same_question_gives_the_same_bytes_and_the_checksums_are_those_of_the_files(service):
    path = "package.zip?indicator=reported_victims&region=nl"
    first = service.get(path).content
    assert service.get(f"{path}&vintage={service.build}").content == first
    files = unpack(service, "indicator=reported_victims&region=nl")
    assert list(files) == FILES
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    described = json.loads(files["datapackage.json"])
    assert {one["path"]: one["hash"] for one in described["resources"]} == {
        name: f"sha256:{sums[name]}" for name in sums if name.endswith(".csv")
    }


def test_the_readme_tells_filters_origin_vintage_breaks_caveats_licences_and_citation(service):
    files = unpack(service, "indicator=reported_victims&region=nl&breakdown=total&from=2010&lang=en")
    told = files["README.md"].decode()
    breaks, sources = (pd.read_csv(io.BytesIO(files[f"{name}.csv"])) for name in ("breaks", "sources"))
    assert "- Period: from 2010" in told
    assert "- breakdown: total" in told
    assert f"- Build: {service.build[:10]} ({service.build})" in told or service.build in told
    assert f"breakdown=total&from=2010&indicator=reported_victims&lang=en&region=nl&vintage={service.build}" in told
    assert "Registered is not actual" in told
    assert len(breaks) > 0
    assert all(one in told for one in breaks["break_id"])
    assert all(one in told for one in sources["source_id"])
    assert all(one in told for one in set(sources["licence"]))


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("indicator=estimated_victims", 16),
        ("indicator=estimated_victims_rate", 3),
        ("indicator=estimated_victims_share", 3),
        ("indicator=modern_slavery_prevalence", 5),
        ("series=mse-2017", None),
        ("indicator=estimated_victims&region=nl&breakdown=total&from=2010", None),
    ],
)
def test_estimates_are_in_the_package_as_the_api_gives_them_with_their_sources(filters, count, service):
    files = unpack(service, filters)
    assert list(files) == [
        "README.md",
        "estimates.csv",
        "dictionary-estimates.csv",
        *FILES[3:],
    ]
    assert files["estimates.csv"] == service.get(f"estimates.csv?{filters}").content
    rows, sources, about = (
        pd.read_csv(io.BytesIO(files[f"{name}.csv"])) for name in ("estimates", "sources", "dictionary-estimates")
    )
    assert len(rows) == (count or len(rows)) > 0
    assert set(sources["source_id"]) == set(rows["source_id"])
    assert list(about["column"]) == list(rows.columns)
    told = files["README.md"].decode()
    assert f"- Schattingen: {len(rows)}" in told
    assert all(f"`{one}`" in told for one in rows["estimate_id"])
    assert all(one in told for one in sources["source_id"])
    assert "observations.csv" not in told.partition("## Lezen")[0]


@pytest.mark.parametrize(
    ("indicator", "named"),
    [
        ("estimated_victims", ["br-mse-editions"]),
        ("modern_slavery_prevalence", ["br-gsi-editions"]),
        ("estimated_victims_rate", []),
    ],
)
def test_what_makes_estimates_incomparable_is_among_the_breaks(indicator, named, service):
    files = unpack(service, f"indicator={indicator}&lang=en")
    assert list(pd.read_csv(io.BytesIO(files["breaks.csv"]))["break_id"]) == named
    assert all(f"(`{one}`)" in files["README.md"].decode() for one in named)


def test_figures_and_estimates_of_one_selection_come_in_one_package(service):
    filters = "indicator=reported_victims&indicator=estimated_victims&region=nl"
    files = unpack(service, filters)
    assert list(files) == [*FILES[:3], "estimates.csv", "dictionary-estimates.csv", *FILES[3:]]
    for name in ("observations", "estimates"):
        assert files[f"{name}.csv"] == service.get(f"{name}.csv?{filters}").content
    cited = {one for name in ("observations", "estimates") for one in cited_in(files[f"{name}.csv"])}
    assert cited <= set(cited_in(files["sources.csv"]))


def cited_in(content: bytes) -> list[str]:
    return list(pd.read_csv(io.BytesIO(content))["source_id"])


def test_a_selection_without_figures_or_estimates_is_a_problem_and_estimates_have_no_status(service):
    for filters in ("indicator=estimated_victims&from=1990&to=1991", "indicator=estimated_victims&status=final"):
        answer = service.get(f"package.zip?{filters}")
        assert (answer.status_code, answer.json()["type"]) == (404, "/api/v1/docs#nothing-selected")
    assert list(unpack(service, "indicator=reported_victims&region=nl&status=unknown")) == FILES


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ("indicator=police_complaints", ["CC-BY-4.0", "other-closed"]),
        ("indicator=om_registered_cases", ["CC-BY-4.0", "other-at", "other-closed"]),
        ("indicator=immigration&from=2022&to=2022", ["CC-BY-4.0"]),
    ],
)
def test_the_description_names_every_licence_of_the_sources_and_no_other(filters, names, service):
    files = unpack(service, filters)
    sources = pd.read_csv(io.BytesIO(files["sources.csv"]))
    told = json.loads(files["datapackage.json"])["licenses"]
    assert [one["name"] for one in told] == names
    assert {one["title"] for one in told} == {f"{one}; see sources.csv" for one in sources["licence"]}
    assert all(one["path"].startswith("https://") for one in told if one["name"].startswith("CC"))


def test_every_licence_that_a_source_may_have_is_described():
    assert set(datapackage.LICENCES) == set(words.LICENCES)


def test_the_citations_name_every_source(service):
    files = unpack(service, "indicator=om_registered_cases&region=ar19:arnhem&lang=en")
    sources = pd.read_csv(io.BytesIO(files["sources.csv"]))
    plain, apa = files["citation.txt"].decode().split("\n\nAPA\n\n")
    assert plain.startswith("Mensenhandelmonitor (2026). Trafficking cases registered with the OM. As of 2026-11-20 (")
    assert apa.startswith("Mensenhandelmonitor. (2026). Trafficking cases registered with the OM (As of 2026-11-20; ")
    assert len(apa.splitlines()) == 1 + len(sources) == 3
    bibtex = files["citation.bib"].decode()
    assert bibtex.count("@misc{") == 1 + len(sources)
    for _i, one in sources.iterrows():
        assert one["title"].rstrip(".") in apa
        assert f"@misc{{{one['source_id']}," in bibtex


def lines_of(service, filters: str) -> list[str]:
    return unpack(service, filters)["README.md"].decode().splitlines()


def test_the_readme_names_what_was_asked_and_has_no_rows(service):
    said = lines_of(service, "region=ar11:AR03&region=gm:GM0202&from=2013&to=2023")
    assert "- Gebieden: Gelderland (ar11:AR03)" in said
    assert "- Gevraagd, maar zonder rijen in deze selectie: Arnhem (gm:GM0202)" in said
    asked = "indicator=reported_victims&indicator=estimated_victims&region=nl&status=final&status=unknown&lang=en"
    english = lines_of(service, asked)
    missing = "- Asked for, but without rows in this selection: Estimated number of victims (estimated_victims); final"
    assert missing in english  # estimates have no status
    assert "- status: final; unknown" in english
    assert not [one for one in lines_of(service, "indicator=reported_victims&region=nl") if "zonder rijen" in one]


def test_the_readme_says_what_years_leave_out(service):
    dutch = lines_of(service, "indicator=om_registered_cases&from=2008&to=2011")
    assert (
        "- Periode: 2008–2011. Een periode die eerder begint of later eindigt, zoals een totaal over meer jaren, is"
        " weggelaten, en wat geen jaar heeft ook."
    ) in dutch
    english = lines_of(service, "indicator=om_registered_cases&from=2008&lang=en")
    assert (
        "- Period: from 2008. A period that begins earlier or ends later, such as a total over several years, is left"
        " out, and so is what has no year."
    ) in english
    assert "- Period: all" in lines_of(service, "indicator=om_registered_cases&lang=en")


def test_a_package_of_estimates_explains_its_own_columns_methods_and_limits(service):
    files = unpack(service, "series=mse-2017&series=unreliable-police-2011&lang=en")
    said = files["README.md"].decode()
    columns = set(pd.read_csv(io.BytesIO(files["estimates.csv"])).columns)
    reading = said.partition("## Reading")[2].partition("## Citing")[0]
    for other in ("state", "count_low", "small_number", "break_ids", "blind_spot_ids", "confidence"):
        assert f"`{other}`" not in reading
        assert other not in columns
    assert "- `interval_kind`: `published range` (a range as published, not a 95% interval)," in reading
    unsaid = said.partition("## What these figures do not allow you to conclude\n\n")[2].partition("\n\n")[0]
    assert unsaid.splitlines() == [
        "- An estimate is no count: do not add it to counted figures.",
        "- Estimates of different groups differ in method or in whom they include. A difference between them is no rise"
        " or fall.",
        "- An estimate for the whole of the Netherlands does not say how many victims there are in an area. Do not"
        " spread it by inhabitants or registrations.",
    ]
    told = said.partition("## Methods and assumptions\n\n")[2].partition("\n\n## ")[0]
    assert told.startswith("### `MSE`: comparing lists (MSE)\n\nMultiple systems estimation lays lists")
    assert (
        "- every victim has some chance of getting on a list. A group that nobody sees is not estimated either;" in told
    )
    assert told.endswith("### `police`: statement of the police\n\nWhat this estimate assumes is not recorded here.")


def test_what_was_not_looked_for_is_in_the_package_of_figures_that_name_it_and_in_no_other(service):
    files = unpack(service, "indicator=police_investigations&lang=en")
    assert list(files) == [*FILES[:5], "blind_spots.csv", *FILES[5:]]
    (row,) = pd.read_csv(io.BytesIO(files["blind_spots.csv"])).to_dict("records")
    assert row["blind_spot_id"] == "bs-gelderland-midden-other"
    assert (
        row["explanation_en"] == "The trafficking team of this police region does not investigate other exploitation."
    )
    said = files["README.md"].decode().splitlines()
    rule = "- `blind_spot_ids`: this was not looked for; a zero is then no outcome. See `blind_spots.csv`."
    assert rule in said
    assert "- `blind_spots.csv`: what a service did not look for: a zero there is no outcome" in said
    assert rule not in lines_of(service, "indicator=reported_victims&lang=en")


def sheets_of(service, path: str) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(service.get(path).content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_workbook_of_estimates_has_what_defends_them(service):
    sheets = sheets_of(service, "estimates.xlsx?series=mse-2017&lang=en")
    assert list(sheets) == ["Explanation", "estimates", "sources", "breaks", "columns"]
    first = sheets["Explanation"]
    assert (
        "What the figures mean",
        "Estimate of all victims in a year, including those not reported. Not a count.",
    ) in first
    assert (
        "Note",
        "Compare only estimates with the same name. No range of the estimates by year was seen.",
    ) in first
    assert (
        "Reading",
        "interval_kind: published range (a range as published, not a 95% interval), 95% interval, or none"
        " (no range published).",
    ) in first
    at = [row[0] for row in first].index("Methods and assumptions")
    assert str(first[at + 1][1]).startswith("comparing lists (MSE). Multiple systems estimation lays lists")
    assert first[at + 3][1] == (
        "every victim has some chance of getting on a list. A group that nobody sees is not estimated either;"
    )
    assert [row[0] for row in sheets["breaks"]] == ["break_id", "br-mse-editions"]
    assert [row[0] for row in sheets["sources"]] == ["source_id", "nr-2021-11-30", "nr-en-2017-09-28"]


def test_a_workbook_names_its_own_sheets_and_keeps_to_the_language_asked_for(service):
    dutch = sheets_of(service, "observations.xlsx?indicator=police_investigations&lang=nl")
    told = [row[1] for row in dutch["Uitleg"]]
    assert "break_ids: in deze periode veranderde iets aan de telling of aan de inzet; zie blad breaks." in told
    assert "blind_spot_ids: hier is niet naar gezocht; een nul is dan geen uitkomst. Zie blad blind_spots." in told
    assert not [one for one in told if ".csv" in str(one)]
    for name in ("breaks", "blind_spots"):
        heads = dutch[name][0]
        assert "explanation_nl" in heads
        assert not [one for one in heads if str(one).endswith("_en")]
    both = sheets_of(service, "observations.xlsx?indicator=police_investigations")
    assert {"explanation_nl", "explanation_en"} <= set(both["breaks"][0])
    assert "blind_spots" not in sheets_of(service, "observations.xlsx?indicator=om_registered_cases")
