"""The figures of a study: overlap of the lists, spread of the answers, the official estimates beside them, coverage."""

from collections.abc import Mapping
from itertools import combinations, pairwise
from math import ceil, log10

import pandas as pd

from dashboard import estimates, html, queries
from dashboard.charts import alt_text
from dashboard.charts import estimates as estimate_charts
from dashboard.charts.overlap import overlap, overlap_rows
from dashboard.charts.spread import spread
from dashboard.figure import Figure, Panel
from dashboard.language import language, look, n, t
from dashboard.mse import words
from dashboard.mse.study import Study
from etl.mse import overlap_matrix

SMALL = 5
MOST_ROWS = 45
"""Combinations drawn; the table and the file hold all of them."""


def combinations_of(study: Study) -> pd.DataFrame:
    """Every combination somebody is on, and every two lists that never meet: members (places), lists, persons."""
    table = study.histories
    places = range(len(table.lists))
    rows = [
        (tuple(place for place in places if code >> place & 1), int(persons))
        for code, persons in enumerate(table.counts, start=1)
        if persons
    ]
    together = overlap_matrix(table)
    rows += [(pair, 0) for pair in combinations(places, 2) if together[pair] == 0]
    rows.sort(key=lambda row: (len(row[0]), -row[1], row[0]))
    return pd.DataFrame(
        {
            "members": [members for members, _persons in rows],
            "lists": [" + ".join(table.lists[place] for place in members) for members, _persons in rows],
            "persons": [persons for _members, persons in rows],
        }
    )


def _count_text(persons: int) -> str:
    if persons == 0:
        return t("mse.never_together")
    return n(persons) + (f" ({t('flag.small')})" if persons < SMALL else "")


def overlap_figure(study: Study) -> Figure:
    """How many persons are on exactly which lists."""
    rows = combinations_of(study)
    rows["told"] = [_count_text(persons) for persons in rows["persons"]]
    rows["tip"] = rows["lists"] + ": " + rows["told"]
    drawn = overlap_rows(rows.head(MOST_ROWS))
    alone = int(study.histories.capture_frequencies[0])
    share = f"{n(alone / study.histories.observed * 100, 1)}%"
    notes = [t("mse.overlap_alone", share=share, alone=n(alone), observed=n(study.histories.observed))]
    if len(rows) > MOST_ROWS:
        notes.append(t("mse.overlap_more", shown=MOST_ROWS, count=len(rows)))
    spoken = "; ".join(drawn["tip"])
    kept = rows.assign(
        state=["value" if persons else "zero" for persons in rows["persons"]],
        small_number=rows["persons"].between(1, SMALL - 1),
        source_id=study.source_ids[0] if study.source_ids else None,
    ).drop(columns=["members", "told", "tip"])
    return Figure(
        key=f"overlap-{study.key}",
        title=t("mse.overlap_title"),
        subtitle=t("mse.overlap_subtitle"),
        panels=[Panel(overlap(drawn, study.histories.lists, look()), spoken)],
        rows=kept,
        table=pd.DataFrame({t("mse.column_lists"): rows["lists"], t("mse.column_persons"): rows["told"]}),
        notes=notes,
    )


def matrix_table(study: Study) -> str:
    """Every two lists: persons on both, whatever other lists; on the diagonal the whole list. HTML."""
    table = study.histories
    together = overlap_matrix(table)
    cells: dict[str, list[str]] = {t("mse.column_list"): [words.list_name(one, study.names) for one in table.lists]}
    for place, name in enumerate(table.lists):
        told = []
        for other in range(len(table.lists)):
            persons = int(together[other, place])
            small = f" ({t('flag.small')})" if 0 < persons < SMALL else ""
            told.append(n(persons) + small + (f" {t('mse.whole_list')}" if other == place else ""))
        cells[name] = told
    return html.table(pd.DataFrame(cells), t("mse.matrix_caption"))


