"""What datasets have in common: conditions of their filters, and the columns that name an indicator or a source."""

from dataclasses import replace

from etl.model import Field, tables

OVERLAPPING = {
    "from": "ends >= make_date($from, 1, 1)",
    "to": "starts <= make_date($to, 12, 31)",
}
"""Filters on years of what lasts: any part of it within them is enough."""
CITED = "s.producer, s.title AS source_title, s.url AS source_url, s.licence"
"""The columns of `cited`, in SQL."""

RENEWED = ("status", "attempted", "last_good", "modified", "next_expected")
"""Columns of `source_state` that go with a source: what became of the last attempt to renew it, and of when it is."""
WITH_STATE = f"SELECT s.*, {', '.join(f'r.{one}' for one in RENEWED)} FROM source s"
WITH_STATE += " LEFT JOIN source_state r ON r.name = s.source_id"
"""Every source with those columns, which are empty where nothing can be downloaded: `source_fields`, in SQL."""


def among(column: str, name: str) -> dict[str, str]:
    """A filter that asks a column for one of the values that are given."""
    return {name: f"{column} IN (SELECT unnest(${name}))"}


def cited(fields: tuple[Field, ...] = ()) -> tuple[Field, ...]:
    """The columns that name a source beside a row."""
    source = tables()["source"]
    names = {"producer": "producer", "title": "source_title", "url": "source_url", "licence": "licence"}
    return (*fields, *(replace(source.field(one), name=name, required=False) for one, name in names.items()))


def source_fields() -> tuple[Field, ...]:
    """The columns of `WITH_STATE`."""
    state = tables()["source_state"]
    return (*tables()["source"].fields, *(replace(state.field(one), required=False) for one in RENEWED))


def named(prefix: str) -> tuple[Field, ...]:
    """The columns that name an indicator beside a row."""
    about = tables()["indicator"]
    return tuple(replace(about.field(f"name_{one}"), name=f"{prefix}_{one}", required=False) for one in ("nl", "en"))
