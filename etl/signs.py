"""What a registered series looks like wherever it is drawn: on a page, in a picture and in print."""

from collections.abc import Iterable

REGISTERED = ("#2f5d8a", "#48769e", "#3f7377", "#6b6f9c", "#7c6a4f", "#4a4f57")
"""The colours of lines on a light ground, calm blue first."""
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [5, 2, 1, 2, 1, 2], [12, 4])
SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
VICTIM_SERIES = ("nr-current", "nr-older", "comensha-own")
"""The series of reported victims that are shown unless others are chosen: they come first, and are drawn alike."""


def victim_series_in_order(held: Iterable[str]) -> list[str]:
    """The series of reported victims in the order in which they are drawn. held: those that have figures."""
    return [*VICTIM_SERIES, *sorted(set(held) - set(VICTIM_SERIES))]
