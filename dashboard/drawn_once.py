"""Figures are made once for all who see the same: build, language, light or dark, and layers."""

from dashboard import layers, queries
from dashboard.language import language, look
from dashboard.once import Kept


def _of_reader() -> object:
    return queries.file_of(queries.shown()), language(), look(), layers.switched()


drawn_once = Kept(250, _of_reader)
"""For functions that make a figure of their arguments, the figures of the build and the texts; not for what a reader
uploaded."""
