"""A result as one JSON object, as the command line prints it on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

from etl.mse.coverage import Coverage
from etl.mse.estimate import Result
from etl.mse.sensitivity import Variant


def result_to_json(result: Result, coverage: Sequence[Coverage] = ()) -> dict[str, Any]:
    """Plain values with fixed keys; persons as floats, intervals as [low, high], null for what does not exist, such
    as a refused interval, whose verdict stays, or an upper limit that is not finite. coverage: what
    simulate_coverage found, under a key of its own where it was asked."""
    fit, resampled, near = result.fit, result.bootstrap, result.near_models
    found: dict[str, Any] = {
        "lists": list(result.histories.lists),
        "observed": result.histories.observed,
        "method": result.method,
        "terms": list(result.terms),
        "minus_infinity_terms": list(result.minus_infinity_terms),
        "estimate": result.estimate,
        "wald95": _interval(result.wald95),
        "deviance": fit.deviance if fit else None,
        "df": fit.df if fit else None,
        "aic": fit.aic if fit else None,
        "bic": fit.bic if fit else None,
        "pearson_over_df": fit.pearson_over_df if fit else None,
        "checks": [
            {
                "name": check.name,
                "passed": bool(check.passed),
                "value": _number(check.value),
                "text": check.text,
            }
            for check in result.checks
        ],
        "bootstrap": None
        if resampled is None
        else {
            "replicates": resampled.replicates,
            "seed": resampled.seed,
            "bca95": _interval(resampled.reported_bca),
            "percentile95": _interval(resampled.reported_percentile),
            "z0": _number(resampled.z0),
            "acceleration": _number(resampled.acceleration),
            "healthy": resampled.healthy,
            "verdict": resampled.verdict,
            "percentile_verdict": resampled.percentile_verdict,
            "without_estimate": resampled.without_estimate,
            "unbounded": resampled.unbounded,
        },
        "sensitivity": {
            "leave_one_list_out": [_variant_to_json("dropped", one) for one in result.leave_one_list_out],
            "merged_lists": [_variant_to_json("merged", one) for one in result.merged_lists],
            "thresholds": [
                {**_variant_to_json("threshold", one), "threshold": float(one.changed)}
                for one in result.other_thresholds
            ],
            "models_within_6_bic": None
            if near is None
            else [
                {
                    "terms": list(model.terms),
                    "minus_infinity_terms": list(model.minus_infinity_terms),
                    "bic": model.bic,
                    "estimate": model.estimate,
                }
                for model in near.models
            ],
        },
        "seconds": result.seconds,
    }
    if coverage:
        found["coverage"] = [asdict(one) for one in coverage]
    if result.reason is not None:
        found["reason"] = result.reason
    return found


def _variant_to_json(changed: str, variant: Variant) -> dict[str, Any]:
    return {
        changed: variant.changed,
        "observed": variant.observed,
        "estimate": variant.estimate,
        "wald95": _interval(variant.wald95),
        "terms": list(variant.terms),
        "minus_infinity_terms": list(variant.minus_infinity_terms),
        "reason": variant.reason,
    }


def _interval(limits: tuple[float, float] | None) -> list[float | None] | None:
    return None if limits is None else [_number(limit) for limit in limits]


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and isfinite(value) else None
