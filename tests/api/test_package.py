"""The package: what is in it, that it validates, and that the same question gives the same bytes."""

import hashlib
import io
import json
import subprocess
import sys

import pandas as pd
import pytest
from package_reading import FILES, unpack

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
