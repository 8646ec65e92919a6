"""Parts that every report of one warehouse and language shares: the country, the estimate, migration, barriers."""

from collections.abc import Iterable
from functools import cached_property

import duckdb
import pandas as pd

from etl.report import gather, parts, pictures
from etl.report.blocks import Block, Heading, Picture, Table, Text
from etl.report.sources import Sources
from etl.report.words import Words

LOCAL_GAPS = ("gap-03", "gap-04", "gap-06", "gap-08", "gap-15", "gap-16")
"""How the identifiers of the gaps begin that a local reader will ask for."""
FIRST_SERIES = "nr-current"
"""The line of publication that the summary takes the newest number of reported victims from."""


class Shared:
    def __init__(self, cursor: duckdb.DuckDBPyConnection, words: Words) -> None:
        self._cursor, self._t = cursor, words

    @cached_property
    def _national(self) -> pd.DataFrame:
        return gather.national(self._cursor)

    @cached_property
    def _reported(self) -> pd.DataFrame:
        return gather.reported_by_year(self._cursor)

    @cached_property
    def _estimates(self) -> pd.DataFrame:
        return gather.estimates(self._cursor)

    def in_short(self) -> str:
        """The newest national number of reported victims and the newest estimate, in a sentence each; empty where a
        warehouse holds neither."""
        t, told = self._t, []
        own = self._reported[self._reported["series"] == FIRST_SERIES]
        for _index, one in (own if len(own) else self._reported).sort_values("period").tail(1).iterrows():
            told.append(t("short.country", number=t.figure(one), year=one["period"]))
        for _index, one in self._estimates.sort_values(["period_end", "period_start"]).tail(1).iterrows():
            ranged = t.interval(one["low"], one["high"], 0)
            told.append(t("short.estimate", period=t.period(str(one["period"])), range=ranged))
        return " ".join(told)

    def country(self, cited: Sources) -> Iterable[Block]:
        """What is registered in the country along the chain, and the figure of reported against estimated."""
        t = self._t
        yield Heading(t("country.title"))
        yield Text(t("country.lead"))
        if len(self._reported):
            yield self._against
        rows = self._national
        whole = parts.figures_table(t, rows, cited, key="country", caption=t("country.caption"), named=False)
        cells = [[name, *one] for name, one in zip(whole.groups, whole.rows, strict=True)]
        yield Table("country", whole.caption, [t("column.what"), *whole.head], cells, numbers=[2, 3, 4], wide=[0, 5])

    @cached_property
    def _against(self) -> Picture:
        return pictures.against(self._t, self._reported, self._estimates, self.breaks, self.sources)

    def estimate(self, cited: Sources) -> Iterable[Block]:
        """What the published estimates say, with interval and method, and why no part of them belongs to an area."""
        t = self._t
        yield Heading(t("estimate.title"))
        yield Text(t("estimate.lead"))
        rows = [
            [
                t.period(str(row["period"])),
                t.interval(row["low"], row["high"], 0),
                t(f"interval.{row['interval_kind']}"),
                t(f"method_name.{row['method']}"),
                "" if pd.isna(row[f"note_{t.language}"]) else str(row[f"note_{t.language}"]),
                cited.number(str(row["source_id"])),
            ]
            for _index, row in self._estimates.iterrows()
        ]
        head = [t(f"column.{one}") for one in ("period", "range", "interval_kind", "by_method", "remarks", "source")]
        yield Table("estimate", t("estimate.caption"), head, rows, numbers=[1], wide=[4])
        yield Text(t("estimate.not_split"))

    @cached_property
    def _immigration(self) -> list[Picture]:
        rows = gather.immigration(self._cursor)
        return [] if rows.empty else [pictures.immigration(self._t, rows, self.breaks, self.sources)]

    def immigration(self) -> list[Picture]:
        """Registered immigration by origin, national; empty when the warehouse has none."""
        return self._immigration

    @cached_property
    def sources(self) -> dict[str, pd.Series]:
        """Every source by its identifier."""
        return {str(row["source_id"]): row for _index, row in gather.sources(self._cursor).iterrows()}

    @cached_property
    def events(self) -> pd.DataFrame:
        return gather.events(self._cursor)

    @cached_property
    def statuses(self) -> pd.DataFrame:
        return gather.statuses(self._cursor)

    @cached_property
    def breaks(self) -> pd.DataFrame:
        return gather.breaks(self._cursor)

    @cached_property
    def _gaps(self) -> list[Block]:
        t = self._t
        found = gather.gaps(self._cursor)
        found = found[found["gap_id"].str.startswith(LOCAL_GAPS)]
        rows = [[str(row[f"what_{t.language}"]), str(row[f"where_{t.language}"])] for _index, row in found.iterrows()]
        head = [t("column.missing"), t("column.where")]
        return [Table("gaps", t("registered.gaps"), head, rows, wide=[0, 1])] if rows else []

    def gaps(self) -> list[Block]:
        """What a reader of a local report will ask for and is not held here, with where it is."""
        return self._gaps

    def barriers(self) -> list[Block]:
        """The five barriers with the partners to check and the measures a municipality can take."""
        return self._barriers

    @cached_property
    def _barriers(self) -> list[Block]:
        t, lang = self._t, self._t.language
        rows = [
            [
                f"{row['position']}. {row[f'name_{lang}']}",
                "; ".join(row[f"partners_{lang}"]),
                "; ".join(row[f"measures_{lang}"]) or "–",
            ]
            for _index, row in gather.barriers(self._cursor).iterrows()
        ]
        head = [t("column.barrier"), t("column.partners"), t("column.measures")]
        table = Table("barriers", t("barriers.caption"), head, rows, wide=[1, 2])
        return [Heading(t("barriers.title")), Text(t("barriers.lead")), table]
