"""How far the answers of a study lie apart."""

from collections.abc import Mapping
from itertools import pairwise
from math import ceil, log10

import pandas as pd

from dashboard.charts.spread import spread
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.mse import words
from dashboard.mse.study import Study
from dashboard.panel import Panel
from etl.mse import Settings


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
    highest = round_up(float(drawn[["estimate", "high", "low"]].astype("float64").max().max()))
    without = drawn["low"].notna() & drawn["high"].isna()
    drawn.loc[without, "high"] = highest  # no upper limit: to the edge of the chart; the words tell it
    chart = spread(
        drawn,
        look(),
        observed=study.histories.observed,
        observed_label=t("mse.observed_rule", observed=n(study.histories.observed)),
        x_title=t("mse.spread_x_period", period=period_text(study)) if study.period else t("mse.spread_x"),
        top=highest,
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
        subtitle=t("mse.spread_subtitle") if len(study.methods) > 1 else _subtitle(set(rows["kind"])),
        panels=[Panel(chart, "; ".join(dict.fromkeys(drawn["label"])))],
        rows=kept,
        table=table,
        notes=[
            *_groups(study),
            t("mse.spread_note", method=words.method_name(study.main_method, None, lang), top=Settings().top),
        ],
    )


def _subtitle(kinds: set[str]) -> str:
    """What each sign stands for where one method was chosen: of two lists none is left out, of some methods there are
    no thresholds."""
    ticks = [kind for kind in ("near_model", "threshold", "lists_merged") if kind in kinds]
    parts = [t("mse.drawn_method")] if "method" in kinds else []
    if ticks:
        parts.append(t("mse.drawn_ticks", kinds=words.listed([t(f"mse.tick_{one}") for one in ticks], language())))
    parts += [t("mse.drawn_list_left_out")] if "list_left_out" in kinds else []
    return t("mse.spread_subtitle_one", parts=" ".join(parts))


def _line_label(row: pd.Series, found: pd.Series | None, names: Mapping[str, str]) -> str:
    lang = language()
    name = words.result_name(row, names, lang)
    return f"{name}: {words.persons(row['estimate'], lang)} ({words.interval(found, lang)})"


def _many_label(kind: str, own: pd.DataFrame) -> str:
    lowest, highest = own["estimate"].min(), own["estimate"].max()
    if len(own) == 1:
        return t(f"mse.one_{kind}", size=n(lowest))
    told = n(lowest) if n(lowest) == n(highest) else f"{n(lowest)}–{n(highest)}"
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
            first=_group(low),
            second=_group(high),
        )
    ]


def _group(sizes: list[float]) -> str:
    if len(sizes) == 1:
        return t("mse.group_of_one", size=n(sizes[0]))
    return t("mse.group", count=len(sizes), low=n(sizes[0]), high=n(sizes[-1]))


def period_text(study: Study) -> str:
    """The period of the table: 2010–2015."""
    return study.period.replace("/", "–")


def round_up(value: float) -> float:
    """The next number of which the first two digits count: 186302 -> 190000."""
    step = 10 ** (int(log10(max(value, 10))) - 1)
    return float(ceil(value / step) * step)
