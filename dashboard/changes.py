"""What changed, as rows people read: a figure before and after, and the state of each source."""

from html import escape

import pandas as pd

from dashboard import estimates, html, numbers, queries, tables
from dashboard.citing import titled
from dashboard.drawn_once import told_once
from dashboard.language import day, language, n, t

FAULTS = (
    "Unreachable",
    "Busy",
    "Refused",
    "NotFound",
    "TooManyRows",
    "TooMuch",
    "NotJson",
    "TruncatedAnswer",
    "OtherUnit",
    "NoRows",
    "PagingLoop",
    "ForeignLink",
    "MissingColumn",
    "CodeListChanged",
    "WrongValue",
    "DuplicateRows",
    "TotalMismatch",
    "DamagedRaw",
    "CheckFailed",
)
"""What a refresh calls a fault: the classes of etl/faults.py, and CheckFailed where a check was not passed."""
CHANGES = ("added", "revised", "withdrawn")


def compared(rows: pd.DataFrame) -> str:
    """How many figures of `queries.revised` were added, revised and withdrawn between which days, in a sentence; and
    one of estimates where there are any among them."""
    estimated = rows["estimate_id"] != ""
    counted, guessed = (rows.loc[some, "change"].value_counts() for some in (~estimated, estimated))
    days = {name: day(rows[column].iloc[0].date()) for name, column in (("old", "old_vintage"), ("new", "vintage"))}
    key = "changes.compared_one" if counted.get("added") == 1 else "changes.compared"
    told = [t(key, **{one: n(counted.get(one, 0)) for one in CHANGES}, **days)]
    if len(guessed):
        told.append(t("changes.estimates", **{one: n(guessed.get(one, 0)) for one in CHANGES}))
    return " ".join(told)


def before_and_after(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of `queries.revised` as text: what, where, when, and the figure old and new."""
    return pd.DataFrame(
        {
            t("changes.indicator"): rows[f"indicator_{language()}"],
            t("changes.region"): [
                tables.area_text(name, kind, language()) if kind else name
                for name, kind in zip(rows["region"], rows["region_type"], strict=True)
            ],
            t("changes.period"): [numbers.period(one, language()) for one in rows["period"]],
            t("changes.breakdown"): [tables.breakdown_text(one, language()) for one in rows["breakdown"]],
            t("changes.old"): [figure(row, "old") for _index, row in rows.iterrows()],
            t("changes.new"): [figure(row, "new") for _index, row in rows.iterrows()],
            t("changes.series"): [
                estimates.name(row["series"], language()) if row["estimate_id"] else row[f"series_{language()}"]
                for _index, row in rows.iterrows()
            ],
        },
        dtype="str",
    )


def figure(row: pd.Series, which: str) -> str:
    """One side of a change: its figure, an estimate with its range, or in words why there is none."""
    cells = {name: row[f"{which}_{name}"] for name in ("value", "low", "high", "state", "status")} | {
        "unit": row["unit"]
    }
    if not isinstance(cells["state"], str):
        return t("changes.absent")
    if row["estimate_id"]:
        return estimates.with_unit(pd.Series(cells), language())
    told = tables.figure_text(pd.Series(cells), language())
    return f"{told} ({t('changes.provisional')})" if cells["status"] == "provisional" else told


def by_indicator(rows: pd.DataFrame) -> pd.DataFrame:
    """How many figures or estimates of each indicator were added, revised and withdrawn, as text, in order of name."""
    counts = rows.groupby([f"indicator_{language()}", "change"]).size().unstack(fill_value=0).sort_index()
    columns = {t("changes.indicator"): list(counts.index)}
    for change in CHANGES:
        columns[t(f"changes.{change}")] = [n(one) for one in counts.get(change, pd.Series(0, index=counts.index))]
    return pd.DataFrame(columns, dtype="str")


@told_once
def states() -> str:
    """The state of every source that can be downloaded, as a table in HTML."""
    rows = queries.source_states()
    source, remarks = t("changes.source"), t("changes.remark")
    told = {
        source: [html.link(one, None) for one in rows["producer"] + ", " + titled(rows["title"], rows["language"])],
        t("changes.status"): [t(f"changes.status_{one}") for one in rows["status"]],
    }
    for name in ("last_good", "modified", "next_expected", "attempted"):
        told[t(f"changes.{name}")] = ["" if pd.isna(one) else day(pd.Timestamp(one).date()) for one in rows[name]]
    told[t("changes.rows")] = [n(one) for one in rows["rows"]]
    told[remarks] = [_remark(row) for _index, row in rows.iterrows()]
    return html.table(pd.DataFrame(told, dtype="str"), t("changes.sources"), ready=[source, remarks], stacked=True)


def _remark(row: pd.Series) -> str:
    """What went wrong at the last attempt and which years are not added up, as HTML. The message of the refresh is
    quoted as code, in its English."""
    parts = []
    if isinstance(row["fault"], str):
        why = t(f"fault.{row['fault'] if row['fault'] in FAULTS else 'other'}")
        quoted = escape(": ".join(one for one in (row["fault"], row["message"]) if isinstance(one, str)))
        parts.append(f'{escape(t("changes.failed", why=why))} <code lang="en">{quoted}</code>')
    if isinstance(row["notes_nl"], str):
        parts.append(escape(t("changes.notes", notes=row[f"notes_{language()}"])))
    return "<br/>".join(parts)


@told_once
def not_loaded(*names: str, sentence: str = "changes.missing") -> str:
    """What those of the named sources that were never downloaded would bring, and the command that loads them; empty
    when all were. sentence: another that tells it, of `what` and `sources`."""
    known = queries.source_states()
    absent = known.loc[(known["status"] != "fresh") & (known["rows"] == 0), "name"]
    some = [name for name in names if name in set(absent)]
    what = "; ".join(t(f"loads.{name}") for name in some)
    return t(sentence, what=what, sources=" ".join(some)) if some else ""
