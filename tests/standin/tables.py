"""Tables of the stand-in: a structure, and rows in DuckDB that both protocols are served from."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa


@dataclass(frozen=True)
class Dimension:
    """Codes as (key, title, status), and the width to which v3 pads a key."""

    kind: str  # Dimension, GeoDimension or TimeDimension
    codes: tuple[tuple[str, str, str | None], ...]
    width: int = 0

    def padded(self, key: str) -> str:
        return key.ljust(self.width)


@dataclass
class Table:
    """topics: v3 column, title, v4 measure. rows: keys of the dimensions (bare) and values, in that order. texts: of
    columns that hold text and no number (StringValue in v4)."""

    name: str
    title: str
    dimensions: dict[str, Dimension]
    topics: tuple[tuple[str, str, str], ...]
    rows: list[tuple]
    protocols: frozenset[str] = frozenset({"v3", "v4"})
    modified: str = "2026-10-15T02:00:00"
    version: str = "202610150200"
    texts: bool = False
    status: str = "Regulier"
    sql: str | None = None  # makes the rows instead of `rows`, for tables of millions

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Make the table `t_<name>`: ID, dimensions with padding (v3) and topics."""
        kind = "VARCHAR" if self.texts else "BIGINT"
        names = [f'"{name}" VARCHAR' for name in self.dimensions] + [f'"{topic[0]}" {kind}' for topic in self.topics]
        connection.execute(f'CREATE OR REPLACE TABLE "t_{self.name}" (ID BIGINT, {", ".join(names)})')
        if self.sql:
            connection.execute(f'INSERT INTO "t_{self.name}" {self.sql}')
            return
        dimensions = list(self.dimensions.values())
        columns: list[list] = [list(cells) for cells in zip(*self.rows, strict=True)]
        for at, one in enumerate(dimensions):
            columns[at] = [one.padded(key) for key in columns[at]]
        arrow = pa.table([range(len(self.rows)), *columns], names=["ID", *self.columns])
        connection.register("incoming", arrow)
        connection.execute(f'INSERT INTO "t_{self.name}" FROM incoming')
        connection.unregister("incoming")

    @property
    def columns(self) -> list[str]:
        return [*self.dimensions, *(topic[0] for topic in self.topics)]

    def codes(self, name: str, protocol: str) -> list[dict]:
        """The code list of a dimension, as the protocol writes it."""
        one = self.dimensions[name]
        found = []
        for index, (key, title, status) in enumerate(one.codes):
            if protocol == "v4":
                row: dict = {"Identifier": key, "Index": index, "Title": title, "Description": ""}
            else:
                row = {"Key": one.padded(key), "Title": title, "Description": "", "CategoryGroupID": None}
            if one.kind == "TimeDimension":
                row["Status"] = status
            found.append(row)
        return found

    def properties(self) -> list[dict]:
        """DataProperties of v3."""
        rows = [
            {"ID": at, "Position": at, "ParentID": None, "Type": one.kind, "Key": name, "Title": name}
            for at, (name, one) in enumerate(self.dimensions.items())
        ]
        rows.append({"ID": 90, "Position": None, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Groep"})
        rows += [
            {"ID": 91 + at, "Position": 9 + at, "ParentID": 90, "Type": "Topic", "Key": column, "Title": title}
            | {"Unit": "aantal"}
            for at, (column, title, _measure) in enumerate(self.topics)
        ]
        return rows
