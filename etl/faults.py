"""What can be wrong with an open data service or with what it sends, each with a name of its own.

A fault stops its source and nothing else: what was published of it stays. The text says where, what was expected and
what came; it never holds an answer in full.
"""


class SourceError(Exception):
    """A source could not be refreshed. `where` names the source or table."""

    def __init__(self, where: str, expected: str, got: str) -> None:
        super().__init__(f"{where}: expected {expected}, got {got}")
        self.where, self.expected, self.got = where, expected, got

    @property
    def name(self) -> str:
        return type(self).__name__


class Unreachable(SourceError):
    """No whole answer came: refused, cut or timed out, also after the last attempt."""


class Busy(SourceError):
    """The service kept answering 406, 408, 425, 429 or 5xx, or asked for a longer pause than we wait."""


class Refused(SourceError):
    """The service answered with a status that trying again does not change."""


class NotFound(Refused):
    """404 or 410: this service does not have it."""


class TooManyRows(Refused):
    """The refusal of a query over 10,000 rows (500, plain text that calls itself JSON)."""


class TooMuch(SourceError):
    """More pages or bytes than the ceiling allows."""


class NotJson(SourceError):
    """HTML or other text where JSON is due, whatever its content type says."""


class TruncatedAnswer(SourceError):
    """JSON that stops halfway."""


class OtherUnit(SourceError):
    """A measure that is not in whole numbers of what it counts: thousands, millions, a share."""


class NoRows(SourceError):
    """An empty or missing list of rows where there must be some: a wrong key is answered with 200 and []."""


class PagingLoop(SourceError):
    """A next link that was followed before."""


class ForeignLink(SourceError):
    """A next link or redirect to another host."""


class MissingColumn(SourceError):
    """A column, measure or dimension that is not called what it was called."""


class CodeListChanged(SourceError):
    """A code or title that is not in its list any more, or a row with a code that its list does not hold."""


class WrongValue(SourceError):
    """A cell that is not a number or period of the form it must have."""


class DuplicateRows(SourceError):
    """Two rows for the same figure."""


class TotalMismatch(SourceError):
    """A published total that is not what its published parts make."""


class DamagedRaw(SourceError):
    """A downloaded file that is gone or is not what its checksum says."""
