"""The field dictionary of the warehouse, read from model.toml, and what follows from it.

Everything that must agree about columns starts here: the DuckDB schema, the checks of incoming files, the
dictionary beside an extract. A column that is not in model.toml does not exist.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SCHEMA_VERSION = 6
"""Raised when a reader of an older warehouse would go wrong; stored in every warehouse and its pointer."""

SQL_TYPES = {
    "text": "VARCHAR",
    "whole": "BIGINT",
    "number": "DOUBLE",
    "flag": "BOOLEAN",
    "day": "DATE",
    "period": "VARCHAR",
}


@dataclass(frozen=True)
class Field:
    """One column: its type, what may stand in it, and what it means in both languages."""

    name: str
    type: str
    nl: str
    en: str
    required: bool = False
    references: str | None = None
    any: bool = False  # "*" stands for every row of the referenced table
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    unit: str | None = None
    computed: bool = False
    dated: bool = False  # of a period: it has days


@dataclass(frozen=True)
class Table:
    """One table: its key, its columns in order, and the CSV in data/facts/ that fills it (if one does)."""

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    nl: str
    en: str
    file: str | None = None

    @property
    def given(self) -> list[Field]:
        """The columns a CSV must have; the others are computed by the build."""
        return [field for field in self.fields if not field.computed]

    @property
    def columns(self) -> list[str]:
        return [field.name for field in self.fields]

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


@cache
def tables() -> dict[str, Table]:
    """Every table of the warehouse by name, in an order in which each comes after those it refers to."""
    return {
        name: Table(
            name=name,
            key=tuple(entry["key"]),
            nl=entry["nl"],
            en=entry["en"],
            file=entry.get("file"),
            fields=tuple(
                Field(column, **{**about, "allowed": tuple(about.get("allowed", ()))})
                for column, about in entry["fields"].items()
            ),
        )
        for name, entry in _declared().items()
        if name != "dimensions"
    }


@cache
def dimensions() -> dict[str, dict[str, str]]:
    """Meaning (nl, en) of each dimension a breakdown may have."""
    return {name: dict(about) for name, about in _declared()["dimensions"].items()}


@cache
def _declared() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("model.toml").read_text(encoding="utf-8"))


def key_of(name: str) -> str:
    """The single key column of a table that others refer to."""
    (column,) = tables()[name].key
    return column


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _column_sql(field: Field, implied: bool) -> str:
    parts = [f'"{field.name}"', SQL_TYPES[field.type]]
    if field.required:
        parts.append("NOT NULL")
    if field.allowed:
        parts.append(f'CHECK ("{field.name}" IN ({", ".join(map(_literal, field.allowed))}))')
    if field.pattern:
        parts.append(f'CHECK (regexp_full_match("{field.name}", {_literal(field.pattern)}))')
    if field.references and not field.any and not implied:  # "*" cannot be a foreign key; the input check covers it
        parts.append(f'REFERENCES "{field.references}" ("{key_of(field.references)}")')
    return " ".join(parts)


def create_statements(name: str) -> list[str]:
    """The SQL that makes a table: columns, constraints, and its descriptions as comments (English)."""
    table = tables()[name]
    key = ", ".join(f'"{column}"' for column in table.key)
    parts = [f"PRIMARY KEY ({key})", *TABLE_RULES.get(name, ())]
    row_of = tables()[ROW_OF[name]] if name in ROW_OF else None
    if row_of:
        parts.append(f"FOREIGN KEY ({', '.join(row_of.key)}) REFERENCES {row_of.name}")
    implied = row_of.key if row_of else ()  # that row holds these references, and each takes an index of its own
    body = ",\n  ".join([*(_column_sql(field, field.name in implied) for field in table.fields), *parts])
    comments = [f'COMMENT ON TABLE "{name}" IS {_literal(table.en)}']
    comments += [f'COMMENT ON COLUMN "{name}"."{f.name}" IS {_literal(f.en)}' for f in table.fields]
    return [f'CREATE TABLE "{name}" (\n  {body}\n)', *comments]


_BOUNDS_IN_ORDER = "CHECK (low IS NULL OR high IS NULL OR low <= high)"
_NOT_NEGATIVE = "CHECK (least(value, low, high) IS NULL OR least(value, low, high) >= 0)"
_VALUE_WITHIN_BOUNDS = "CHECK (value IS NULL OR value BETWEEN coalesce(low, value) AND coalesce(high, value))"
TABLE_RULES = {
    "placement": ("CHECK (population >= 0)",),
    "causal_link": ("CHECK (source_variable <> target_variable)",),
    "term": ("UNIQUE (term_nl)",),
    "observation": (
        _BOUNDS_IN_ORDER,
        _NOT_NEGATIVE,
        _VALUE_WITHIN_BOUNDS,
        "CHECK (CASE state"
        " WHEN 'value' THEN coalesce(value, low, high) IS NOT NULL AND coalesce(value, 1) <> 0"
        " WHEN 'zero' THEN coalesce(value = 0, false)"
        " WHEN 'missing' THEN value IS NULL AND high IS NULL AND (low IS NULL OR coalesce(missing_parts, 0) > 0)"
        " ELSE value IS NULL AND low IS NULL AND high IS NULL END)",
        "CHECK (missing_parts IS NULL OR missing_parts = 0 OR (missing_parts > 0 AND state = 'missing'))",
        "CHECK (unit <> '%' OR coalesce(greatest(value, low, high), 0) <= 100)",
        "CHECK ((period_start IS NULL) = (period = 'undated') AND period_start <= period_end)",
    ),
    "estimate": (
        _BOUNDS_IN_ORDER,
        _NOT_NEGATIVE,
        _VALUE_WITHIN_BOUNDS,
        "CHECK (coalesce(value, low, high) IS NOT NULL)",
    ),
    "count_statistic": (
        "CHECK ((population IS NULL) = (rate IS NULL))",
        "CHECK ((population IS NULL) = (population_source_id IS NULL))",
        "CHECK (rate IS NULL OR length(period) = 4)",
    ),
    "capture_dataset": ("CHECK (persons > 0)",),
    "capture_list": ("CHECK (persons >= 0)", "CHECK (position BETWEEN 1 AND 10)", "UNIQUE (dataset, position)"),
    "capture_history": ("CHECK (persons >= 0)", "CHECK (contains(history, '1'))"),
    "mse_run": ("CHECK (replicates >= 0)", "CHECK (exhaustive = false OR searched IS NOT NULL)"),
    "mse_result": (
        "CHECK ((estimate IS NULL) = (reason IS NOT NULL))",
        "CHECK (estimate IS NULL OR estimate >= observed)",
        "CHECK ((changed IS NOT NULL) = (kind IN ('list_left_out', 'lists_merged')))",
    ),
    "mse_interval": (
        "CHECK (low IS NULL OR high IS NULL OR low <= high)",
        "CHECK (low IS NOT NULL OR high IS NULL)",
        "CHECK (ignores_selection = (\"interval\" IN ('wald', 'profile')))",
        "CHECK (ignores_selection = (verdict = 'not_judged'))",
        "CHECK (ignores_selection OR (verdict = 'healthy') = (low IS NOT NULL))",
    ),
}
"""Rules between the columns of one row, as DuckDB constraints. A CHECK that comes out as null passes, so each says what
it means for a null."""
ROW_OF = {"count_statistic": "observation", "mse_interval": "mse_result", "mse_check": "mse_result"}
"""Tables of which a row belongs to one row of another, and names it by its whole key."""
