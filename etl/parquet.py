"""A folder of Parquet as etl/publication.py writes it, read by its address."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import duckdb

from etl import attached, publication
from etl.elsewhere import PlaceError, said
from etl.model import tables
from etl.warehouse import POINTER, Published
from etl.web import Web

if TYPE_CHECKING:
    import pyarrow as pa


class Folder:
    """DuckDB reads the files. Raises PlaceError where it needs an extension for that which is not installed."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._web = Web()
        self._connection = duckdb.connect(config=attached.READING)
        try:
            attached.load(self._connection, "httpfs")
        except attached.UnavailableError as error:
            if urlsplit(address).scheme not in {*Web.protocol, "file"}:
                raise PlaceError(str(error)) from error
            self._connection.register_filesystem(self._web)

    def listed(self) -> list[Published]:
        """The builds that are there, the published one first. Raises PlaceError."""
        self._web.forget()
        try:
            asked = self._connection.cursor().execute("SELECT content FROM read_text(?)", [self._at(POINTER)])
            found = asked.fetchone()
            return publication.listed(found[0] if found else "")
        except (duckdb.Error, ValueError) as error:
            raise PlaceError(said(str(error), self._address)) from error

    def rows(self, build: Published) -> dict[str, "pa.Table"]:
        """The rows of every table of a build. Raises PlaceError."""
        try:
            return {
                name: self._connection.cursor()
                .sql("SELECT * FROM read_parquet(?)", params=[self._at(f"{publication.name_of(build)}/{name}.parquet")])
                .to_arrow_table()
                for name in tables()
            }
        except (duckdb.Error, RuntimeError) as error:  # the latter where a name in the file is no UTF-8
            raise PlaceError(said(str(error), self._address)) from error
        finally:
            self._web.forget()

    def _at(self, name: str) -> str:
        return f"{self._address.rstrip('/')}/{name}"
