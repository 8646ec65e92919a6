"""What the administrative monitor and the local picture show."""

from datetime import date

import pandas as pd

from dashboard.once import Kept
from dashboard.queries.builds import opened
from dashboard.queries.database import ask, shown, shown_file
from dashboard.queries.observations import WIDE
from etl import report
from etl.report.blocks import Document
from etl.warehouse import Published


def scan_questions() -> pd.DataFrame:
    """Questions of the self-scan in order, with producer, source_title and source_url."""
    return ask(
        "SELECT q.*, s.producer, s.title AS source_title, s.url AS source_url"
        " FROM scan_question q JOIN source s USING (source_id) ORDER BY position"
    )


def municipal_statuses() -> pd.DataFrame:
    """The matrix of 2012: a row an aspect and municipality, with the name of the municipality (region)."""
    return ask(
        "SELECT m.*, r.name AS region FROM municipal_status m JOIN region r USING (region_id)"
        " JOIN scan_question q ON q.question_id = m.status_id ORDER BY q.position, r.name"
    )


def yearly_figures(indicator_ids: list[str], region_id: str) -> pd.DataFrame:
    """Totals by year of some indicators in one area: columns of the wide view with the names of the series."""
    return ask(
        f"SELECT * FROM ({WIDE} WHERE indicator_id IN (SELECT unnest(?)) AND region_id = ?"
        " AND breakdown = 'total' AND length(period) = 4) ORDER BY indicator_id, series, period",
        indicator_ids,
        region_id,
    )


def report_areas() -> pd.DataFrame:
    """Areas there is a report for: region_id, name, kind; municipalities first."""
    found = report.choices(opened(shown_file()).cursor())
    return pd.DataFrame([(one.region_id, one.name, one.kind) for one in found], columns=["region_id", "name", "kind"])


def local_report(region_id: str, language: str, day: date) -> tuple[Document, bytes]:
    """The report about an area and its PDF."""
    return _local_report(shown_file(), shown(), region_id, language, day)


@Kept(50)
def _local_report(file: str, _told: Published, region_id: str, language: str, day: date) -> tuple[Document, bytes]:
    return report.made(report.Reporter(opened(file).cursor(), _told, language), region_id, day)
