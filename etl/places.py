"""Builds that are published elsewhere (etl/publication.py), and their copies here.

DuckDB reads the Parquet; each build becomes a DuckDB file with the name it has there, checked as one that was built
here: its rows must have the checksum in its name. What reads the copies need not know where they came from.
"""

import logging
import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from etl import publication, verify, vintages, warehouse, writing
from etl.elsewhere import PlaceError
from etl.model import SCHEMA_VERSION, tables
from etl.warehouse import POINTER, Published
from etl.web import Web

_READING: warehouse.Config = {
    "autoinstall_known_extensions": "false",
    "enable_external_file_cache": "false",  # a list that changed must not look as it was
}
_LOG = logging.getLogger(__name__)


@dataclass
class Place:
    """A folder of Parquet by its address. Raises PlaceError where the address is of something else."""

    address: str

    def __post_init__(self) -> None:
        if "://" not in self.address:
            raise PlaceError(
                "a DuckDB server or MotherDuck is not read yet; expected the address of a folder of Parquet"
            )
        self._web = Web()
        self._connection = duckdb.connect(config=_READING)
        try:
            self._connection.load_extension("httpfs")
        except duckdb.Error:  # not installed here
            self._connection.register_filesystem(self._web)

    def builds(self) -> list[Published]:
        """What is there, the published one first. Raises PlaceError; OtherDictionary where this version cannot read
        what is published."""
        self._web.forget()
        try:
            found = (
                self._connection.cursor().execute("SELECT content FROM read_text(?)", [self._at(POINTER)]).fetchone()
            )
            builds = publication.listed(found[0] if found else "")
        except (duckdb.Error, ValueError) as error:
            raise PlaceError(self._said(error)) from error
        if not builds:
            raise PlaceError("nothing is published there")
        if builds[0].schema != SCHEMA_VERSION:
            raise warehouse.OtherDictionary(f"dictionary version {builds[0].schema}, expected {SCHEMA_VERSION}")
        return [one for one in builds if one.schema == SCHEMA_VERSION]

    def copy(self, build: Published, file: Path) -> None:
        """Write a build of there to a new database. Raises PlaceError where its rows are not what its name says."""
        try:
            rows = {
                name: self._connection.cursor()
                .sql("SELECT * FROM read_parquet(?)", params=[self._at(f"{publication.name_of(build)}/{name}.parquet")])
                .to_arrow_table()
                for name in tables()
            }
            writing.write(file, rows)
            contents, _checks = verify.verify(file, {})
        except (duckdb.Error, verify.VerificationError) as error:
            raise PlaceError(self._said(error)) from error
        finally:
            self._web.forget()
        if contents != publication.name_of(build)[-warehouse.DIGITS :]:
            raise PlaceError(f"{build.file} holds other rows there than its name says")

    def _at(self, name: str) -> str:
        return f"{self.address.rstrip('/')}/{name}"

    def _said(self, error: Exception) -> str:
        """The last line of what went wrong, without the address: that may hold a password."""
        return re.sub(r"\S+://\S+", "(address)", str(error).strip().splitlines()[-1] if str(error).strip() else "")


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
        moment = datetime.fromisoformat(build.built).timestamp()
        os.utime(unnamed, (moment, moment))  # what the file of a build says of when it was made
        unnamed.replace(folder / build.file)
