"""Builds that are published elsewhere, and their copies here.

DuckDB reads what is there: a folder of Parquet (etl/parquet.py) or a server of DuckDB (etl/served.py). Each build
becomes a DuckDB file with the name it has there, checked as one that was built here: its rows must have the checksum in
its name. What reads the copies need not know where they came from.
"""

import logging
from pathlib import Path

import duckdb

from etl import publication, verify, vintages, warehouse, writing
from etl.disk import date_as
from etl.elsewhere import PlaceError, is_server, said
from etl.model import SCHEMA_VERSION
from etl.parquet import Folder
from etl.served import Server
from etl.warehouse import Published

_LOG = logging.getLogger(__name__)


class Place:
    """Where builds are published, by its address. Raises PlaceError where an extension of DuckDB is missing for it."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._there = Server(address) if is_server(address) else Folder(address)

    def builds(self) -> list[Published]:
        """What is there, the published one first. Raises PlaceError; OtherDictionary where this version cannot read
        what is published."""
        builds = self._there.listed()
        if not builds:
            raise PlaceError("nothing is published there")
        if builds[0].schema != SCHEMA_VERSION:
            raise warehouse.OtherDictionary(f"dictionary version {builds[0].schema}, expected {SCHEMA_VERSION}")
        return [one for one in builds if one.schema == SCHEMA_VERSION]

    def copy(self, build: Published, file: Path) -> None:
        """Write a build of there to a new database. Raises PlaceError where its rows are not what its name says."""
        rows = self._there.rows(build)
        try:
            writing.write(file, rows)
            contents, _checks = verify.verify(file, {})
        except (duckdb.Error, verify.VerificationError) as error:
            raise PlaceError(said(str(error), self._address)) from error
        if contents != publication.name_of(build)[-warehouse.DIGITS :]:
            raise PlaceError(f"{build.file} holds other rows there than its name says")


def mirror(place: Place, folder: Path) -> Published:
    """Copy to `folder` what is published there, and then the other builds that are kept there.

    Raises PlaceError, OtherDictionary or OSError; what was published in `folder` stays as it was.
    """
    builds = place.builds()
    latest = builds[0]
    if _published(folder) != latest:
        with warehouse.building(folder) as unnamed:
            if _published(folder) != latest:  # another process may have been first
                place.copy(latest, unnamed)
                contents = publication.name_of(latest)[-warehouse.DIGITS :]
                warehouse.publish(unnamed, folder, latest.vintage, contents, latest.built)
    for one in builds[1:]:
        _keep(place, one, folder)
    there = {one.file for one in builds}
    for gone in vintages.kept(folder)[1:]:
        if gone.file not in there:
            (folder / gone.file).unlink(missing_ok=True)
    return latest


def _published(folder: Path) -> Published | None:
    try:
        return warehouse.published(folder)
    except warehouse.WarehouseError:
        return None


def _keep(place: Place, build: Published, folder: Path) -> None:
    """Copy an earlier build, for links that fixed it; one that is not whole there is left out."""
    if (folder / build.file).is_file():
        return
    with warehouse.building(folder) as unnamed:
        try:
            place.copy(build, unnamed)
        except PlaceError as error:
            _LOG.warning("an earlier build is left out: %s (%s)", build.file, error)
            return
        date_as(unnamed, build.built)
        unnamed.replace(folder / build.file)
