"""SQL to DataFrame: the only part of the dashboard that asks DuckDB.

What was asked of a build is kept under the name of its file (`database`); charts and answers made of it are kept
elsewhere (`dashboard.once`, `dashboard.api.remembered`).
"""

from dashboard.queries.areas import (
    approximated,
    areas_with_local_figures,
    boundaries,
    indicators_per_area,
    local_figures,
    national_estimated_rates,
)
from dashboard.queries.builds import (
    build_bundled,
    file_of,
    find_build,
    forget,
    pointed,
    published,
    ready_builds,
    schema_of,
)
from dashboard.queries.changes import before, changes, revised, source_states
from dashboard.queries.database import SPOILED, ask, overtaken, pin, shown
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
from dashboard.queries.governance import local_report, municipal_statuses, report_areas, scan_questions, yearly_figures
from dashboard.queries.held import held
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
    "boundaries",
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
    "held",
    "immigration",
    "immigration_years",
    "indicator",
    "indicators",
    "indicators_per_area",
    "interventions",
    "local_figures",
    "local_report",
    "mse_tables",
    "municipal_statuses",
    "names_of_indicators",
    "national_estimated_rates",
    "nationals",
    "newest",
    "overtaken",
    "parts",
    "pin",
    "pointed",
    "published",
    "ready_builds",
    "regions",
    "regions_with_figures",
    "report_areas",
    "revised",
    "rows",
    "run_sql",
    "scan_questions",
    "schema_of",
    "series",
    "series_used",
    "share_in_view",
    "shown",
    "source_states",
    "sources",
    "span",
    "terms",
    "yearly_figures",
    "years_with_figures",
]
