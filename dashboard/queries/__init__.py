"""SQL to DataFrame: the only place that touches DuckDB and the only place that caches."""

from dashboard.queries.areas import approximated, indicators_per_area, national_estimated_rates
from dashboard.queries.database import ask, build_bundled, published
from dashboard.queries.definitions import all_sources, breaks, indicator, indicators, regions, series, sources
from dashboard.queries.extracts import extract_of, regions_with_figures, years_with_figures
from dashboard.queries.lists import capture_datasets, capture_histories, capture_lists, mse_tables
from dashboard.queries.methods import all_breaks, all_indicators, conflicts, gaps, series_used, terms
from dashboard.queries.migration import immigration, immigration_years, nationals
from dashboard.queries.observations import estimates, figures, share_in_view

__all__ = [
    "all_breaks",
    "all_indicators",
    "all_sources",
    "approximated",
    "ask",
    "breaks",
    "build_bundled",
    "capture_datasets",
    "capture_histories",
    "capture_lists",
    "conflicts",
    "estimates",
    "extract_of",
    "figures",
    "gaps",
    "immigration",
    "immigration_years",
    "indicator",
    "indicators",
    "indicators_per_area",
    "mse_tables",
    "national_estimated_rates",
    "nationals",
    "published",
    "regions",
    "regions_with_figures",
    "series",
    "series_used",
    "share_in_view",
    "sources",
    "terms",
    "years_with_figures",
]
