"""A set of rows that is given away: its columns, its filters, and the SQL of a selection of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from etl.model import SQL_TYPES, Field
from etl.selection import Selection

_LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Dataset:
    """Rows one can take away. `filters` maps the name of a filter to the condition it puts on a row; `order` names
    the columns that fix the order, so that pages of rows never overlap. `days` is SQL of the first and last day that
    each of its rows speaks of; empty: it explains figures and estimates, and has their days."""

    name: str
    nl: str
    en: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    source: str
    order: str
    filters: dict[str, str]
    days: str = ""

    @property
    def relation(self) -> str:
        """Where its rows are, as a FROM clause."""
        return self.source if self.source.startswith("FROM ") else f"FROM ({self.source})"

    def columns(self, language: str | None = None) -> list[Field]:
        """All columns, or with a language all but the texts that are in another one."""
        return in_language(self.fields, language)


def in_language(fields: Iterable[Field], language: str | None) -> list[Field]:
    """All columns, or with a language all but the texts that are in another one."""
    others = {one for one in _LANGUAGES if one != language} if language else set()
    return [field for field in fields if field.name.rpartition("_")[2] not in others]


Parameters = dict[str, list[str] | int]


def query(
    dataset: Dataset, selection: Selection, language: str | None = None, there: Collection[str] | None = None
) -> tuple[str, Parameters]:
    """SQL of the selected rows in their order, and its named parameters.

    there: the columns that an older build has; the others are null, and no rows come from one that has none.
    A filter of the selection that this dataset does not have is a KeyError.
    """
    given = selection.given()
    columns = ", ".join(
        f'"{field.name}"' if there is None or field.name in there else f'{_nothing(field)} AS "{field.name}"'
        for field in dataset.columns(language)
    )
    if there is not None and not there:
        return f"SELECT {columns} WHERE false", {}
    where = " AND ".join(dataset.filters[name] for name in given) or "true"
    return f"SELECT {columns} {dataset.relation} WHERE {where} ORDER BY {dataset.order}", given


def _nothing(field: Field) -> str:
    return f"CAST(NULL AS {SQL_TYPES[field.type]})"
