"""The datasets that explain figures and estimates: indicators, series, areas, sources, breaks, blind spots."""

from dataclasses import replace

from etl.breakdowns import covers_sql
from etl.dataset import Dataset
from etl.dataset_parts import CITED, OVERLAPPING, WITH_STATE, among, cited, named, source_fields
from etl.model import Field, tables

FIGURES = Field("figures", "whole", "Hoeveel cijfers dit heeft", "How many figures this has", required=True)
_OF_SERIES = "SELECT indicator_id, series FROM observation UNION SELECT indicator_id, comparable_group FROM estimate"


def _figures_of(table: str) -> str:
    return f"(SELECT count(*) FROM observation o WHERE o.{table} = t.{table})"


def indicators() -> Dataset:
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
        among("indicator_id", "indicator"),
    )


def series() -> Dataset:
    table = tables()["series"]
    more = (
        FIGURES,
        Field("first", "whole", "Eerste jaar met een cijfer", "First year with a figure"),
        Field("last", "whole", "Laatste jaar met een cijfer", "Last year with a figure"),
        Field(
            "kind",
            "text",
            "figures: getelde cijfers; estimates: schattingen die met elkaar te vergelijken zijn (comparable_group)",
            "figures: counted figures; estimates: estimates that may be compared with one another (comparable_group)",
            required=True,
            allowed=("figures", "estimates"),
        ),
        Field("indicator_ids", "text", "Indicatoren, gescheiden door ;", "Indicators, separated by ;"),
    )
    return Dataset(
        "series",
        "Publicatielijnen: twee publicaties die verschillen zijn twee reeksen. Ook de groepen van schattingen.",
        "Lines of publication: two publications that differ are two series. The groups of estimates as well.",
        (*table.fields, *more),
        table.key,
        f"SELECT s.*, {_figured('o')}, 'figures' AS kind FROM series s LEFT JOIN observation o USING (series)"
        f" GROUP BY ALL UNION ALL BY NAME SELECT comparable_group AS series,"
        " string_agg(DISTINCT i.name_nl, '; ') || ' (' || comparable_group || ')' AS title_nl,"
        " string_agg(DISTINCT i.name_en, '; ') || ' (' || comparable_group || ')' AS title_en,"
        f" {_figured('e')}, 'estimates' AS kind"
        " FROM (SELECT *, comparable_group AS series FROM estimate) e JOIN indicator i USING (indicator_id)"
        " GROUP BY comparable_group",
        "series",
        {
            "indicator": "list_has_any(string_split(indicator_ids, ';'), $indicator)",
            **among("series", "series"),
        },
    )


def _figured(rows: str) -> str:
    """How many rows a series has, of which years and of which indicators."""
    return (
        f"count({rows}.series) AS figures, min(year({rows}.period_start)) AS first,"
        f" max(year({rows}.period_end)) AS last,"
        f" string_agg(DISTINCT {rows}.indicator_id, ';' ORDER BY {rows}.indicator_id) AS indicator_ids"
    )


def regions() -> Dataset:
    table = tables()["region"]
    return Dataset(
        "regions",
        "Gebieden met hun editie en geldigheid. Een CBS-code alleen is nooit een sleutel.",
        "Areas with their edition and validity. A CBS code alone is never a key.",
        table.fields,
        table.key,
        "FROM region",
        "region_id",
        {**among("region_id", "region"), **among("type", "region_type")},
    )


def sources() -> Dataset:
    table = tables()["source"]
    citing = (
        "SELECT source_id, indicator_id, series FROM observation"
        " UNION ALL SELECT source_id, indicator_id, comparable_group FROM estimate"
    )
    narrowed = {**among("indicator_id", "indicator"), **among("series", "series")}
    figures = f"{_figures_of('source_id')} + (SELECT count(*) FROM estimate e WHERE e.source_id = t.source_id)"
    return Dataset(
        "sources",
        "Publicaties waaruit de cijfers komen, met adres, licentie en hoe de laatste poging om ze te verversen afliep.",
        "Publications the figures come from, with address, licence and what became of the last attempt to renew them.",
        (*source_fields(), FIGURES),
        table.key,
        f"SELECT t.*, {figures} AS figures FROM ({WITH_STATE}) t",
        "producer, year, title, source_id",
        {name: f"source_id IN (SELECT source_id FROM ({citing}) WHERE {of})" for name, of in narrowed.items()},
    )


def breaks() -> Dataset:
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
        (*table.fields, *names, *cited()),
        table.key,
        f"SELECT b.*, i.name_nl, i.name_en, se.title_nl AS series_nl, se.title_en AS series_en, {CITED}"
        " FROM break b JOIN source s USING (source_id) LEFT JOIN indicator i USING (indicator_id)"
        " LEFT JOIN series se ON se.series = b.series",
        "starts, break_id",
        {
            "indicator": "(indicator_id = '*' OR indicator_id IN (SELECT unnest($indicator)))",
            # a break of all series of an indicator is one of those that count that indicator alone
            "series": "(series IN (SELECT unnest($series)) OR (series = '*' AND (indicator_id = '*' OR indicator_id IN"
            f" (SELECT indicator_id FROM ({_OF_SERIES}) WHERE series IN (SELECT unnest($series))))))",
            "breakdown": f"list_bool_or(list_transform($breakdown, lambda one: {covers_sql('breakdown', 'one')}))",
            "region": "((scope = 'all' OR len(list_filter($region, lambda one: one <> 'nl')) > 0)"
            " AND (region_ids IS NULL OR list_has_any(string_split(region_ids, ';'), $region)))",
            **OVERLAPPING,
        },
        "SELECT starts AS first, ends AS last FROM break",
    )


def blind_spots() -> Dataset:
    table = tables()["blind_spot"]
    region = replace(tables()["region"].field("name"), name="region", required=False)
    return Dataset(
        "blind_spots",
        "Waar een dienst niet naar zocht: een nul is daar geen uitkomst (blind_spot_ids bij de cijfers).",
        "What a service did not look for: a zero there is no outcome (blind_spot_ids of the figures).",
        (*named("indicator"), region, *table.fields, *cited()),
        table.key,
        "SELECT i.name_nl AS indicator_nl, i.name_en AS indicator_en, r.name AS region, b.*,"
        f" {CITED} FROM blind_spot b JOIN source s USING (source_id) JOIN indicator i USING (indicator_id)"
        " JOIN region r USING (region_id)",
        "starts, blind_spot_id",
        {**among("indicator_id", "indicator"), **among("region_id", "region"), **OVERLAPPING},
        "SELECT starts AS first, ends AS last FROM blind_spot",
    )
