"""The view that people export and query: a figure with its names, dimensions, statistics, source, breaks."""

from etl.breakdowns import covers_sql
from etl.model import Field, dimensions, tables

_STATISTICS = ("count_low", "count_high", "population", "rate", "rate_low", "rate_high")


def wide_fields() -> list[Field]:
    """The columns of observation_wide, in order, with their meaning."""
    about = tables()
    extra = [
        Field("indicator_nl", "text", "Naam van de indicator", "Name of the indicator, in Dutch"),
        Field("indicator_en", "text", "Naam van de indicator, in het Engels", "Name of the indicator"),
        Field("region", "text", "Naam van het gebied", "Name of the area"),
        Field("region_type", "text", about["region"].field("type").nl, about["region"].field("type").en),
    ]
    split = [Field(name, "text", text["nl"], text["en"]) for name, text in dimensions().items()]
    statistics = [about["count_statistic"].field(name) for name in _STATISTICS]
    tail = [
        Field(
            "break_ids",
            "text",
            "Breuken die in deze periode vallen (tabel break); leeg: geen",
            "Breaks that fall in this period (table break); empty: none",
        ),
        Field(
            "blind_spot_ids",
            "text",
            "Waar hier niet naar gezocht is (tabel blind_spot): een nul is dan geen uitkomst; leeg: geen",
            "What was not looked for here (table blind_spot): a zero is then no outcome; empty: none",
        ),
        Field("producer", "text", about["source"].field("producer").nl, about["source"].field("producer").en),
        Field("source_title", "text", about["source"].field("title").nl, about["source"].field("title").en),
        Field("source_url", "text", about["source"].field("url").nl, about["source"].field("url").en),
        Field("licence", "text", about["source"].field("licence").nl, about["source"].field("licence").en),
    ]
    return [*extra, *about["observation"].fields, *split, *statistics, *tail]


WIDE_ROWS = """FROM observation o
JOIN indicator i USING (indicator_id) JOIN region r USING (region_id) JOIN source s USING (source_id)
LEFT JOIN count_statistic c USING (indicator_id, series, region_id, period, breakdown, vintage)"""
"""Where the rows of the wide view come from: what it selects of them makes none more and none less."""


def create_wide_view() -> str:
    """SQL of the view; a dimension that a breakdown lacks is null."""
    own = ", ".join(f'o."{column}"' for column in tables()["observation"].columns)
    split = ", ".join(
        f"""nullif(regexp_extract(o.breakdown, '(?:^|;){name}=([^;]+)', 1), '') AS "{name}\"""" for name in dimensions()
    )
    statistics = ", ".join(f"c.{name}" for name in _STATISTICS)
    return f"""CREATE VIEW observation_wide AS
SELECT i.name_nl AS indicator_nl, i.name_en AS indicator_en, r.name AS region, r.type AS region_type,
  {own}, {split}, {statistics},
  (SELECT string_agg(b.break_id, ';' ORDER BY b.starts, b.break_id) FROM break b
    WHERE b.indicator_id IN ('*', o.indicator_id) AND b.series IN ('*', o.series)
      AND {covers_sql("b.breakdown", "o.breakdown")}
      AND (b.scope = 'all' OR o.region_id <> 'nl')
      AND (b.region_ids IS NULL OR list_contains(string_split(b.region_ids, ';'), o.region_id))
      AND o.period_start <= b.ends AND o.period_end >= b.starts) AS break_ids,
  (SELECT string_agg(z.blind_spot_id, ';' ORDER BY z.blind_spot_id) FROM blind_spot z
    WHERE z.indicator_id = o.indicator_id AND z.region_id = o.region_id
      AND (z.breakdown = 'total' OR list_has_all(string_split(o.breakdown, ';'), string_split(z.breakdown, ';')))
      AND o.period_start <= z.ends AND o.period_end >= z.starts) AS blind_spot_ids,
  s.producer, s.title AS source_title, s.url AS source_url, s.licence
{WIDE_ROWS}"""
