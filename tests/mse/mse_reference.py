"""What several tests share: the reference tables, and an independent Poisson GLM to judge by."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm  # type: ignore[import-untyped]

from etl.mse import Histories, read_histories

REFERENCE = Path(__file__).parent / "reference"
DATASETS = ("UKdat", "Ned", "NewOrl", "Kosovo", "Korea")


def load(dataset: str) -> Histories:
    return read_histories(REFERENCE / "histories" / f"{dataset}.csv")


def reference_rows(name: str) -> list[pd.Series]:
    table = pd.read_csv(REFERENCE / name)
    return [row for _, row in table.iterrows()]


def reference_terms(text: object) -> tuple[list[str], set[str]]:
    """Terms in their order, and those at -infinity, from 'O:Z + K:R(-Inf)'."""
    if not isinstance(text, str):
        return [], set()
    parts = text.split(" + ")
    return [part.removesuffix("(-Inf)") for part in parts], {p[:-6] for p in parts if p.endswith("(-Inf)")}


def design_of(lists: tuple[str, ...], terms: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Cells (2^t - 1, t) as 0/1 and the model matrix, made the plain way: products of list columns."""
    cells = np.array([[code >> i & 1 for i in range(len(lists))] for code in range(1, 2 ** len(lists))])
    columns = [np.ones(len(cells)), *cells.T]
    columns += [np.prod([cells[:, lists.index(name)] for name in term.split(":")], axis=0) for term in terms]
    return cells, np.column_stack(columns)


def fit_by_glm(histories: Histories, terms: list[str], absent: set[str] | None = None) -> dict[str, float]:
    """statsmodels' Poisson GLM, converged far; pairs of ``absent`` are left out with their cells."""
    absent = absent or set()
    finite = [term for term in terms if term not in absent]
    cells, design = design_of(histories.lists, finite)
    keep = np.ones(len(cells), dtype=bool)
    for pair in absent:
        keep &= ~np.all([cells[:, histories.lists.index(name)] == 1 for name in pair.split(":")], axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = sm.GLM(histories.counts[keep], design[keep], family=sm.families.Poisson())
        fitted = model.fit(maxiter=200, tol=1e-14, tol_criterion="params")
    hidden, error = float(np.exp(fitted.params[0])), float(fitted.bse[0])
    return {
        "estimate": histories.observed + hidden,
        "low": histories.observed + hidden * np.exp(-1.959963984540054 * error),
        "high": histories.observed + hidden * np.exp(1.959963984540054 * error),
        "deviance": float(fitted.deviance),
        "df": float(fitted.df_resid),
        "aic": float(fitted.aic) + 2.0 * len(absent),
        "pearson": float(fitted.pearson_chi2),
        "converged": bool(fitted.converged),
    }


def name_row(row: pd.Series) -> str:
    return " ".join(str(row[key]) for key in ("dataset", "source", "method", "dropped", "pthresh") if key in row)
