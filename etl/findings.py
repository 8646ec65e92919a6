"""What the checks found: a failure names file, row, column, what was expected and what stood there."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FILE, ROW = "_file", "_row"
"""Provenance columns that every frame of facts carries until it enters the warehouse."""


@dataclass(frozen=True)
class Failure:
    """One thing wrong in one place. `row` is the row a spreadsheet shows: the header is row 1."""

    file: str
    row: int
    column: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.column}: expected {self.expected}, got {self.got}"


class InputError(Exception):
    """The facts cannot become a warehouse; `failures` says why, place by place."""

    def __init__(self, failures: list[Failure]) -> None:
        super().__init__("\n".join(map(str, failures)))
        self.failures = failures


@dataclass
class Findings:
    """Counts the checks done and keeps the failures, in the order in which they were found.

    today: the day of the build as YYYY-MM-DD; what is counted after it cannot have been. torn: tables of which a source
    yielded a row that was left out.
    """

    checks: int = 0
    failures: list[Failure] = field(default_factory=list)
    today: str = field(default_factory=lambda: date.today().isoformat())
    torn: set[str] = field(default_factory=set)

    def expect(
        self,
        frame: "pd.DataFrame",
        ok: "pd.Series",
        column: str,
        expected: "str | pd.Series",
        got: "pd.Series | None" = None,
    ) -> None:
        """Note a failure for each row where `ok` is false; `got` is the cell itself unless given."""
        self.checks += len(frame)
        bad = ~(ok if ok.dtype == bool else ok.fillna(False).astype(bool))
        if not bad.any():
            return
        import pandas as pd  # here: a download, which only names faults, does not wait for it

        wanted = expected if isinstance(expected, pd.Series) else pd.Series(expected, index=frame.index)
        shown = (frame[column] if got is None else got)[bad].map(show, na_action=None)
        for file, row, one, other in zip(frame.loc[bad, FILE], frame.loc[bad, ROW], wanted[bad], shown, strict=True):
            self.note(str(file), int(row), column, str(one), str(other))

    def fail(self, file: str, row: int, column: str, expected: str, got: str) -> None:
        """A check of its own that failed."""
        self.checks += 1
        self.note(file, row, column, expected, got)

    def note(self, file: str, row: int, column: str, expected: str, got: str) -> None:
        """A failure of a check that is counted elsewhere."""
        self.failures.append(Failure(file, row, column, expected, got))


def show(value: object) -> str:
    """A cell as a message shows it; an empty one is called nothing."""
    import pandas as pd  # here: see `expect`

    if value is None or value is pd.NA or value == "" or value != value:
        return "nothing"
    if isinstance(value, float) and value.is_integer():
        return f"'{value:.0f}'"
    return f"'{value}'"
