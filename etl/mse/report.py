"""A result as the command line prints it: one JSON object, or text to read."""

from __future__ import annotations

from math import isfinite
from typing import Any

from etl.mse.estimate import Result
from etl.mse.sensitivity import Variant

ASSUMPTION = (
    "Assumes: a closed population, correct links between lists, and no interaction beyond those in the\n"
    "model between being on no list and being on any. Nothing in the data can test that last part."
)

CHAO = (
    "For comparison: Chao's bound for lists of unequal reach is {bound:,.0f}. It assumes independent lists; then it\n"
    "lies under the total on average if people differ in how easily they are seen, and scatters round the total if\n"
    "they do not: an estimate somewhat under it is no contradiction, and no check rests on it."
)


def result_to_json(result: Result) -> dict[str, Any]:
    """Plain values with fixed keys; persons as floats, intervals as [low, high], null for what does not
    exist."""
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
            "bca95": _interval(resampled.bca),
            "percentile95": _interval(resampled.percentile),
            "z0": _number(resampled.z0),
            "acceleration": _number(resampled.acceleration),
            "healthy": resampled.healthy,
        },
        "sensitivity": {
            "leave_one_list_out": [_variant_to_json(variant) for variant in result.leave_one_list_out],
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
    if result.reason is not None:
        found["reason"] = result.reason
    return found


def result_to_text(result: Result) -> str:
    """The same for a reader: never the number without its intervals, spread, failed checks and assumption."""
    histories = result.histories
    lines = [f"{histories.observed:,} persons on {len(histories.lists)} lists ({', '.join(histories.lists)})"]
    lines += ["", f"method     {result.method}{_threshold(result)}, version {result.method_version}"]
    if result.fit is None:
        lines.append(f"estimate   none: {result.reason}")
    else:
        lines.append(f"estimate   {result.estimate:,.0f} persons in all")
        lines.append(f"terms      {' '.join(_mark(result)) or 'main effects only'}")
        lines += _interval_lines(result)
        fit = result.fit
        lines.append(f"fit        deviance {fit.deviance:.2f} on {fit.df} df, AIC {fit.aic:.2f}, BIC {fit.bic:.2f}")
    lines += _sensitivity_lines(result)
    lines += ["", "checks"]
    lines += [f"  {'ok    ' if check.passed else 'FAILED'} {check.text}" for check in result.checks]
    if result.bounds.unequal_lists is not None:
        lines += ["", CHAO.format(bound=result.bounds.unequal_lists)]
    return "\n".join([*lines, "", ASSUMPTION])


def _interval_lines(result: Result) -> list[str]:
    assert result.wald95 is not None and result.profile95 is not None
    profile, resampled = result.profile95, result.bootstrap
    high = "no upper limit" if profile.high is None else f"{profile.high:,.0f}"
    lines = [
        f"95%        {_span(result.wald95)}  Wald, ignores model selection",
        f"           {profile.low:,.0f} to {high}  profile likelihood, ignores model selection",
    ]
    if resampled is None:
        return [*lines, "           no interval with model selection: ask for --bootstrap 1000"]
    lines.append(f"           {_span(resampled.percentile)}  percentile bootstrap, selection repeated")
    if resampled.adjusted is not None:
        note = f"read at percentiles {resampled.adjusted[0]:.2%} and {resampled.adjusted[1]:.2%}"
        verdict = "" if resampled.healthy else " REFUSED, see checks"
        lines.append(f"           {_span(resampled.bca)}  BCa bootstrap, selection repeated, {note}{verdict}")
    lines.append(
        f"           {resampled.replicates} replicates, seed {resampled.seed}, z0 {resampled.z0:.3f}, "
        f"acceleration {resampled.acceleration:.4f}, without estimate {resampled.without_estimate}"
    )
    return lines


def _sensitivity_lines(result: Result) -> list[str]:
    lines = []
    if result.leave_one_list_out:
        lines += ["", "without one list"]
        for variant in result.leave_one_list_out:
            said = f"{variant.estimate:>12,.0f}" if variant.estimate is not None else f"  none: {variant.reason}"
            lines.append(f"  {variant.changed:<12}{said}")
    if result.near_models is not None:
        near = result.near_models
        how = "all up to the largest interaction" if near.exhaustive else "reached from the stepwise one"
        lines += ["", f"within 6 BIC units of the best, of {near.searched:,} models ({how})"]
        lines += [f"  {m.bic:10.2f}{m.estimate:>14,.0f}  {' '.join(m.terms)}" for m in near.models]
    return lines


def _variant_to_json(variant: Variant) -> dict[str, Any]:
    return {
        "dropped": variant.changed,
        "observed": variant.observed,
        "estimate": variant.estimate,
        "wald95": _interval(variant.wald95),
        "terms": list(variant.terms),
        "minus_infinity_terms": list(variant.minus_infinity_terms),
        "reason": variant.reason,
    }


def _mark(result: Result) -> list[str]:
    return [f"{term}(-inf)" if term in result.minus_infinity_terms else term for term in result.terms]


def _threshold(result: Result) -> str:
    threshold = result.settings.used_threshold
    return "" if threshold is None else f", threshold {threshold:g}"


def _span(limits: tuple[float, float] | None) -> str:
    return "none" if limits is None else f"{limits[0]:,.0f} to {limits[1]:,.0f}"


def _interval(limits: tuple[float, float] | None) -> list[float | None] | None:
    return None if limits is None else [_number(limit) for limit in limits]


def _number(value: float | None) -> float | None:
    return float(value) if value is not None and isfinite(value) else None