def spread_figure(study: Study) -> Figure:
    """Every answer on one axis: methods with their interval, and what other choices make of the answer."""
    lang, rows = language(), study.drawn()
    lines = []
    for kind in ("method", "near_model", "threshold", "lists_merged", "list_left_out"):
        own = rows[rows["kind"] == kind]
        for _index, row in own.iterrows():
            found = study.interval(str(row["result_id"]))
            single = kind in ("method", "list_left_out")
            lines.append(
                {
                    "line": f"{kind} {row['result_id']}" if single else kind,
                    "label": _line_label(row, found, study.names) if single else _many_label(kind, own),
                    "short": _line_label(row, found, {}) if single else _many_label(kind, own),
                    "kind": kind,
                    "estimate": float(row["estimate"]),
                    "low": None if found is None or not single else found["low"],
                    "high": None if found is None or not single else found["high"],
                    "tip": f"{words.result_name(row, study.names, lang)}: {words.persons(row['estimate'], lang)}",
                }
            )
    drawn = pd.DataFrame(lines)
    order = {name: place for place, name in enumerate(dict.fromkeys(drawn["line"]))}
    drawn["line"] = drawn["line"].map(order)
    highest = float(drawn[["estimate", "high"]].max().max())
    chart = spread(
        drawn,
        look(),
        observed=study.histories.observed,
        observed_label=t("mse.observed_rule", observed=n(study.histories.observed)),
        x_title=t("mse.spread_x_period", period=_period(study)) if study.period else t("mse.spread_x"),
        top=_round_up(highest),
    )
    intervals = [study.interval(str(one)) for one in rows["result_id"]]
    table = pd.DataFrame(
        {
            t("mse.column_choice"): [words.result_name(row, study.names, lang) for _i, row in rows.iterrows()],
            t("mse.column_estimate"): [words.persons(one, lang) for one in rows["estimate"]],
            t("mse.column_interval"): [words.interval(found, lang) for found in intervals],
            t("mse.column_kind"): [
                "–" if found is None else t(f"mse.interval_{found['interval']}") for found in intervals
            ],
        }
    )
    limits: list[dict[str, object]] = [
        {} if one is None else {"low": one["low"], "high": one["high"], "interval": one["interval"]}
        for one in intervals
    ]
    shown = pd.DataFrame(limits, index=rows.index, columns=["low", "high", "interval"])
    kept = pd.concat([rows, shown], axis="columns")
    kept["source_id"] = study.source_ids[0] if study.source_ids else None
    return Figure(
        key=f"spreiding-{study.key}",
        title=t("mse.spread_title"),
        subtitle=t("mse.spread_subtitle" if len(study.methods) > 1 else "mse.spread_subtitle_one"),
        panels=[Panel(chart, "; ".join(dict.fromkeys(drawn["label"])))],
        rows=kept,
        table=table,
        notes=[*_groups(study), t("mse.spread_note", method=words.method_name(study.main_method, None, lang))],
    )


def _line_label(row: pd.Series, found: pd.Series | None, names: Mapping[str, str]) -> str:
    lang = language()
    name = words.result_name(row, names, lang)
    return f"{name}: {words.persons(row['estimate'], lang)} ({words.interval(found, lang)})"


def _many_label(kind: str, own: pd.DataFrame) -> str:
    lowest, highest = own["estimate"].min(), own["estimate"].max()
    told = f"{n(lowest)}–{n(highest)}"
    return t(f"mse.many_{kind}", count=len(own), range=told)


def _groups(study: Study) -> list[str]:
    """Whether the models that fit about as well fall apart into two groups, at their widest gap."""
    sizes = sorted(study.of_kind("near_model")["estimate"])
    if len(sizes) < 2:
        return []
    ratio, at = max((high / low, place) for place, (low, high) in enumerate(pairwise(sizes), 1))
    if ratio < 1.3:
        return [t("mse.one_group", count=len(sizes), low=n(sizes[0]), high=n(sizes[-1]))]
    low, high = sizes[:at], sizes[at:]
    return [
        t(
            "mse.two_groups",
            count=len(sizes),
            first=len(low),
            first_low=n(low[0]),
            first_high=n(low[-1]),
            second=len(high),
            second_low=n(high[0]),
            second_high=n(high[-1]),
        )
    ]


