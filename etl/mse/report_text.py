"""A result as text to read, as the command line prints it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from etl.mse.bootstrap import Verdict
from etl.mse.checks import VERDICTS
from etl.mse.coverage import Coverage
from etl.mse.estimate import Result

ASSUMPTION = (
    "Assumes: a closed population, correct links between lists, and no interaction beyond those in the\n"
    "model between being on no list and being on any. Nothing in the data can test that last part."
)

CHAO = (
    "For comparison: Chao's bound for lists of unequal reach is {bound:,.0f}. It assumes independent lists; then it\n"
    "lies under the total on average if people differ in how easily they are seen, and scatters round the total if\n"
    "they do not: an estimate somewhat under it is no contradiction, and no check rests on it."
)


def result_to_text(result: Result, coverage: Sequence[Coverage] = ()) -> str:
    """For a reader: never the number without its intervals, spread, failed checks and assumption."""
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
    lines += _sensitivity_lines(result) + _coverage_lines(coverage)
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
    verdict = _refused(resampled.percentile_verdict)
    lines.append(
        f"           {_span(resampled.reported_percentile)}  percentile bootstrap, selection repeated{verdict}"
    )
    note = ""
    if resampled.adjusted is not None:
        note = f", read at percentiles {resampled.adjusted[0]:.2%} and {resampled.adjusted[1]:.2%}"
    verdict = _refused(resampled.verdict)
    lines.append(f"           {_span(resampled.reported_bca)}  BCa bootstrap, selection repeated{note}{verdict}")
    lines.append(
        f"           {resampled.replicates} replicates, seed {resampled.seed}, z0 {resampled.z0:.3f}, "
        f"acceleration {resampled.acceleration:.4f}"
    )
    if resampled.without_estimate:
        rest = resampled.without_estimate - resampled.unbounded
        lines.append(
            f"           without a finite estimate {resampled.without_estimate}: {resampled.unbounded} grow without "
            f"end and count as infinite, {rest} left out"
        )
    return lines


def _refused(verdict: Verdict) -> str:
    return "" if verdict == "healthy" else f"; {VERDICTS[verdict]}"


def _sensitivity_lines(result: Result) -> list[str]:
    lines = []
    for title, variants in (
        ("without one list", result.leave_one_list_out),
        ("with two lists merged", result.merged_lists),
        ("by threshold", result.other_thresholds),
    ):
        lines += ["", title] if variants else []
        width = max([12, *(len(variant.changed) for variant in variants)])
        for variant in variants:
            said = f"{variant.estimate:>12,.0f}" if variant.estimate is not None else f"  none: {variant.reason}"
            lines.append(f"  {variant.changed:<{width}}{said}")
    if result.near_models is not None:
        near = result.near_models
        how = "all up to the largest interaction" if near.exhaustive else "reached from the stepwise one"
        lines += ["", f"within 6 BIC units of the best, of {near.searched:,} models ({how})"]
        lines += [f"  {m.bic:10.2f}{m.estimate:>14,.0f}  {' '.join(m.terms)}" for m in near.models]
    return lines


def _coverage_lines(coverage: Sequence[Coverage]) -> list[str]:
    if not coverage:
        return []
    one = coverage[0]
    lines = [
        "",
        f"coverage: {one.simulations:,} tables drawn from this model as if it were true, {one.truth:,} persons each",
    ]
    for one in coverage:
        told = "no interval in any of them"
        if one.covered is not None:
            told = f"{one.covered:.1%} of the intervals hold that number (standard error {one.monte_carlo_error:.1%})"
        lines.append(
            f"  {one.interval:<12}{told}, nominal {one.nominal:.0%}; without interval {one.without_interval:,}"
        )
    return [*lines, "  It says nothing about a wrong model."]


def _mark(result: Result) -> list[str]:
    return [f"{term}(-inf)" if term in result.minus_infinity_terms else term for term in result.terms]


def _threshold(result: Result) -> str:
    threshold = result.settings.used_threshold
    return "" if threshold is None else f", threshold {threshold:g}"


def _span(limits: tuple[float, float] | None) -> str:
    if limits is None:
        return "none"
    return f"{limits[0]:,.0f} to " + (f"{limits[1]:,.0f}" if isfinite(limits[1]) else "no upper limit")
