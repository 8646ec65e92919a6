"""A result as rows of the tables mse_run, mse_result, mse_interval and mse_check of the field dictionary.

The same rows serve what is stored at a build and what a reader computes, so both are shown by the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from etl.mse.checks import Check
from etl.mse.estimate import METHOD_VERSION, Result
from etl.mse.sensitivity import NearModels, Variant

Row = dict[str, object]
Rows = dict[str, list[Row]]


def run_row(result: Result) -> Row:
    """The row of mse_run: what holds for all results of one table."""
    near, drawn = result.near_models, result.bootstrap
    return {
        "method_version": result.method_version,
        "seed": drawn.seed if drawn else None,
        "replicates": drawn.replicates if drawn else 0,
        "searched": near.searched if near else None,
        "exhaustive": near.exhaustive if near else False,
        "chao_lower_bound": result.bounds.unequal_lists,
    }


def result_rows(result: Result) -> Rows:
    """Rows of one method on the whole table with its checks, and of what other choices make of it: a list left out,
    two merged, another threshold.

    result_id is the name of the method, or the method and what was chosen otherwise. Limits of a refused bootstrap
    interval are left out; how it was refused stays.
    """
    fit, name = result.fit, result.method
    own = {
        **_head(result, name, "method", _ORDER[name]),
        "observed": result.histories.observed,
        "estimate": result.estimate,
        "reason": result.reason_code,
        **_terms(result.terms, result.minus_infinity_terms),
    }
    if fit is not None:
        own |= {"deviance": fit.deviance, "df": fit.df, "aic": fit.aic, "bic": fit.bic}
        own["pearson_over_df"] = fit.pearson_over_df
    found: Rows = {"mse_result": [own], "mse_interval": _intervals(result), "mse_check": []}
    for position, check in enumerate(result.checks, start=1):
        found["mse_check"].append(_check(name, position, check))
    varied = {
        "list_left_out": result.leave_one_list_out,
        "lists_merged": result.merged_lists,
        "threshold": result.other_thresholds,
    }
    return join_rows([found, *(_variant_rows(result, kind, variants) for kind, variants in varied.items())])


def _variant_rows(result: Result, kind: str, variants: Sequence[Variant]) -> Rows:
    """Rows of the same method after one other choice. kind: list_left_out, lists_merged or threshold."""
    found: Rows = {"mse_result": [], "mse_interval": []}
    for position, variant in enumerate(variants, start=1):
        name = f"{result.method} {_KINDS[kind]} {variant.changed}"
        row = {
            **_head(result, name, kind, position),
            "observed": variant.observed,
            "estimate": variant.estimate,
            "reason": variant.reason_code,
            "pearson_over_df": variant.pearson_over_df,
            **_terms(variant.terms, variant.minus_infinity_terms),
        }
        if kind == "threshold":
            row["threshold"] = float(variant.changed)
        else:
            row["changed"] = variant.changed
        found["mse_result"].append(row)
        if variant.wald95 is not None:
            found["mse_interval"].append(_selected_before(name, "wald", *variant.wald95))
    return found


def near_rows(near: NearModels | None, observed: int) -> Rows:
    """Rows of the models that fit about as well as the best."""
    models = near.models if near is not None else ()
    return {
        "mse_result": [
            {
                "result_id": f"near {position:03}",
                "kind": "near_model",
                "position": position,
                "method": "bic",
                "observed": observed,
                "estimate": model.estimate,
                "bic": model.bic,
                **_terms(model.terms, model.minus_infinity_terms),
                "method_version": METHOD_VERSION,
            }
            for position, model in enumerate(models, start=1)
        ]
    }


def join_rows(parts: Sequence[Rows]) -> Rows:
    """The rows of several parts, table by table."""
    return {
        table: [row for part in parts for row in part.get(table, [])]
        for table in ("mse_result", "mse_interval", "mse_check")
    }


_ORDER = {"pairs": 1, "main": 2, "aic": 3, "stepwise": 4, "bic": 5}
_KINDS = {"list_left_out": "without", "lists_merged": "with", "threshold": "threshold"}


def _head(result: Result, name: str, kind: str, position: int) -> Row:
    return {
        "result_id": name,
        "kind": kind,
        "position": position,
        "method": result.method,
        "threshold": result.settings.used_threshold,
        "method_version": result.method_version,
    }


def _terms(terms: Sequence[str], gone: Sequence[str]) -> Row:
    return {"terms": " ".join(terms) or None, "minus_infinity_terms": " ".join(gone) or None}


def _selected_before(name: str, kind: str, low: float, high: float | None) -> Row:
    """An interval that takes the model as known beforehand."""
    return {
        "result_id": name,
        "interval": kind,
        "ignores_selection": True,
        "low": low,
        "high": high,
        "verdict": "not_judged",
    }


def _intervals(result: Result) -> list[Row]:
    name, found = result.method, []
    if result.wald95 is not None:
        found.append(_selected_before(name, "wald", *result.wald95))
    if result.profile95 is not None:
        found.append(_selected_before(name, "profile", result.profile95.low, result.profile95.high))
    drawn = result.bootstrap
    if drawn is None:
        return found
    shared: Row = {
        "result_id": name,
        "ignores_selection": False,
        "replicates": drawn.replicates,
        "without_estimate": drawn.without_estimate,
        "unbounded": drawn.unbounded,
        "seed": drawn.seed,
    }
    low, high = _limits(drawn.reported_percentile)
    found.append({**shared, "interval": "percentile", "low": low, "high": high, "verdict": drawn.percentile_verdict})
    low, high = _limits(drawn.reported_bca)
    first, last = drawn.adjusted or (None, None)
    found.append(
        {
            **shared,
            "interval": "bca",
            "low": low,
            "high": high,
            "verdict": drawn.verdict,
            "z0": drawn.z0 if isfinite(drawn.z0) else None,
            "acceleration": drawn.acceleration,
            "adjusted_low": first,
            "adjusted_high": last,
        }
    )
    return found


def _limits(limits: tuple[float, float] | None) -> tuple[float | None, float | None]:
    """Lower and upper limit, the upper one None where there is no finite one."""
    low, high = limits or (None, None)
    return low, high if high is not None and isfinite(high) else None


def _check(name: str, position: int, check: Check) -> Row:
    return {
        "result_id": name,
        "check_id": check.name,
        "position": position,
        "passed": bool(check.passed),
        "value": check.value if check.value is not None and isfinite(check.value) else None,
        "code": check.code,
        "low": check.low,
        "high": check.high,
        "count": check.count,
        "lists": " ".join(check.lists) or None,
    }
