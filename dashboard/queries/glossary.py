"""Terms with what they mean, what they are not, and where they come from."""

import pandas as pd

from dashboard.queries.database import ask


def terms() -> pd.DataFrame:
    """Every term in alphabetical order of the Dutch one, with producer, source_title, source_language (of the title)
    and source_url (null: none)."""
    return ask(
        "SELECT t.*, s.producer, s.title AS source_title, s.language AS source_language, s.url AS source_url"
        " FROM term t LEFT JOIN source s USING (source_id) ORDER BY lower(term_nl)"
    )
