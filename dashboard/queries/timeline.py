"""What happened when: events of the documents and breaks in the figures, in one list."""

import pandas as pd

from dashboard.queries.database import ask


def happenings() -> pd.DataFrame:
    """Events and breaks: id, what (event or break), date (text of the period), kind, title_nl, title_en, region_id,
    region, region_type (null for a break that holds everywhere), break_id (of an event: the break that goes with it),
    break_title_nl, break_title_en, explanation_nl, explanation_en, source_id, producer, source_title, source_url.
    """
    return ask(
        """
        SELECT h.*, s.producer, s.title AS source_title, s.url AS source_url FROM (
        SELECT e.event_id AS id, 'event' AS what, e.date, e.kind, e.title_nl, e.title_en, e.region_id,
          r.name AS region, r.type AS region_type, e.break_id, b.title_nl AS break_title_nl,
          b.title_en AS break_title_en, b.explanation_nl, b.explanation_en, e.source_id
        FROM event e JOIN region r USING (region_id) LEFT JOIN break b USING (break_id)
        UNION ALL BY NAME
        SELECT break_id AS id, 'break' AS what, date, kind, title_nl, title_en, NULL AS region_id, NULL AS region,
          NULL AS region_type, break_id, NULL AS break_title_nl, NULL AS break_title_en, explanation_nl,
          explanation_en, source_id
        FROM break) h JOIN source s USING (source_id) ORDER BY h.date, h.id
        """
    )
