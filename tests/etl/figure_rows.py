"""A good row of figures to spoil, and what a check says of it."""

from pathlib import Path

from etl.__main__ import main

HEADER = (
    "indicator_id,series,region_id,period,breakdown,value,low,high,unit,status,state,confidence,source_id,"
    "locator,note_nl,note_en"
)
GOOD = {
    "indicator_id": "om_registered_cases",
    "series": "om-later",
    "region_id": "nl",
    "period": "2024",
    "breakdown": "total",
    "value": "300",
    "low": "",
    "high": "",
    "unit": "cases",
    "status": "unknown",
    "state": "value",
    "confidence": "confirmed",
    "source_id": "kst-28638-98",
    "locator": "",
    "note_nl": "",
    "note_en": "",
}
SHARE = {"indicator_id": "om_dismissal_share", "unit": "%", "breakdown": "type=all"}


def row(**changed: str) -> str:
    return ",".join(f'"{cell}"' for cell in {**GOOD, **changed}.values())


def check(folder: Path, capsys) -> tuple[int, list[str]]:
    """Exit status and lines of a check, which says everything on standard output."""
    status = main(["check", "--data", str(folder)])
    said, complained = capsys.readouterr()
    assert complained == ""
    return status, said.splitlines()
