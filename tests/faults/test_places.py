"""Figures published elsewhere as Parquet: what is copied from there, and what is refused."""

import json
import random
import shutil

import pytest

from etl import publication
from etl.elsewhere import PlaceError, is_place
from etl.places import Place, mirror
from etl.warehouse import OtherDictionary, published
from tests.faults.ground import FIRST, SECOND, strays
from tests.faults.places import DAMAGE, change_a_figure, flip, latest, observations

FLIPS = 40


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_not_whole_there_is_never_published_here(name, site, third, tmp_path):
    copies = tmp_path / "copies"
    place = Place(site.address)
    first = mirror(place, copies)
    assert first.vintage == SECOND
    DAMAGE[name](third)
    site.root = third
    with pytest.raises(OtherDictionary if name == "another dictionary" else PlaceError) as error:
        mirror(place, copies)
    assert "127.0.0.1" not in str(error.value)
    assert str(third) not in str(error.value)
    assert published(copies) == first
    assert strays(copies, {path.name for path in copies.glob("*.duckdb")}) == []


def test_a_flipped_byte_is_refused_or_changes_no_row(published_folder, two_builds, tmp_path):
    """Some bytes of Parquet are statistics that no reader of whole tables uses; all others must be missed."""
    build = published(two_builds[1])
    figures = observations(two_builds[1] / build.file)
    to = shutil.copytree(published_folder, tmp_path / "figures")
    file = to / publication.name_of(build) / "observation.parquet"
    whole = file.read_bytes()
    refused = 0
    for seed in range(FLIPS):
        flip(file, random.Random(seed).randrange(len(whole)))
        copy = tmp_path / f"{seed}.duckdb"
        try:
            Place(f"file://{to}").copy(build, copy)
        except PlaceError:
            refused += 1
        else:
            assert observations(copy) == figures, seed
        file.write_bytes(whole)
    assert refused > FLIPS // 2


def test_a_copy_is_the_build_itself_and_is_fetched_once(site, folder, tmp_path):
    copies = tmp_path / "copies"
    place = Place(site.address)
    assert mirror(place, copies) == published(folder)
    assert {path.name for path in copies.glob("*.duckdb")} == {path.name for path in folder.glob("*.duckdb")}
    site.asked.clear()
    mirror(place, copies)
    assert site.asked == ["/figures/current.json"]


def test_a_list_of_the_same_length_is_seen_to_be_another(site, tmp_path):
    copies = tmp_path / "copies"
    place = Place(site.address)
    assert mirror(place, copies).vintage == SECOND
    told = json.loads((site.root / "current.json").read_text(encoding="utf-8"))
    (site.root / "current.json").write_text(json.dumps({"builds": told["builds"][::-1]}, indent=1), encoding="utf-8")
    assert mirror(place, copies).vintage == FIRST
    assert published(copies).vintage == FIRST


def test_a_server_that_goes_on_and_on_is_left(site, tmp_path, monkeypatch):
    monkeypatch.setattr("etl.web.WHOLE", 0.5)
    site.slow = True
    with pytest.raises(PlaceError, match="takes too long"):
        mirror(Place(site.address), tmp_path / "copies")


def test_an_earlier_build_that_is_not_whole_there_is_left_out(site, tmp_path):
    copies = tmp_path / "copies"
    (first,) = site.root.glob(f"{FIRST}-*")
    change_a_figure(first / "observation.parquet")
    assert mirror(Place(site.address), copies).vintage == SECOND
    assert [path.name[:10] for path in copies.glob("*.duckdb")] == [SECOND]


def test_a_folder_by_its_address_is_a_place_as_well_and_what_is_gone_there_goes_here(published_folder, tmp_path):
    to = shutil.copytree(published_folder, tmp_path / "figures")
    copies = tmp_path / "copies"
    assert mirror(Place(f"file://{to}"), copies).vintage == SECOND
    assert len(list(copies.glob("*.duckdb"))) == 2
    told = json.loads((to / "current.json").read_text(encoding="utf-8"))
    (to / "current.json").write_text(json.dumps({"builds": told["builds"][:1]}), encoding="utf-8")
    mirror(Place(f"file://{to}"), copies)
    assert [path.name[:10] for path in copies.glob("*.duckdb")] == [SECOND]


def test_publishing_takes_away_what_is_too_old_and_writes_over_the_same(folder, published_folder, tmp_path):
    to = shutil.copytree(published_folder, tmp_path / "figures")
    change_a_figure(latest(to) / "observation.parquet")
    publication.write(folder, to, 0)
    there = sorted(path.name for path in to.iterdir())
    assert there == [".lock", latest(to).name, "current.json"]
    assert mirror(Place(f"file://{to}"), tmp_path / "copies").vintage == SECOND


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("data/warehouse", False),
        ("/srv/x", False),
        ("https://example.org/a/", True),
        ("s3://bucket/a", True),
        ("md:a", True),
    ],
)
def test_what_is_an_address(text, place):
    assert is_place(text) == place
