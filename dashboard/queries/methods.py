"""What the page of methods lists."""

import pandas as pd

from dashboard.queries.database import ask


def all_indicators() -> pd.DataFrame:
    """Every indicator, whether it has figures or estimates or none, with how many figures cite it."""
    return ask(
        "SELECT i.*, (SELECT count(*) FROM observation o WHERE o.indicator_id = i.indicator_id) +"
        " (SELECT count(*) FROM estimate e WHERE e.indicator_id = i.indicator_id) AS figures"
        " FROM indicator i ORDER BY i.indicator_id"
    )


def series_used() -> pd.DataFrame:
    """Every series with the number of its figures and the first and last year they speak of."""
    return ask(
        "SELECT s.*, count(o.series) AS figures, min(year(o.period_start)) AS first, max(year(o.period_end)) AS last,"
        " list_sort(list(DISTINCT o.indicator_id)) AS indicator_ids"
        " FROM series s LEFT JOIN observation o USING (series) GROUP BY ALL ORDER BY s.series"
    )


def all_breaks() -> pd.DataFrame:
    """Every break with its source and the names of the indicator and series it bears on (null: all), oldest first."""
    return ask(
        "SELECT b.*, i.name_nl, i.name_en, se.title_nl AS series_nl, se.title_en AS series_en, s.producer,"
        " s.title AS source_title, s.url AS source_url FROM break b JOIN source s USING (source_id)"
        " LEFT JOIN indicator i USING (indicator_id) LEFT JOIN series se ON se.series = b.series"
        " ORDER BY b.starts, b.break_id"
    )


def conflicts() -> pd.DataFrame:
    """Publications that contradict each other, with the name of the indicator (null: none in particular)."""
    return ask(
        "SELECT c.*, i.name_nl, i.name_en FROM conflict c LEFT JOIN indicator i USING (indicator_id)"
        " ORDER BY conflict_id"
    )


def gaps() -> pd.DataFrame:
    """What is not known here, and where it is published."""
    return ask("SELECT * FROM gap ORDER BY gap_id")