def official_figure(study: Study) -> Figure:
    """The official estimates, a year, and ours, of the years together: two scales, for they differ in kind."""
    lang = language()
    official = estimates.ranged(queries.estimates()).sort_values(["comparable_group", "period_start"])
    theirs = pd.DataFrame(
        {
            "label": [
                f"{period.replace('/', '–')} · {estimates.name(group, lang)}"
                for period, group in zip(official["period"], official["comparable_group"], strict=True)
            ],
            "low": official["low"],
            "high": official["high"],
            "value": official["value"],
        }
    )
    theirs["text"] = [f"{n(low)}–{n(high)}" for low, high in zip(theirs["low"], theirs["high"], strict=True)]
    rows = study.methods[study.methods["estimate"].notna()]
    found = [study.interval(str(one)) for one in rows["result_id"]]
    ours = pd.DataFrame(
        {
            "label": [words.method_name(row["method"], row["threshold"], lang) for _i, row in rows.iterrows()],
            "low": [None if one is None else one["low"] for one in found],
            "high": [None if one is None else one["high"] for one in found],
            "value": list(rows["estimate"]),
            "text": [words.interval(one, lang) for one in found],
        }
    )
    panels = []
    for drawn, title, x_title in (
        (theirs, t("mse.official"), t("mse.official_x")),
        (ours, t("mse.ours", period=_period(study)), t("mse.spread_x_period", period=_period(study))),
    ):
        top = _round_up(float(drawn["high"].max()) * 1.1)
        chart = estimate_charts.bands(drawn, look(), x_title=x_title, percent=False, top=top, above=True)
        panels.append(Panel(chart, alt_text.of_ranges(drawn, lang), title))
    table = pd.DataFrame(
        {
            t("column.estimate"): [*theirs["label"], *ours["label"]],
            t("mse.column_range"): [*theirs["text"], *ours["text"]],
            t("mse.column_point"): [
                "–" if pd.isna(one) else words.persons(one, lang) for one in [*theirs["value"], *ours["value"]]
            ],
            t("mse.column_of"): [t("mse.official_x")] * len(theirs)
            + [t("mse.spread_x_period", period=_period(study))] * len(ours),
            t("mse.column_reproducible"): [t("mse.not_reproducible")] * len(theirs)
            + [t("mse.computed_here")] * len(ours),
        }
    )
    kept = pd.concat(
        [
            theirs.assign(unit=list(official["unit"]), reproducible=False, source_id=list(official["source_id"])),
            ours.assign(unit=f"persons, {study.period}", reproducible=True, source_id=study.source_ids[0]),
        ],
        ignore_index=True,
    ).drop(columns="text")
    return Figure(
        key=f"officieel-{study.key}",
        title=t("mse.official_title"),
        subtitle=t("mse.official_subtitle"),
        panels=panels,
        rows=kept,
        table=table,
        panel_width=530,
        notes=[t("mse.official_note")],
    )


def coverage_figure(study: Study) -> Figure:
    """What part of the estimated total is on at least one list: always from the upper to the lower limit."""
    lang, observed = language(), study.histories.observed
    rows = study.methods[study.methods["estimate"].notna()]
    found = [(row, study.interval(str(row["result_id"]))) for _i, row in rows.iterrows()]
    bands = [
        {
            "label": words.method_name(row["method"], row["threshold"], lang),
            "low": 0.0 if pd.isna(one["high"]) else observed / one["high"],
            "high": observed / one["low"],
            "value": None,
        }
        for row, one in found
        if one is not None
    ]
    drawn = pd.DataFrame(bands)
    drawn["text"] = [f"{n(low * 100)}–{n(high * 100)}%" for low, high in zip(drawn["low"], drawn["high"], strict=True)]
    top = min(1.0, ceil(float(drawn["high"].max()) * 1.1 * 20) / 20)
    chart = estimate_charts.bands(drawn, look(), x_title=t("mse.coverage_x"), percent=True, top=top, above=True)
    kept = drawn.rename(columns={"label": "method", "low": "share_low", "high": "share_high"}).drop(
        columns=["value", "text"]
    )
    return Figure(
        key=f"in-beeld-{study.key}",
        title=t("mse.coverage_title"),
        subtitle=t("mse.coverage_subtitle", observed=n(observed)),
        panels=[Panel(chart, alt_text.of_ranges(drawn, lang))],
        rows=kept.assign(observed=observed, source_id=study.source_ids[0] if study.source_ids else None),
        table=pd.DataFrame({t("mse.column_choice"): drawn["label"], t("column.share"): drawn["text"]}),
        notes=[t("mse.coverage_note")],
    )


def _period(study: Study) -> str:
    return study.period.replace("/", "–")


def _round_up(value: float) -> float:
    """The next number of which the first two digits count: 186302 -> 190000."""
    step = 10 ** (int(log10(max(value, 10))) - 1)
    return float(ceil(value / step) * step)
