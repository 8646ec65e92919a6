"""Synthetic rows of observation_wide with breaks and blind spots, for the tests of caveats."""

import pandas as pd

from etl import caveats
from etl.caveats import NEEDED

BREAKS = pd.DataFrame(
    {
        "break_id": ["br-law", "br-effort", "br-area"],
        "indicator_id": ["om_registered_cases", "om_registered_cases", "*"],
        "series": ["*", "*", "*"],
        "breakdown": ["*", "*", "*"],
        "scope": ["all", "all", "regional"],
        "region_ids": [None, None, None],
        "date": ["2013", "2016", "2019-01-01"],
        "starts": pd.to_datetime(["2013-01-01", "2016-01-01", "2019-01-01"]),
        "ends": pd.to_datetime(["2013-12-31", "2016-12-31", "2019-01-01"]),
        "cuts": [True, False, True],
        "title_nl": ["Nieuwe wet", "Meer inzet", "Nieuwe grens"],
        "title_en": ["New law", "More effort", "New border"],
    }
)
SPOTS = pd.DataFrame(
    {
        "blind_spot_id": ["bs-one", "bs-two"],
        "explanation_nl": ["Hier wordt niet gezocht.", "Ook hier niet."],
        "explanation_en": ["Nobody looks here.", "Nor here."],
    }
)
YEARS = ("2007", "2008", "2009", "2010", "2011")


def row(period="2007", value=20.0, **other):
    """A synthetic row of observation_wide: a count of events in one area."""
    first, _, last = period.partition("/")
    told = {
        "indicator_id": "om_registered_cases",
        "series": "om-data-2012",
        "region_id": "ar19:arnhem",
        "region": "Arnhem",
        "region_type": "arrondissement19",
        "period": period,
        "period_start": pd.Timestamp(first),
        "period_end": pd.Timestamp((last or first) + "-12-31"),
        "breakdown": "total",
        "value": value,
        "unit": "cases",
        "state": "zero" if value == 0 else "value",
        "status": "final",
        "confidence": "confirmed",
        "small_number": value is not None and value < 5,
        "count_low": 1.0,
        "blind_spot_ids": None,
    }
    return {**told, **other}


def derived(*rows, breaks=BREAKS):
    frame = pd.DataFrame(rows, columns=list(NEEDED)).astype({"value": "float64", "blind_spot_ids": "object"})
    return {one.code: one for one in caveats.derive(frame, breaks, SPOTS)}
