"""Figures of the page Arrondissementen, each from rows of one edition of the areas."""

from dashboard.districts.choice import APPROXIMATED, Choice, choice_name, choices, choose
from dashboard.districts.funnel import funnel_figure
from dashboard.districts.lines import all_areas, compared, national, pooled_text
from dashboard.districts.map import real_map, tile_map
from dashboard.districts.months import all_areas_by_month, compared_by_month, month_years
from dashboard.districts.nation import national_rate
from dashboard.districts.picking import MOST, one_too_many, pick
from dashboard.districts.scenario import scenarios
from dashboard.districts.slope import slope_figure

__all__ = [
    "APPROXIMATED",
    "MOST",
    "Choice",
    "all_areas",
    "all_areas_by_month",
    "choice_name",
    "choices",
    "choose",
    "compared",
    "compared_by_month",
    "funnel_figure",
    "month_years",
    "national",
    "national_rate",
    "one_too_many",
    "pick",
    "pooled_text",
    "real_map",
    "scenarios",
    "slope_figure",
    "tile_map",
]
