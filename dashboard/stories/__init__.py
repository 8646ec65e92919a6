"""Guided readings: a few steps each, every number computed from the warehouse when it is shown."""

from collections.abc import Callable

from dashboard.stories import dark_number, fall_of_2018, one_district

STORIES: dict[str, Callable[[], None]] = {
    "dark-number": dark_number.tell,
    "daling-2018": fall_of_2018.tell,
    "een-arrondissement": one_district.tell,
}
"""The stories by the name they have in an address."""
