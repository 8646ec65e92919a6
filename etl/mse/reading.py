"""Reading tables of counts, with errors that say where and what was expected."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import numpy as np

from etl.mse.errors import InputError
from etl.mse.histories import COUNT, MAX_LISTS, MIN_LISTS, Histories

LARGEST = 10**12  # beyond any population; keeps sums exact in double precision
SEPARATORS = ",;\t"


def make_histories(lists: Sequence[str], histories: Iterable[Sequence[int]], counts: Iterable[int]) -> Histories:
    """Histories from rows of 0/1 and their counts; raises InputError (row: 1-based row of the data + 1)."""
    rows = [[*(str(v) for v in history), str(count)] for history, count in zip(histories, counts, strict=True)]
    return _parse([*lists, COUNT], list(enumerate(rows, start=2)))


def read_histories(path: Path | str) -> Histories:
    """Read a CSV (or .csv.gz) with a 0/1 column per list and a column ``count``.

    Histories that are absent were seen for nobody. Raises InputError with row, column, expected and got;
    OSError when the file cannot be opened.
    """
    with open_text(Path(path)) as handle:
        return parse_histories(handle)


def parse_histories(handle: Iterable[str]) -> Histories:
    """As read_histories, from lines of text (an upload, for example)."""
    header, rows = read_rows(handle)
    return _parse(header, rows)


def parse_bytes(raw: bytes) -> Histories:
    """As read_histories, from the bytes of a file."""
    try:
        return parse_histories(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(expected="CSV in UTF-8", got=str(error), code="not_text") from error


def _parse(header: list[str], rows: list[tuple[int, list[str]]]) -> Histories:
    lists = _read_header(header)
    counts = np.zeros(2 ** len(lists) - 1, dtype=np.int64)
    first_row: dict[int, int] = {}
    for number, row in rows:
        named = dict(zip(header, row, strict=True))
        code = 0
        for position, name in enumerate(lists):
            if named[name] not in ("0", "1"):
                raise InputError(
                    row=number,
                    column=name,
                    expected="0 or 1",
                    got=repr(named[name]),
                    code="not_zero_or_one",
                    cell=named[name],
                )
            code |= int(named[name]) << position
        if code == 0:
            raise InputError(
                row=number,
                expected="a person on at least one list (the others are what is estimated)",
                got="0 for every list",
                code="no_list",
            )
        if code in first_row:
            raise InputError(
                row=number,
                expected="each capture history once",
                got=f"the history of row {first_row[code]} again",
                code="history_twice",
                first=first_row[code],
            )
        first_row[code] = number
        counts[code - 1] = read_count(named[COUNT], number, COUNT)
    if not counts.any():
        raise InputError(expected="at least one person", got="no count above 0", code="nobody")
    return Histories(lists, counts)


def _read_header(header: list[str]) -> tuple[str, ...]:
    lists = tuple(name for name in header if name != COUNT)
    if len(lists) > MAX_LISTS:  # before all else: thousands of columns would be compared, and named
        raise _number_of_lists(len(lists))
    for name, times in Counter(header).items():
        if times > 1:
            raise InputError(
                row=1,
                column=name,
                expected="each column once",
                got=f"{times} times",
                code="column_twice",
                times=times,
            )
        if not name:
            raise InputError(row=1, expected="a name for every column", got="an empty name", code="column_unnamed")
    if COUNT not in header:
        raise InputError(
            row=1,
            column=COUNT,
            expected="a column 'count'",
            got=f"columns {', '.join(header)}",
            code="no_count_column",
            columns=", ".join(header),
        )
    if len(lists) < MIN_LISTS:
        raise _number_of_lists(len(lists))
    return lists


def _number_of_lists(found: int) -> InputError:
    return InputError(
        row=1,
        expected=f"{MIN_LISTS} to {MAX_LISTS} lists",
        got=f"{found}",
        code="number_of_lists",
        least=MIN_LISTS,
        most=MAX_LISTS,
        lists=found,
    )


def read_count(text: str, row: int, column: str) -> int:
    """A number of persons; raises InputError unless it is a whole number of 0 or more."""
    if not re.fullmatch(r"[0-9]{1,13}", text) or int(text) > LARGEST:
        raise InputError(
            row=row,
            column=column,
            expected="a whole number of persons, 0 or more",
            got=repr(text),
            code="not_a_count",
            cell=text,
        )
    return int(text)


def read_rows(handle: Iterable[str]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and (line number, cells) of a CSV; blank lines are skipped, cells stripped, ragged rows refused.

    The separator is a comma, a semicolon (as a Dutch spreadsheet saves it) or a tab: what the header has most."""
    lines = iter(handle)
    first = next(lines, "")
    reader = csv.reader(chain([first.removeprefix("\ufeff")], lines), delimiter=max(SEPARATORS, key=first.count))
    header = [cell.strip() for cell in next(reader, [])]
    if not any(header):
        raise InputError(row=1, expected="a header line", got="an empty file", code="no_header")
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise InputError(
                row=reader.line_num,
                expected=f"{len(header)} cells",
                got=f"{len(cells)}",
                code="cells",
                wanted=len(header),
                cells=len(cells),
            )
        rows.append((reader.line_num, [cell.strip() for cell in cells]))
    return header, rows


@contextmanager
def open_text(path: Path) -> Iterator[io.TextIOBase]:
    """Open a CSV, gzipped if its name ends in .gz; InputError when it is not UTF-8 text."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig", newline="") as handle:
            yield handle
    except (UnicodeDecodeError, gzip.BadGzipFile, zlib.error, EOFError, csv.Error) as error:
        expected = "CSV in UTF-8 (gzipped if the name ends in .gz)"
        raise InputError(expected=expected, got=str(error), code="not_text") from error
