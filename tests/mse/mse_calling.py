"""The command that estimates, called within the process of the tests."""

from __future__ import annotations

import argparse

from mse_reference import REFERENCE

from etl.commands import estimate

HISTORIES = REFERENCE / "histories"
KEYS = [
    "lists", "observed", "method", "terms", "minus_infinity_terms", "estimate", "wald95", "deviance", "df",
    "aic",
    "bic", "pearson_over_df", "checks", "bootstrap", "sensitivity", "seconds",
]  # fmt: skip


def call(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    estimate.add_arguments(parser)
    return estimate.run(parser.parse_args([str(argument) for argument in arguments]))
