"""A table of lists with all that was computed from it: the published one from the warehouse, or one of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard import queries
from dashboard.drawn_once import told_once
from dashboard.mse import words
from etl import dark_number
from etl.mse import Histories, Result


@dataclass(frozen=True)
class Study:
    """key: for the elements of the page and the names of files. names: list to its name in the language of the page.

    results, intervals, checks and run follow the tables mse_* of the dictionary; period is the published one, or
    empty; source_ids are cited under each figure.
    """

    key: str
    histories: Histories
    names: Mapping[str, str]
    period: str
    run: pd.Series
    results: pd.DataFrame
    intervals: pd.DataFrame
    checks: pd.DataFrame
    source_ids: tuple[str, ...] = ()

    @cached_property
    def methods(self) -> pd.DataFrame:
        """Results of a method on the whole table, in the order of the page."""
        return self.results[self.results["kind"] == "method"].sort_values("position")

    def of_kind(self, kind: str, method: str | None = None) -> pd.DataFrame:
        """Results of one kind that have an estimate, in order; of one method where several were varied."""
        rows = self.results[(self.results["kind"] == kind) & self.results["estimate"].notna()]
        return (rows if method is None else rows[rows["method"] == method]).sort_values("position")

    @property
    def main_method(self) -> str:
        """The method whose variants are shown: stepwise where it was run."""
        methods = list(self.methods["method"])
        return "stepwise" if "stepwise" in methods else methods[0]

    def interval(self, result_id: str) -> pd.Series | None:
        """The interval to show: BCa, else percentile (both repeat the selection), else Wald; never a refused one. None
        when there is none."""
        own = self.intervals[self.intervals["result_id"] == result_id]
        own = own[own["low"].notna() & own["verdict"].isin(["healthy", "not_judged"])]
        for kind in ("bca", "percentile", "wald"):
            if kind in set(own["interval"]):
                return own[own["interval"] == kind].iloc[0]
        return None

    def bootstrap(self, result_id: str) -> pd.Series | None:
        """The percentile interval with how its replicates went, refused or not; None without replicates."""
        own = self.intervals[(self.intervals["result_id"] == result_id) & (self.intervals["interval"] == "percentile")]
        return None if own.empty else own.iloc[0]

    def drawn(self) -> pd.DataFrame:
        """The results of the spread figure: every method, near models, and what other choices make of one method."""
        parts = [self.methods, self.of_kind("near_model")]
        parts += [self.of_kind(kind, self.main_method) for kind in ("threshold", "lists_merged", "list_left_out")]
        rows = pd.concat(parts)
        return rows[rows["estimate"].notna()]


@told_once
def published(dataset: str, language: str) -> Study:
    """The study of a table in the warehouse; one for all readers."""
    about = queries.capture_datasets().set_index("dataset").loc[dataset]
    lists, tables = queries.capture_lists(dataset), queries.mse_tables(dataset)
    return Study(
        key=dataset,
        histories=dark_number.histories_of(lists, queries.capture_histories(dataset), dataset),
        names=dict(zip(lists["list"], lists[f"name_{language}"], strict=True)),
        period=str(about["period"]),
        run=tables["mse_run"].iloc[0],
        results=tables["mse_result"],
        intervals=tables["mse_interval"],
        checks=tables["mse_check"],
        source_ids=(str(about["source_id"]), str(about["collected_source_id"])),
    )


def computed(result: Result, key: str, names: Mapping[str, str], period: str, source_ids: tuple[str, ...]) -> Study:
    """The study of what a reader had computed just now."""
    tables = dark_number.frames_of(result, key)
    return Study(
        key=key,
        histories=result.histories,
        names={name: names.get(name, name) for name in result.histories.lists},
        period=period,
        run=tables["mse_run"].iloc[0],
        results=tables["mse_result"],
        intervals=tables["mse_interval"],
        checks=tables["mse_check"],
        source_ids=source_ids,
    )


def everything(study: Study, language: str) -> pd.DataFrame:
    """Every result with its intervals side by side and its name in words: what the file of all results holds."""
    wide = study.results.copy()
    wide.insert(1, "name", [words.result_name(row, study.names, language) for _i, row in wide.iterrows()])
    for kind in ("wald", "profile", "percentile", "bca"):
        own = study.intervals[study.intervals["interval"] == kind].set_index("result_id")
        for limit in ("low", "high"):
            wide[f"{kind}_{limit}"] = wide["result_id"].map(own[limit])
        if kind in ("percentile", "bca"):
            wide[f"{kind}_verdict"] = wide["result_id"].map(own["verdict"])
        if kind == "percentile":
            for column in ("without_estimate", "unbounded"):
                wide[column] = wide["result_id"].map(own[column])
    for column in ("seed", "replicates", "chao_lower_bound"):
        wide[column] = study.run[column]
    return wide
