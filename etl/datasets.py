"""What the monitor gives away, one dataset a name: its columns with their meaning, its filters and its rows.

Pages, the HTTP API, files and the command line all take their rows from here, so that they hold the same.
"""

from dataclasses import replace

from etl import datasets_explaining as explaining
from etl.dataset import Dataset
from etl.dataset_parts import CITED, among, cited, named
from etl.model import tables
from etl.views import wide_fields

_BETWEEN = {
    "from": "period_start >= make_date($from, 1, 1)",
    "to": "period_end <= make_date($to, 12, 31)",
}
_COUNTED = (
    "SELECT period_start AS first, if(moment = '1 January', period_start, period_end) AS last"
    " FROM observation JOIN indicator USING (indicator_id)"
)
"""First and last day of each figure; one of a moment has the day of that moment, whatever year it is filed under."""
_ESTIMATED = "SELECT period_start AS first, period_end AS last FROM estimate"


def _observations() -> Dataset:
    table = tables()["observation"]
    return Dataset(
        "observations",
        "Cijfers: één gepubliceerd getal per rij, met naam, gebied, marge, bron, licentie en breuken.",
        "Figures: one published number a row, with name, area, interval, source, licence and breaks.",
        tuple(wide_fields()),
        table.key,
        "FROM observation_wide",
        ", ".join(table.key),
        {
            **among("indicator_id", "indicator"),
            **among("series", "series"),
            **among("region_id", "region"),
            **among("region_type", "region_type"),
            **among("breakdown", "breakdown"),
            **among("status", "status"),
            **_BETWEEN,
        },
        _COUNTED,
    )


def _estimates() -> Dataset:
    table = tables()["estimate"]
    about = tables()["source"]
    dated = (about.field("published"), replace(about.field("year"), name="source_year"))
    return Dataset(
        "estimates",
        "Gepubliceerde schattingen, met marge, methode en bron. Alleen binnen één comparable_group te vergelijken.",
        "Published estimates, with interval, method and source. Comparable within one comparable_group only.",
        (*named("indicator"), *table.fields, *cited(), *dated),
        table.key,
        f"SELECT i.name_nl AS indicator_nl, i.name_en AS indicator_en, e.*, {CITED}, s.published,"
        " s.year AS source_year FROM estimate e JOIN source s USING (source_id) JOIN indicator i USING (indicator_id)",
        "comparable_group, period_start, estimate_id",
        {
            **among("indicator_id", "indicator"),
            **among("comparable_group", "series"),
            **among("region_id", "region"),
            "region_type": "region_id IN (SELECT region_id FROM region WHERE type IN (SELECT unnest($region_type)))",
            **among("breakdown", "breakdown"),
            **_BETWEEN,
        },
        _ESTIMATED,
    )


def _revisions() -> Dataset:
    table = tables()["revision"]
    region = tables()["region"]
    area = (
        replace(region.field(column), name=name, required=False)
        for column, name in (("name", "region"), ("type", "region_type"))
    )
    return Dataset(
        "revisions",
        "Welke cijfers en schattingen sinds de stand van een eerdere dag zijn toegevoegd, herzien of ingetrokken.",
        "Which figures and estimates were added, revised or withdrawn since the vintage of an earlier day.",
        (*named("indicator"), *area, *table.fields, *cited()),
        table.key,
        "SELECT i.name_nl AS indicator_nl, i.name_en AS indicator_en, r.name AS region, r.type AS region_type, v.*,"
        f" {CITED} FROM revision v LEFT JOIN indicator i USING (indicator_id) LEFT JOIN region r USING (region_id)"
        " LEFT JOIN source s USING (source_id)",
        ", ".join(table.key),
        {
            **among("indicator_id", "indicator"),
            **among("series", "series"),
            **among("region_id", "region"),
            **among("region_type", "region_type"),
            **among("breakdown", "breakdown"),
            # of a figure that is no longer provisional, both what it was and what it is
            "status": "(old_status IN (SELECT unnest($status)) OR new_status IN (SELECT unnest($status)))",
            "from": "TRY_CAST(period[:4] AS INT) >= $from",  # undated has no year
            "to": "TRY_CAST(string_split(period, '/')[-1][:4] AS INT) <= $to",
        },
    )


def datasets() -> dict[str, Dataset]:
    """Every dataset by name."""
    about = (explaining.indicators, explaining.series, explaining.regions, explaining.sources)
    made = (_observations, _estimates, *about, explaining.breaks, explaining.blind_spots, _revisions)
    return {one.name: one for one in (make() for make in made)}
