"""SQL to DataFrame: the only place that touches DuckDB and the only place that caches."""

from dashboard.queries.areas import (
    approximated,
    areas_with_local_figures,
    indicators_per_area,
    local_figures,
    national_estimated_rates,
)
from dashboard.queries.database import ask, build_bundled, published
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
from dashboard.queries.extracts import extract_of, regions_with_figures, years_with_figures
from dashboard.queries.methods import all_breaks, all_indicators, conflicts, gaps, series_used, terms
from dashboard.queries.migration import immigration, immigration_years, nationals
from dashboard.queries.observations import estimates, figures, share_in_view

__all__ = [
    "all_breaks",
    "all_indicators",
    "all_sources",
    "approximated",
    "areas_with_local_figures",
    "ask",
    "blind_spots",
    "breaks",
    "breaks_of",
    "build_bundled",
    "conflicts",
    "estimates",
    "events",
    "extract_of",
    "figures",
    "gaps",
    "immigration",
    "immigration_years",
    "indicator",
    "indicators",
    "indicators_per_area",
    "local_figures",
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
