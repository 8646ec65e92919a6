"""The mensenhandelbeeld: one report about an area, from the warehouse alone, as HTML and PDF in Dutch and English."""

from datetime import date

from etl.report.areas import Area, UnknownRegionError, choices
from etl.report.blocks import Document
from etl.report.compose import LATEST, Reporter
from etl.report.render import html, pdf
from etl.report.words import LANGUAGES

__all__ = ["LANGUAGES", "MOST_PAGES", "Area", "Reporter", "UnknownRegionError", "choices", "html", "made", "pdf"]

MOST_PAGES = 4


def made(reporter: Reporter, region_id: str, day: date) -> tuple[Document, bytes]:
    """The report about an area and its PDF, with as many periods of each line as fit on four pages.

    day: what the report says it was made on. Raises UnknownRegionError.
    """
    for latest in LATEST:
        document = reporter.document(region_id, day, latest)
        printed, pages = pdf(document)
        if pages <= MOST_PAGES:
            break
    return document, printed
