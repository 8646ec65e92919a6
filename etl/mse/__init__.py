"""Multiple systems estimation: the dark number behind overlapping lists.

Each person has a capture history, the set w of lists they are on; N_w persons share it and N_0, on no list,
is unknown. The counts are taken as Poisson with log μ_w = Σ α_θ over the sets of lists θ ⊆ w, so that
exp(α_∅) is the expected N_0. Which interactions α_θ are needed is chosen from the counts (stepwise, by AIC
or by BIC); two lists that never share a person enter at α = -∞. Before a model is believed, its maximum
must exist and be identifiable. Intervals: Wald and profile likelihood (they ignore the choice of the model)
and a bootstrap that repeats it. Sensitivity: one list left out or merged, other thresholds, all models that
fit about as well.

The identifying assumption, which no data can test: the interactions left out of the model are absent also
for those on no list, in a closed population whose records are linked without error. Models with the same
fit and another such assumption give arbitrarily different sizes (Aleshin-Guendel, Sadinle & Wakefield,
arXiv 2101.09304).
"""

from etl.mse.bootstrap import Bootstrap, bootstrap, summarise
from etl.mse.checks import Check
from etl.mse.coverage import Coverage, simulate_coverage
from etl.mse.errors import InputError, MseError, NoEstimateError
from etl.mse.estimate import METHOD_VERSION, Result, estimate_dark_number, score_histories
from etl.mse.hierarchical import Scored
from etl.mse.histories import Histories, drop_lists, histories_to_csv, merge_lists, overlap_matrix
from etl.mse.methods import METHODS, Method, Settings, choose_model, estimate_tables, make_estimator
from etl.mse.model import Fit, fit_model, name_term, term_of
from etl.mse.names import join_names, split_names, split_terms
from etl.mse.profile import Profile, profile_likelihood
from etl.mse.reading import make_histories, parse_bytes, parse_histories, read_histories
from etl.mse.report import result_to_json
from etl.mse.report_text import result_to_text
from etl.mse.sensitivity import (
    NearModel,
    NearModels,
    Variant,
    find_near_models,
    find_near_models_or_none,
    vary_lists,
    vary_merges,
    vary_threshold,
)
from etl.mse.two_lists import (
    ChaoBounds,
    Pair,
    bound_chao,
    compare_pairs,
    estimate_chapman,
    estimate_lincoln_petersen,
)
from etl.mse.wide import read_tables

__all__ = [
    "METHODS",
    "METHOD_VERSION",
    "Bootstrap",
    "ChaoBounds",
    "Check",
    "Coverage",
    "Fit",
    "Histories",
    "InputError",
    "Method",
    "MseError",
    "NearModel",
    "NearModels",
    "NoEstimateError",
    "Pair",
    "Profile",
    "Result",
    "Scored",
    "Settings",
    "Variant",
    "bootstrap",
    "bound_chao",
    "choose_model",
    "compare_pairs",
    "drop_lists",
    "estimate_chapman",
    "estimate_dark_number",
    "estimate_lincoln_petersen",
    "estimate_tables",
    "find_near_models",
    "find_near_models_or_none",
    "fit_model",
    "histories_to_csv",
    "join_names",
    "make_estimator",
    "make_histories",
    "merge_lists",
    "name_term",
    "overlap_matrix",
    "parse_bytes",
    "parse_histories",
    "profile_likelihood",
    "read_histories",
    "read_tables",
    "result_to_json",
    "result_to_text",
    "score_histories",
    "simulate_coverage",
    "split_names",
    "split_terms",
    "summarise",
    "term_of",
    "vary_lists",
    "vary_merges",
    "vary_threshold",
]
