"""What must be looked at before a dark number is believed: one line of plain words for each check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from etl.mse.bootstrap import Bootstrap, Verdict
from etl.mse.errors import NoEstimateError
from etl.mse.histories import Histories, overlap_matrix
from etl.mse.model import Fit, name_term
from etl.mse.names import join_names
from etl.mse.sensitivity import NearModels, Variant

CheckName = Literal[
    "estimate_exists", "people_on_two_lists", "share_on_one_list", "pairs_seen_together", "pearson_over_df",
    "no_minus_infinity_terms", "near_models_agree", "dropped_lists_agree", "bootstrap_healthy",
]  # fmt: skip

# Rules of thumb, ours: where beyond them the reader should be told, not where an estimate becomes right.
FEWEST_ON_TWO = 10
MOST_ON_ONE = 0.9
MOST_OVERDISPERSED = 2.0
MOST_SPREAD = 1.5

VERDICTS: dict[Verdict, str] = {
    "healthy": "the BCa limits rest on enough replicates",
    "thin_tail": "refused: an adjusted tail holds under 5 replicates, so a limit is (nearly) their extreme",
    "all_on_one_side": "refused: all replicates lie on one side of the estimate",
    "many_without_estimate": "refused: more than 2.5% of the replicates have no finite estimate",
    "estimate_outside": "refused: the interval does not hold its own estimate",
}


@dataclass(frozen=True)
class Check:
    """name: a fixed key, for translation; passed; value: the figure judged, if any; text: what was found.

    The rest is what a sentence in another language needs: code, what was found where that is more than passed or
    not (the reason of no estimate, the verdict on a bootstrap); low and high, the range judged; count, how many;
    lists, those at fault or the pairs of them, as join_names writes them."""

    name: CheckName
    passed: bool
    value: float | None
    text: str
    code: str | None = None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    lists: tuple[str, ...] = ()


def check_table(histories: Histories) -> list[Check]:
    """Checks that need no model."""
    frequencies = histories.capture_frequencies
    together = overlap_matrix(histories)
    never = tuple(
        join_names((a, b))
        for i, a in enumerate(histories.lists)
        for j, b in enumerate(histories.lists)
        if i < j and together[i, j] == 0
    )
    f2, alone = int(frequencies[1]), float(frequencies[0] / histories.observed)
    apart = f"never seen together: {', '.join(never)}" if never else "every two lists have persons in common"
    single = f"{alone:.1%} of the persons are on one list only"
    return [
        Check("people_on_two_lists", f2 >= FEWEST_ON_TWO, f2, f"{f2} persons are on exactly two lists"),
        Check("share_on_one_list", alone <= MOST_ON_ONE, alone, single),
        Check("pairs_seen_together", not never, len(never), apart, count=len(never), lists=never),
    ]


def check_no_fit(error: NoEstimateError) -> Check:
    """The one check of a model that there is not."""
    return Check("estimate_exists", False, None, str(error), code=error.code)


def check_fit(lists: Sequence[str], fit: Fit) -> list[Check]:
    """Checks of the chosen model."""
    ratio, gone = fit.pearson_over_df, len(fit.minus_infinity_terms)
    found = [Check("estimate_exists", True, None, "the maximum exists and is identifiable")]
    if ratio is None:
        found.append(
            Check("pearson_over_df", False, None, "the model is saturated: its fit cannot be judged", code="saturated")
        )
    else:
        text = f"Pearson's chi-square over df is {ratio:.2f}; 1 is expected, {MOST_OVERDISPERSED:g} is too much"
        found.append(Check("pearson_over_df", ratio <= MOST_OVERDISPERSED, ratio, text))
    edge = f"{gone or 'no'} terms at -infinity"
    edge += ": AIC, chi-square and Wald theory fail at the boundary" if gone else ""
    apart = tuple(name_term(lists, term) for term in fit.minus_infinity_terms)
    return [
        *found,
        Check("no_minus_infinity_terms", gone == 0, gone, edge, count=gone, lists=apart),
    ]


def check_spread(near: NearModels | None, dropped: Sequence[Variant]) -> list[Check]:
    """Checks of how far the answer moves."""
    found = [] if near is None else [_check_near(near)]
    sizes = [variant.estimate for variant in dropped if variant.estimate is not None]
    if sizes:
        low, high, ratio = min(sizes), max(sizes), max(sizes) / min(sizes)
        without = tuple(join_names([variant.changed]) for variant in dropped if variant.estimate is None)
        text = f"leaving out one list gives {low:,.0f}" + ("" if low == high else f" to {high:,.0f}")
        text += f", and no estimate for {len(without)} of them" if without else ""
        passed = ratio <= MOST_SPREAD and not without
        count = len(without)
        found.append(Check("dropped_lists_agree", passed, ratio, text, low=low, high=high, count=count, lists=without))
    return found


def _check_near(near: NearModels) -> Check:
    sizes = [model.estimate for model in near.models]
    low, high, count = min(sizes), max(sizes), len(sizes)
    if near.sound == 1:  # as on two lists: there is nothing that could disagree
        text = "one model only has an estimate: whether others agree cannot be judged"
        return Check("near_models_agree", False, None, text, code="one_model", low=low, high=high, count=count)
    text = f"{count} models within 6 BIC units of the best: estimates from {low:,.0f} to {high:,.0f}"
    if count == 1:
        text = f"no other model within 6 BIC units of the best, which gives {low:,.0f}"
    return Check("near_models_agree", high / low <= MOST_SPREAD, high / low, text, low=low, high=high, count=count)


def check_bootstrap(result: Bootstrap | None) -> list[Check]:
    """The health of the bootstrap, if there was one."""
    if result is None:
        return []
    verdict = result.verdict
    return [Check("bootstrap_healthy", result.healthy, result.z0, VERDICTS[verdict], code=verdict)]
