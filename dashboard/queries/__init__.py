"""SQL to DataFrame: the only place that touches DuckDB and the only place that caches."""

from dashboard.queries.areas import (
    approximated,
    areas_with_local_figures,
    indicators_per_area,
    local_figures,
    national_estimated_rates,
)
from dashboard.queries.changes import before, changes
from dashboard.queries.database import (
    SPOILED,
    ask,
    build_bundled,
    file_of,
    find_build,
    forget,
    pointed,
    published,
    ready_builds,
    schema_of,
    shown,
)
from dashboard.queries.datasets import allowed, check, count, cursor, names_of_indicators, parts, rows, span
from dashboard.queries.definitions import (
    all_sources,
    blind_spots,
    breaks,
    breaks_of,
    events,
    indicator,
    indicators,
    regions,
    series,
    sources,
)
from dashboard.queries.extracts import extract_of, gathered, regions_with_figures, years_with_figures
from dashboard.queries.glossary import terms
from dashboard.queries.lists import capture_datasets, capture_histories, capture_lists, mse_tables
from dashboard.queries.methods import all_breaks, all_indicators, conflicts, gaps, series_used
from dashboard.queries.migration import immigration, immigration_years, nationals
from dashboard.queries.observations import estimates, figures, share_in_view
from dashboard.queries.system import barrier_indicators, barriers, causal_links, causal_variables, interventions, newest
from dashboard.queries.timeline import happenings
from dashboard.queries.workbench import QueryError, Result, run_sql

__all__ = [
    "SPOILED",
    "QueryError",
    "Result",
    "all_breaks",
    "all_indicators",
    "all_sources",
    "allowed",
    "approximated",
    "areas_with_local_figures",
    "ask",
    "barrier_indicators",
    "barriers",
    "before",
    "blind_spots",
    "breaks",
    "breaks_of",
    "build_bundled",
    "capture_datasets",
    "capture_histories",
    "capture_lists",
    "causal_links",
    "causal_variables",
    "changes",
    "check",
    "conflicts",
    "count",
    "cursor",
    "estimates",
    "events",
    "extract_of",
    "figures",
    "file_of",
    "find_build",
    "forget",
    "gaps",
    "gathered",
    "happenings",
    "immigration",
    "immigration_years",
    "indicator",
    "indicators",
    "indicators_per_area",
    "interventions",
    "local_figures",
    "mse_tables",
    "names_of_indicators",
    "national_estimated_rates",
    "nationals",
    "newest",
    "parts",
    "pointed",
    "published",
    "ready_builds",
    "regions",
    "regions_with_figures",
    "rows",
    "run_sql",
    "schema_of",
    "series",
    "series_used",
    "share_in_view",
    "shown",
    "sources",
    "span",
    "terms",
    "years_with_figures",
]
