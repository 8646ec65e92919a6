"""What can go wrong, as exceptions that say where and what was expected."""

from __future__ import annotations

from typing import Literal

ReasonCode = Literal["too_few_overlaps", "no_maximum", "not_identifiable", "not_converged", "too_many_models"]


InputCode = Literal[
    "setting", "not_zero_or_one", "no_list", "history_twice", "not_a_count", "nobody", "column_twice",
    "column_unnamed", "no_count_column", "number_of_lists", "no_header", "cells", "not_text", "wide_column",
]  # fmt: skip
"""What is wrong with a table, for who says it in another language; 'setting': not the table but a choice."""


class MseError(Exception):
    """Anything this package refuses to do."""


class InputError(MseError):
    """A capture-history table that cannot be read as one.

    row: 1-based line of the file, the header being line 1; None when no single line is at fault.
    column: the column's name; None when no single column is at fault. code and values: the same as expected and
    got, for programs; values are those the sentences of the code name.
    """

    def __init__(
        self,
        *,
        expected: str,
        got: str,
        row: int | None = None,
        column: str | None = None,
        code: InputCode = "setting",
        **values: object,
    ) -> None:
        self.code: InputCode = code
        self.values = values
        self.row = row
        self.column = column
        self.expected = expected
        self.got = got
        super().__init__(str(self))

    def __str__(self) -> str:
        where = [f"row {self.row}"] if self.row is not None else []
        where += [f"column {self.column!r}"] if self.column is not None else []
        return f"{', '.join(where) or 'table'}: expected {self.expected}, got {self.got}"


class NoEstimateError(MseError):
    """The table and the model together do not determine a population size.

    code: what failed, for programs. str(error) is the reason, for people.
    """

    def __init__(self, code: ReasonCode, reason: str) -> None:
        self.code: ReasonCode = code
        super().__init__(reason)
