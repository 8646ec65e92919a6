"""Figures of the page Arrondissementen, each from rows of one edition of the areas."""

from dashboard.districts.choice import APPROXIMATED, Choice, approximation, choice_name, choices, scattered
from dashboard.districts.funnel import funnel_figure
from dashboard.districts.lines import all_areas, compared, national, pooled_text
from dashboard.districts.nation import national_rate
from dashboard.districts.picking import MOST, pick
from dashboard.districts.scenario import scenarios
from dashboard.districts.slope import slope_figure
from dashboard.districts.tile_map import tile_map

__all__ = [
    "APPROXIMATED",
    "MOST",
    "Choice",
    "all_areas",
    "approximation",
    "choice_name",
    "choices",
    "compared",
    "funnel_figure",
    "national",
    "national_rate",
    "pick",
    "pooled_text",
    "scattered",
    "scenarios",
    "slope_figure",
    "tile_map",
]
