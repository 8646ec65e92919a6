"""SQL to DataFrame: the only place that touches DuckDB and the only place that caches."""

from dashboard.queries.areas import approximated, indicators_per_area, national_estimated_rates
from dashboard.queries.database import ask, build_bundled, published
from dashboard.queries.definitions import all_sources, breaks, indicator, indicators, regions, series, sources
from dashboard.queries.extracts import extract_of, regions_with_figures, years_with_figures
from dashboard.queries.glossary import terms
from dashboard.queries.governance import (
    local_report,
    municipal_statuses,
    report_areas,
    scan_questions,
    yearly_figures,
)
from dashboard.queries.methods import all_breaks, all_indicators, conflicts, gaps, series_used
from dashboard.queries.migration import immigration, immigration_years, nationals
from dashboard.queries.observations import estimates, figures, share_in_view
from dashboard.queries.system import (
    barrier_indicators,
    barriers,
    causal_links,
    causal_variables,
    interventions,
    newest,
)
from dashboard.queries.timeline import happenings

__all__ = [
    "all_breaks",
    "all_indicators",
    "all_sources",
    "approximated",
    "ask",
    "barrier_indicators",
    "barriers",
    "breaks",
    "build_bundled",
    "causal_links",
    "causal_variables",
    "conflicts",
    "estimates",
    "extract_of",
    "figures",
    "gaps",
    "happenings",
    "immigration",
    "immigration_years",
    "indicator",
    "indicators",
    "indicators_per_area",
    "interventions",
    "local_report",
    "municipal_statuses",
    "national_estimated_rates",
    "nationals",
    "newest",
    "published",
    "regions",
    "regions_with_figures",
    "report_areas",
    "scan_questions",
    "series",
    "series_used",
    "share_in_view",
    "sources",
    "terms",
    "yearly_figures",
    "years_with_figures",
]
