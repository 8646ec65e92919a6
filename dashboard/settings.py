"""Where the app reads; the environment may say otherwise."""

import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Folder with facts/ to build from (MONITOR_DATA)."""
    return Path(os.environ.get("MONITOR_DATA", _ROOT / "data"))


def warehouse_folder() -> Path:
    """Folder of built warehouses (MONITOR_WAREHOUSE)."""
    return Path(os.environ.get("MONITOR_WAREHOUSE", data_folder() / "warehouse"))


def contact() -> str:
    """Where a reader can report a problem with accessibility: an address of mail or a page (MONITOR_CONTACT)."""
    return os.environ.get("MONITOR_CONTACT", "").strip()
