"""How each live source is doing: what the last attempt brought, and when the service is expected to renew."""

from calendar import monthrange
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from etl import sources
from etl.checks import plain
from etl.clock import now
from etl.disk import read_json, write_json
from etl.facts import DTYPES
from etl.findings import FILE, ROW
from etl.model import tables
from etl.periods import day_of, is_day
from etl.sources import Inputs, Live

STATES = "(source states)"
"""Where a finding about these rows stands: no source is to blame for it."""
ATTEMPT = "attempt.json"
"""In the folder of a source: day of the last attempt, and the fault that stopped it (if one did)."""


def attempt(inputs: Inputs, source: str) -> dict[str, Any]:
    """What the last attempt left; empty when there was none or its file cannot be read."""
    if source in inputs.attempts:
        return inputs.attempts[source]
    try:
        told = read_json(inputs.raw / source / ATTEMPT)
    except (OSError, ValueError):
        return {}
    whole = "day" in told and all(isinstance(cell, str) for cell in told.values())
    return told if whole and all(is_day(told[name][:10]) for name in ("day", "checked") if name in told) else {}


def came_to(fault: str = "", message: str = "") -> dict[str, Any]:
    """What is remembered of an attempt of today: the fault that stopped it, or else the moment."""
    told = {"day": date.today().isoformat()}
    return told | ({"fault": fault, "message": message} if fault else {"checked": now()})


def next_expected(source: Live, last: date, published: bool = True) -> date:
    """The day of the source's rhythm that follows the publication of `last`.

    What comes in a month of the rhythm, early in it or late, is the publication of that month: the next one is of the
    first later month that the rhythm names. Of a yearly source what comes in the month before is that publication too,
    come early; what comes longer before corrects the one there was. published: whether `last` is a day of publication;
    a source that tells none has the day it was last asked, which says nothing of a publication.
    """
    passed = last.year * 12 + last.month - 1  # months since the year 0
    if source.month is None:
        due = passed + 1
    else:
        passed += published
        due = passed + 1 + (source.month - 2 - passed) % 12
    year, month = divmod(due, 12)
    return date(year, month + 1, min(source.day, monthrange(year, month + 1)[1]))


Notes = dict[str, dict[str, str]]
"""Of a source which years could not be added up and why, by language; empty when all were."""


def states(inputs: Inputs, rows: dict[str, int], notes: Notes) -> pd.DataFrame:
    """Rows of the table source_state: one a live source, loaded or not. `rows` and `notes` by source, of this build."""
    records = [_state(inputs, module, rows, notes) for module in sources.live().values()]
    columns: dict[str, pd.Series] = {
        FILE: pd.Series(STATES, index=range(len(records)), dtype="str"),
        ROW: pd.Series(range(1, len(records) + 1), dtype="int64"),
    }
    for field in tables()["source_state"].given:
        values = [record.get(field.name) for record in records]
        columns[field.name] = pd.Series(values, dtype=DTYPES.get(field.type, "str"))
    return pd.DataFrame(columns)


def _state(inputs: Inputs, module: ModuleType, rows: dict[str, int], notes: Notes) -> dict[str, Any]:
    source: Live = module.SOURCE
    told = attempt(inputs, source.name)
    record: dict[str, Any] = {
        "name": source.name,
        "producer": source.producer,
        "title": source.title,
        "language": source.language,
        "url": source.url,
        "rhythm": source.rhythm,
        "status": "failed" if told.get("fault") else "not_loaded",
        "attempted": told.get("day"),
        "rows": rows.get(source.name, 0),
        "fault": told.get("fault"),
        "message": plain(told["message"]) if told.get("message") else None,
        **{f"notes_{one}": plain(why) or None for one, why in notes.get(source.name, {}).items()},
    }
    if source.name not in rows:
        return record
    layer = inputs.downloaded(source.name)[-1]
    days = [day_of(stamp["modified"]) for stamp in layer.stamps.values()]
    modified = max(filter(None, days), default=None)
    last_good = str(told.get("checked") or layer.manifest["downloaded"])[:10]
    last = date.fromisoformat(modified or last_good)
    return record | {
        "status": "kept" if told.get("fault") else "fresh",
        "last_good": last_good,
        "modified": modified,
        "next_expected": next_expected(source, last, published=modified is not None).isoformat(),
    }


def remember(folder: Path, told: dict[str, Any]) -> None:
    """Write what an attempt came to, at one stroke."""
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / ATTEMPT, told)
