"""The words of the file: its columns, what may stand in them, and their names in Dutch."""

from etl.rules import SMALL

KEY = ("year", "form", "reporter")
STAGES = ("signals", "reports", "complaints", "investigations", "cases")
COLUMNS = (*KEY, *STAGES)
TOTAL = "total"
FORMS = ("sexual", "labour", "criminal", "other", "unknown", TOTAL)
REPORTERS = ("municipality", "police", "kmar", "nla", "care", "citizen", "other", "unknown", TOTAL)
HIDDEN = f"<{SMALL}"
"""How an organisation writes a count under five that it does not tell."""
WITHHELD = "withheld"
"""How a count is written that is no small one, but would tell a small one if it stood there."""
DUTCH = {
    "jaar": "year",
    "vorm": "form",
    "melder": "reporter",
    "signalen": "signals",
    "meldingen": "reports",
    "aangiften": "complaints",
    "onderzoeken": "investigations",
    "zaken": "cases",
    "seksueel": "sexual",
    "arbeid": "labour",
    "crimineel": "criminal",
    "overig": "other",
    "onbekend": "unknown",
    "totaal": TOTAL,
    "gemeente": "municipality",
    "politie": "police",
    "arbeidsinspectie": "nla",
    "zorg": "care",
    "burger": "citizen",
    "afgeschermd": WITHHELD,
}
"""The file may be in Dutch or English; here everything has its English name."""
