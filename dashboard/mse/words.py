"""Results, checks and errors of the estimator in the language of the page. Pure functions."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard import numbers
from dashboard.texts import text
from etl.mse import InputError, split_names, split_terms

INPUT_CODES = (
    "not_zero_or_one",
    "no_list",
    "history_twice",
    "not_a_count",
    "nobody",
    "column_twice",
    "column_unnamed",
    "no_count_column",
    "number_of_lists",
    "no_header",
    "cells",
    "not_text",
)
"""What can be wrong with a table that a reader brings."""


def persons(value: float, language: str) -> str:
    """A number of persons to the whole."""
    return numbers.number(value, language)


def about(value: float, language: str) -> str:
    """A number of persons as one says it: three digits that count, 111139 -> 111.000."""
    step = 10 ** max(len(str(int(value))) - 3, 0)
    return numbers.number(round(value / step) * step, language)


def method_name(method: str, threshold: Any, language: str) -> str:
    """stepwise, 0.02 -> stapsgewijs, p < 0,02."""
    name = text(language, f"mse.method_{method}")
    if pd.isna(threshold):
        return name
    return text(language, "mse.with_threshold", method=name, threshold=fraction(threshold, language))


def fraction(value: float, language: str) -> str:
    """0.02 -> 0,02: as many decimals as it has."""
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return numbers.number(value, language, decimals)


def result_name(row: pd.Series, names: Mapping[str, str], language: str) -> str:
    """What a result is called, whatever its kind."""
    kind = str(row["kind"])
    if kind in ("method", "threshold"):
        return method_name(row["method"], row["threshold"], language)
    if kind == "near_model":
        return text(language, "mse.near_model", position=row["position"], terms=terms(row, language))
    changed = str(row["changed"])
    if kind == "list_left_out":
        return text(language, "mse.without", list=list_name(changed, names))
    return text(language, "mse.merged", lists=" + ".join(split_names(changed, "+")))


def listed(parts: Sequence[str], language: str) -> str:
    """a, b and c."""
    *first, last = parts
    return f"{', '.join(first)} {text(language, 'dark.and')} {last}" if first else last


def list_name(one: str, names: Mapping[str, str]) -> str:
    """P (Politie), or only the name a reader gave."""
    return one if names.get(one, one) == one else f"{one} ({names[one].partition(' (')[0]})"


def terms(row: pd.Series, language: str) -> str:
    """The pairs of a model; one at minus infinity says so."""
    if pd.isna(row["terms"]):
        return text(language, "mse.no_pairs")
    gone = set(split_terms(str(row["minus_infinity_terms"])))
    return ", ".join(
        text(language, "mse.pair_apart", pair=pair) if pair in gone else pair for pair in split_terms(str(row["terms"]))
    )


def fault(lists: str) -> str:
    """The lists or pairs a check names: I:K K:R -> I–K, K–R."""
    return ", ".join("–".join(split_names(one)) for one in split_terms(lists))


def interval(found: pd.Series | None, language: str) -> str:
    """Both limits, or that there is no upper one."""
    if found is None or pd.isna(found["low"]):
        return text(language, "mse.no_interval")
    if pd.isna(found["high"]):
        return text(language, "mse.no_upper", low=persons(found["low"], language))
    return numbers.between(found["low"], found["high"], language)


def percentages(low: float, high: float, language: str) -> str:
    """Two fractions as per cent: 88.7–98.4%."""
    return f"{numbers.number(low * 100, language, 1)}–{numbers.number(high * 100, language, 1)}%"


def check_cell(check: pd.Series, language: str) -> str:
    """In order, or what was found."""
    found = check_found(check, language)
    key = "mse.check_passed" if check["passed"] else "mse.check_failed"
    return text(language, key) + (f": {found}" if found else "")


def check_found(check: pd.Series, language: str) -> str:
    """The figures a check rests on, short."""
    name, value, code = str(check["check_id"]), check["value"], check["code"]
    if name == "estimate_exists":
        return "" if pd.isna(code) else text(language, f"mse.reason_short_{code}")
    if name == "bootstrap_healthy":
        return text(language, f"mse.verdict_{code}")
    if name == "share_on_one_list":
        return f"{numbers.number(value * 100, language, 1)}%"
    if name == "pearson_over_df":
        return text(language, "mse.saturated") if pd.isna(value) else numbers.number(value, language, 1)
    if name == "near_models_agree" and check["count"] == 1:
        return text(language, "mse.one_model" if code == "one_model" else "mse.no_other_model")
    if name in ("near_models_agree", "dropped_lists_agree"):
        single = check["low"] == check["high"]
        told = persons(check["low"], language) if single else numbers.between(check["low"], check["high"], language)
        lists = "" if pd.isna(check["lists"]) else fault(str(check["lists"]))
        return told + ("; " + text(language, "mse.none_without", lists=lists) if lists else "")
    if pd.notna(check["lists"]):
        return fault(str(check["lists"]))
    if name == "no_minus_infinity_terms" or name == "pairs_seen_together":
        return ""
    return persons(value, language)


def input_sentence(error: InputError, language: str) -> str:
    """Where, what was expected and what stood there, in one sentence."""
    code = error.code
    assert code in INPUT_CODES, code
    where = []
    if error.row is not None:
        where.append(text(language, "mse.input_row", row=error.row))
    if error.column is not None:
        where.append(text(language, "mse.input_column", column=error.column))
    values = {key: value if str(value) else text(language, "mse.input_empty") for key, value in error.values.items()}
    return text(
        language,
        "mse.input",
        where=", ".join(where) or text(language, "mse.input_table"),
        expected=text(language, f"mse.expected_{code}", **values),
        got=text(language, f"mse.got_{code}", **values),
    )
