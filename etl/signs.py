"""What a registered series looks like wherever it is drawn: on a page, in a picture and in print."""

from collections.abc import Iterable

REGISTERED = ("#2f5d8a", "#48769e", "#3f7377", "#6b6f9c", "#7c6a4f", "#4a4f57")
"""The colours of lines on a light ground, calm blue first."""
_DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [5, 2, 1, 2, 1, 2], [12, 4])
_SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
LEAST = 6
"""Signs that every scale has, also for fewer lines: a chart that differs in its rows alone is kept by the browser."""
VICTIM_SERIES = ("nr-current", "nr-older", "comensha-own")
"""The series of reported victims that are shown unless others are chosen: they come first, and are drawn alike."""


def dashes(lines: int) -> list[list[int]]:
    """The dash of each of so many lines, in their order; never fewer than LEAST.

    Colours come round again after six lines. Each round the dashes have moved on by one against them and the shapes by
    two, so that of 36 lines no two have the same dash and shape, and none is told from another by its colour alone.
    """
    return [_DASHES[(at + at // 6) % 6] for at in range(max(lines, LEAST))]


def shapes(lines: int) -> list[str]:
    """The shape of the points of each of so many lines, as `dashes`."""
    return [_SHAPES[(at + 2 * (at // 6)) % 6] for at in range(max(lines, LEAST))]


def victim_series_in_order(held: Iterable[str]) -> list[str]:
    """The series of reported victims in the order in which they are drawn. held: those that have figures."""
    return [*VICTIM_SERIES, *sorted(set(held) - set(VICTIM_SERIES))]
