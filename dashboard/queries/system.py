"""The system model, the measures and the barriers, with what is measured of them."""

import pandas as pd

from dashboard.queries.database import ask
from dashboard.queries.observations import WIDE


def causal_variables() -> pd.DataFrame:
    """Variables with the figure they can be tied to (null: none): figure_nl, figure_en, grade, indicator_id, breakdown,
    candidate_source, note_nl, note_en."""
    return ask(
        "SELECT v.*, i.* EXCLUDE (variable_id) FROM causal_variable v"
        " LEFT JOIN causal_variable_indicator i USING (variable_id) ORDER BY v.domain, v.name_nl"
    )


def causal_links() -> pd.DataFrame:
    return ask("SELECT * FROM causal_link ORDER BY source_variable, target_variable")


def interventions(barrier_id: str | None = None) -> pd.DataFrame:
    """Measures, of one barrier or all; acts_on is a list of {variable_id, sign}."""
    return ask(
        "SELECT i.*, list({variable_id: e.variable_id, sign: e.sign} ORDER BY e.variable_id) AS acts_on"
        " FROM intervention i JOIN intervention_effect e USING (intervention_id)"
        " WHERE ? IS NULL OR intervention_id IN"
        " (SELECT intervention_id FROM barrier_intervention WHERE barrier_id = ?)"
        " GROUP BY ALL ORDER BY i.name_nl",
        barrier_id,
        barrier_id,
    )


def newest(indicator_id: str, breakdown: str) -> pd.DataFrame:
    """The newest sharp national figure of every series of an indicator: columns of the wide view, newest first."""
    return ask(
        f"SELECT * FROM ({WIDE} WHERE indicator_id = ? AND breakdown = ? AND region_id = 'nl'"
        " AND value IS NOT NULL AND confidence <> 'ambiguous' AND period_end IS NOT NULL)"
        " QUALIFY row_number() OVER (PARTITION BY series ORDER BY period_end DESC, period_start DESC) = 1"
        " ORDER BY period_end DESC, series",
        indicator_id,
        breakdown,
    )


def barriers() -> pd.DataFrame:
    return ask("SELECT * FROM barrier ORDER BY position")


def barrier_indicators(barrier_id: str) -> list[str]:
    """Indicators that belong to a barrier."""
    found = ask("SELECT indicator_id FROM barrier_indicator WHERE barrier_id = ? ORDER BY indicator_id", barrier_id)
    return list(found["indicator_id"])
