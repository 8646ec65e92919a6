"""Figures and words are made once for all who see the same: build, language, day; for figures also look and layers."""

from dashboard import layers, queries
from dashboard.language import language, look
from dashboard.once import Kept
from dashboard.vintage import as_of


def _of_words() -> object:
    """With the day, as a source grows old while nothing else happens."""
    return queries.file_of(queries.shown()), language(), as_of()


def _of_figures() -> object:
    return _of_words(), look(), layers.switched()


drawn_once = Kept(250, _of_figures)
"""For functions that make a figure of their arguments, the figures of the build and the texts; not for what a reader
uploaded."""
told_once = Kept(1000, _of_words)
"""The same for words, tables and rows, in which neither colours nor layers matter."""
