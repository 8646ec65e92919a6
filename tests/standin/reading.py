"""What tests read back from a published warehouse."""

from pathlib import Path

from etl.warehouse import open_read_only, published

TRAFFICKING = "registered_crimes_trafficking"
FIGURE = "indicator_id, region_id, period, breakdown, value, low, state, status, missing_parts, series"


def ask(folder: Path, sql: str, *given: object) -> list[tuple]:
    """Rows of a query on what is published."""
    told = published(folder)
    assert told is not None
    with open_read_only(folder / told.file) as connection:
        return connection.execute(sql, list(given)).fetchall()


def figures(folder: Path, source: str) -> set[tuple]:
    """Every figure of a source."""
    return set(ask(folder, f"SELECT {FIGURE} FROM observation WHERE source_id = ?", source))


def value(folder: Path, indicator: str, region: str, period: str, breakdown: str = "total") -> tuple:
    """value, low, state, status, missing_parts, confidence of one figure."""
    (found,) = ask(
        folder,
        "SELECT value, low, state, status, missing_parts, confidence FROM observation"
        " WHERE indicator_id = ? AND region_id = ? AND period = ? AND breakdown = ?",
        *(indicator, region, period, breakdown),
    )
    return found


def state(folder: Path, source: str) -> tuple:
    """status, fault and rows of a source."""
    (found,) = ask(folder, "SELECT status, fault, rows FROM source_state WHERE name = ?", source)
    return found
