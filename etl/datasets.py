"""What the monitor gives away, one dataset a name: its columns with their meaning, its filters and its rows.

Pages, the HTTP API, files and the command line all take their rows from here, so that they hold the same.
"""

from dataclasses import replace

from etl.dataset import Dataset
from etl.model import Field, tables
from etl.views import wide_fields

_BETWEEN = {
    "from": "period_start >= make_date($from, 1, 1)",
    "to": "period_end <= make_date($to, 12, 31)",
}
_OF_BREAKS = "({column} = '*' OR {column} IN (SELECT unnest(${name})))"


def _in(column: str, name: str) -> dict[str, str]:
    return {name: f"{column} IN (SELECT unnest(${name}))"}


def _figures_of(table: str) -> str:
    return f"(SELECT count(*) FROM observation o WHERE o.{table} = t.{table})"


FIGURES = Field("figures", "whole", "Hoeveel cijfers dit heeft", "How many figures this has", required=True)


def _cited(fields: tuple[Field, ...] = ()) -> tuple[Field, ...]:
    """The columns that name a source beside a row."""
    source = tables()["source"]
    names = {"producer": "producer", "title": "source_title", "url": "source_url", "licence": "licence"}
    return (*fields, *(replace(source.field(one), name=name, required=False) for one, name in names.items()))


def _named(prefix: str) -> tuple[Field, ...]:
    """The columns that name an indicator beside a row."""
    about = tables()["indicator"]
    return tuple(replace(about.field(f"name_{one}"), name=f"{prefix}_{one}", required=False) for one in ("nl", "en"))


_CITED = "s.producer, s.title AS source_title, s.url AS source_url, s.licence"


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
            **_in("indicator_id", "indicator"),
            **_in("series", "series"),
            **_in("region_id", "region"),
            **_in("region_type", "region_type"),
            **_in("breakdown", "breakdown"),
            **_in("status", "status"),
            **_BETWEEN,
        },
    )


def _estimates() -> Dataset:
    table = tables()["estimate"]
    about = tables()["source"]
    dated = (about.field("published"), replace(about.field("year"), name="source_year"))
    return Dataset(
        "estimates",
        "Gepubliceerde schattingen, met marge, methode en bron. Alleen binnen één comparable_group te vergelijken.",
        "Published estimates, with interval, method and source. Comparable within one comparable_group only.",
        (*_named("indicator"), *table.fields, *_cited(), *dated),
        table.key,
        f"SELECT i.name_nl AS indicator_nl, i.name_en AS indicator_en, e.*, {_CITED}, s.published,"
        " s.year AS source_year FROM estimate e JOIN source s USING (source_id) JOIN indicator i USING (indicator_id)",
        "comparable_group, period_start, estimate_id",
        {
            **_in("indicator_id", "indicator"),
            **_in("comparable_group", "series"),
            **_in("region_id", "region"),
            "region_type": "region_id IN (SELECT region_id FROM region WHERE type IN (SELECT unnest($region_type)))",
            **_in("breakdown", "breakdown"),
            **_BETWEEN,
        },
    )


def _indicators() -> Dataset:
    table = tables()["indicator"]
    figures = f"{_figures_of('indicator_id')} + (SELECT count(*) FROM estimate e WHERE e.indicator_id = t.indicator_id)"
    return Dataset(
        "indicators",
        "Wat er geteld is: omschrijving, eenheid, betekenis van het gebied en voorbehoud.",
        "What is counted: definition, unit, meaning of the area and caveat.",
        (*table.fields, FIGURES),
        table.key,
        f"SELECT t.*, {figures} AS figures FROM indicator t",
        "indicator_id",
        _in("indicator_id", "indicator"),
    )


def _series() -> Dataset:
    table = tables()["series"]
    more = (
        FIGURES,
        Field("first", "whole", "Eerste jaar met een cijfer", "First year with a figure"),
        Field("last", "whole", "Laatste jaar met een cijfer", "Last year with a figure"),
        Field("indicator_ids", "text", "Indicatoren, gescheiden door ;", "Indicators, separated by ;"),
    )
    return Dataset(
        "series",
        "Publicatielijnen: twee publicaties die verschillen zijn twee reeksen.",
        "Lines of publication: two publications that differ are two series.",
        (*table.fields, *more),
        table.key,
        "SELECT s.*, count(o.series) AS figures, min(year(o.period_start)) AS first, max(year(o.period_end)) AS last,"
        " string_agg(DISTINCT o.indicator_id, ';' ORDER BY o.indicator_id) AS indicator_ids"
        " FROM series s LEFT JOIN observation o USING (series) GROUP BY ALL",
        "series",
        {
            "indicator": "list_has_any(string_split(indicator_ids, ';'), $indicator)",
            **_in("series", "series"),
        },
    )


