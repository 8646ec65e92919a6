"""What the lists of a study hold: persons by the exact lists they are on, and by pair of lists."""

from itertools import combinations

import pandas as pd

from dashboard import html
from dashboard.charts.overlap import overlap, overlap_rows
from dashboard.figure import Figure
from dashboard.language import look, n, t
from dashboard.mse import words
from dashboard.mse.study import Study
from dashboard.panel import Panel
from etl.mse import join_names, overlap_matrix
from etl.rules import SMALL

MOST_ROWS = 45
"""Combinations drawn; the table and the file hold all of them."""


def combinations_of(study: Study) -> pd.DataFrame:
    """Every combination somebody is on, and every two lists that never meet: members (places), lists, persons."""
    table = study.histories
    places = range(len(table.lists))
    rows = [
        (tuple(place for place in places if code >> place & 1), int(persons))
        for code, persons in enumerate(table.counts, start=1)
        if persons
    ]
    together = overlap_matrix(table)
    rows += [(pair, 0) for pair in combinations(places, 2) if together[pair] == 0]
    rows.sort(key=lambda row: (len(row[0]), -row[1], row[0]))
    return pd.DataFrame(
        {
            "members": [members for members, _persons in rows],
            "lists": [" + ".join(join_names([table.lists[place]], "+") for place in members) for members, _n in rows],
            "persons": [persons for _members, persons in rows],
        }
    )


def _count_text(persons: int) -> str:
    if persons == 0:
        return t("mse.never_together")
    return n(persons) + (f" ({t('flag.small')})" if persons < SMALL else "")


def overlap_figure(study: Study) -> Figure:
    """How many persons are on exactly which lists."""
    rows = combinations_of(study)
    rows["told"] = [_count_text(persons) for persons in rows["persons"]]
    rows["tip"] = rows["lists"] + ": " + rows["told"]
    drawn = overlap_rows(rows.head(MOST_ROWS))
    alone = int(study.histories.capture_frequencies[0])
    share = f"{n(alone / study.histories.observed * 100, 1)}%"
    notes = [t("mse.overlap_alone", share=share, alone=n(alone), observed=n(study.histories.observed))]
    if len(rows) > MOST_ROWS:
        notes.append(t("mse.overlap_more", shown=MOST_ROWS, count=len(rows)))
    spoken = "; ".join(drawn["tip"])
    kept = rows.assign(
        state=["value" if persons else "zero" for persons in rows["persons"]],
        small_number=rows["persons"].between(1, SMALL - 1),
        source_id=study.source_ids[0] if study.source_ids else None,
    ).drop(columns=["members", "told", "tip"])
    return Figure(
        key=f"overlap-{study.key}",
        title=t("mse.overlap_title"),
        subtitle=t("mse.overlap_subtitle"),
        panels=[Panel(overlap(drawn, study.histories.lists, look()), spoken)],
        rows=kept,
        table=pd.DataFrame({t("mse.column_lists"): rows["lists"], t("mse.column_persons"): rows["told"]}),
        notes=notes,
    )


def matrix_table(study: Study) -> str:
    """Every two lists: persons on both, whatever other lists; on the diagonal the whole list. HTML."""
    table = study.histories
    together = overlap_matrix(table)
    cells: dict[str, list[str]] = {t("mse.column_list"): [words.list_name(one, study.names) for one in table.lists]}
    for place, name in enumerate(table.lists):
        told = []
        for other in range(len(table.lists)):
            persons = int(together[other, place])
            small = f" ({t('flag.small')})" if 0 < persons < SMALL else ""
            told.append(n(persons) + small + (f" {t('mse.whole_list')}" if other == place else ""))
        cells[name] = told
    return html.table(pd.DataFrame(cells), t("mse.matrix_caption"))
