"""From what the warehouse holds to the blocks of a report in one language."""

from collections.abc import Iterable
from datetime import date
from functools import cache, partial

import duckdb
import pandas as pd

from etl import numbers
from etl.citing import ages
from etl.report import gather, nearby, parts, pictures
from etl.report.areas import Surroundings, surroundings
from etl.report.blocks import Block, Document, Heading, Items, Picture, Text
from etl.report.migration import migration, on_migration
from etl.report.shared import Shared
from etl.report.sources import Sources
from etl.report.words import Words
from etl.warehouse import Published

LATEST = (8, 5, 3, 2, 1)
"""Periods of one line that a report shows, newest first; fewer where it would grow too long."""

TOLD = ("value", "zero")
"""States of a figure that says something: the others tell why there is none."""


class Reporter:
    """Makes reports of one warehouse in one language; what every report shares is read and drawn once."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, published: Published, language: str) -> None:
        self.cursor, self.published, self.words = cursor, published, Words(language)
        self.shared = Shared(cursor, self.words)
        self._by_area = gather.figures_by_area(cursor)
        self._states = gather.source_states(cursor)
        self._population = gather.population(cursor)
        self._surroundings = cache(partial(surroundings, cursor))
        self._drawn: dict[tuple[str, ...], Picture] = {}

    def document(self, region_id: str, made: date, latest: int = LATEST[0]) -> Document:
        """The report about one area, with the newest periods of each line. made: the day that stands in it.

        Raises UnknownRegionError.
        """
        t, about = self.words, self._surroundings(region_id)
        cited = Sources(self.shared.sources, ages(self._states, t.language, made))
        kind = t(f"kind.{about.area.kind}")
        own, around = self._figures(region_id), self._around(about)
        background = pd.concat([own[on_migration(own)], around[on_migration(around)]])
        background = background[background["age"] <= latest]
        own = own[~on_migration(own)]
        around = around[(around["breakdown"] == "total") & (around["chain_stage"] != "context")]
        # a line is drawn whole, however few of its years the tables show
        drawn = self._districts(pd.concat([own, around]))
        held, near = own, around
        own, around = own[own["age"] <= latest], around[around["age"] <= latest]
        blocks: list[Block] = [
            *self._head(about, held, near),
            *self._registered(about, own, around, drawn, cited),
            *self.shared.country(cited),
            *migration(t, about, self._inhabitants(region_id), background, self.shared.immigration(), cited),
            *self.shared.estimate(cited),
            *self.shared.barriers(),
            *parts.questions(t, about),
            *parts.local(t, about, self.shared.events, self.shared.statuses, cited),
            *parts.method(t, pd.concat([own, around]), self.shared.breaks, cited),
        ]
        return Document(
            language=t.language,
            title=t("head.title", name=about.area.name),
            subtitle=self._subtitle(about, kind),
            description=t("head.description", name=about.area.name, kind=kind),
            foot=t(
                "head.foot",
                made=numbers.day(made, t.language),
                vintage=numbers.day(date.fromisoformat(self.published.vintage), t.language),
                file=self.published.file.removesuffix(".duckdb"),
            ),
            as_table=t("figure.as_table"),
            blocks=[*blocks, Heading(t("sources.title")), *cited.block(t)],
        )

    def _figures(self, region_id: str) -> pd.DataFrame:
        return self._by_area.get(region_id, self._by_area[""])

    def _inhabitants(self, region_id: str) -> pd.DataFrame:
        return self._population[self._population["region_id"] == region_id]

    def _districts(self, rows: pd.DataFrame) -> list[Picture]:
        """The figure of the districts among these rows, or none; the municipalities of one district share it."""
        drawn = pictures.district_rows(rows)
        if drawn.empty:
            return []
        key = tuple(dict.fromkeys(drawn["indicator_id"] + drawn["series"] + drawn["region_id"]))
        if key not in self._drawn:
            self._drawn[key] = pictures.district(self.words, drawn, self.shared.breaks, self.shared.sources)
        return [self._drawn[key]]

    def _subtitle(self, about: Surroundings, kind: str) -> str:
        t = self.words
        if about.population is None:
            return kind[0].upper() + kind[1:]
        number, year = about.population
        return t("head.subtitle", kind=kind[0].upper() + kind[1:], number=t.number(number), year=year)

    def _around(self, about: Surroundings) -> pd.DataFrame:
        """Figures of the areas it lies in and of the same ground in the other edition, in that order."""
        others = [one for one, _relation in about.others]
        frames = [self._figures(one.region_id) for one in (*about.within, *others)]
        return pd.concat(frames) if frames else self._figures("")

    def _head(self, about: Surroundings, own: pd.DataFrame, around: pd.DataFrame) -> Iterable[Block]:
        """What there is in short. own, around: every row held; one that says "not published" is no figure."""
        t, name = self.words, about.area.name
        kind = about.area.kind
        told, near = own[own["state"].isin(TOLD)], around[around["state"].isin(TOLD)]
        on_chain = parts.on_trafficking(told)
        given, beside = int(on_chain.sum()), told[~on_chain]
        near = near[parts.on_trafficking(near)]
        yield Text(t("head.lead"), "lead")
        points = [
            t("short.own", name=name, count=given) if given else t(f"short.none_{kind}", name=name),
            *([t("short.context", what=self._counted(beside), count=len(beside))] if len(beside) else []),
            nearby.figures(t, about, near, own=bool(given)),
            self.shared.in_short(),
            t("short.no_regional"),
            t("short.do"),
        ]
        yield Items([one for one in points if one])

    def _counted(self, rows: pd.DataFrame) -> str:
        """What rows count, each once."""
        names = dict.fromkeys(rows[f"indicator_{self.words.language}"])
        return ", ".join(str(one)[0].lower() + str(one)[1:] for one in names)

    def _registered(
        self,
        about: Surroundings,
        own: pd.DataFrame,
        around: pd.DataFrame,
        drawn: Iterable[Block],
        cited: Sources,
    ) -> Iterable[Block]:
        t, name = self.words, about.area.name
        yield Heading(t("registered.title"))
        yield Text(t("registered.lead"))
        on_chain = parts.on_trafficking(own).any()
        if not on_chain:
            none = "but_context" if len(own) else about.area.kind
            yield Text(t(f"registered.none_{none}", name=name), "note")
        if len(own):
            caption = t("registered.own" if on_chain else "registered.own_context", name=name)
            yield parts.figures_table(t, own, cited, key="own", caption=caption, named=False)
        yield from nearby.lies(t, about)
        yield from drawn
        if len(around):
            caption = t("registered.around", name=name, near=nearby.phrase(t, about, around["region_id"]))
            yield parts.figures_table(t, around, cited, key="around", caption=caption, named=True)
        if len(own) or len(around):
            yield Text(t("registered.interval"))
        yield from parts.left_out(t, pd.concat([own, around]))
        yield from parts.meanings(t, pd.concat([own, around]))
        yield from self.shared.gaps()