def _regions() -> Dataset:
    table = tables()["region"]
    return Dataset(
        "regions",
        "Gebieden met hun editie en geldigheid. Een CBS-code alleen is nooit een sleutel.",
        "Areas with their edition and validity. A CBS code alone is never a key.",
        table.fields,
        table.key,
        "FROM region",
        "region_id",
        {**_in("region_id", "region"), **_in("type", "region_type")},
    )


def _sources() -> Dataset:
    table = tables()["source"]
    citing = (
        "SELECT source_id, indicator_id, series FROM observation"
        " UNION ALL SELECT source_id, indicator_id, comparable_group FROM estimate"
    )
    cited = {**_in("indicator_id", "indicator"), **_in("series", "series")}
    figures = f"{_figures_of('source_id')} + (SELECT count(*) FROM estimate e WHERE e.source_id = t.source_id)"
    return Dataset(
        "sources",
        "Publicaties waaruit de cijfers komen, met adres en licentie.",
        "Publications the figures come from, with address and licence.",
        (*table.fields, FIGURES),
        table.key,
        f"SELECT t.*, {figures} AS figures FROM source t",
        "producer, year, title, source_id",
        {name: f"source_id IN (SELECT source_id FROM ({citing}) WHERE {of})" for name, of in cited.items()},
    )


def _breaks() -> Dataset:
    table = tables()["break"]
    names = (
        *(replace(tables()["indicator"].field(one), required=False) for one in ("name_nl", "name_en")),
        *(
            replace(tables()["series"].field(f"title_{one}"), name=f"series_{one}", required=False)
            for one in ("nl", "en")
        ),
    )
    return Dataset(
        "breaks",
        "Breuken en gebeurtenissen: waardoor cijfers van ervoor en erna niet te vergelijken zijn. * is alle.",
        "Breaks and events: what makes figures before and after incomparable. * is all.",
        (*table.fields, *names, *_cited()),
        table.key,
        f"SELECT b.*, i.name_nl, i.name_en, se.title_nl AS series_nl, se.title_en AS series_en, {_CITED}"
        " FROM break b JOIN source s USING (source_id) LEFT JOIN indicator i USING (indicator_id)"
        " LEFT JOIN series se ON se.series = b.series",
        "starts, break_id",
        {
            "indicator": _OF_BREAKS.format(column="indicator_id", name="indicator"),
            "series": _OF_BREAKS.format(column="series", name="series"),
            "from": "ends >= make_date($from, 1, 1)",
            "to": "starts <= make_date($to, 12, 31)",
        },
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
        (*_named("indicator"), *area, *table.fields, *_cited()),
        table.key,
        "SELECT i.name_nl AS indicator_nl, i.name_en AS indicator_en, r.name AS region, r.type AS region_type, v.*,"
        f" {_CITED} FROM revision v LEFT JOIN indicator i USING (indicator_id) LEFT JOIN region r USING (region_id)"
        " LEFT JOIN source s USING (source_id)",
        ", ".join(table.key),
        {
            **_in("indicator_id", "indicator"),
            **_in("series", "series"),
            **_in("region_id", "region"),
            **_in("region_type", "region_type"),
            **_in("breakdown", "breakdown"),
            # of a figure that is no longer provisional, both what it was and what it is
            "status": "(old_status IN (SELECT unnest($status)) OR new_status IN (SELECT unnest($status)))",
            "from": "TRY_CAST(period[:4] AS INT) >= $from",  # undated has no year
            "to": "TRY_CAST(string_split(period, '/')[-1][:4] AS INT) <= $to",
        },
    )


def datasets() -> dict[str, Dataset]:
    """Every dataset by name."""
    made = [_observations(), _estimates(), _indicators(), _series(), _regions(), _sources(), _breaks(), _revisions()]
    return {one.name: one for one in made}
