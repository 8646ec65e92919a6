"""Where the app reads; the environment may say otherwise."""

import hashlib
import os
from pathlib import Path

from etl.elsewhere import is_place

_ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """Folder with facts/ to build from (MONITOR_DATA)."""
    return Path(os.environ.get("MONITOR_DATA", _ROOT / "data"))


def warehouse_folder() -> Path:
    """Folder of built warehouses (MONITOR_WAREHOUSE); where they are published elsewhere, that of their copies here
    (in MONITOR_COPIES)."""
    if address := place():
        copies = Path(os.environ.get("MONITOR_COPIES", data_folder() / "copies"))
        return copies / hashlib.sha256(address.encode()).hexdigest()[:12]
    return Path(os.environ.get("MONITOR_WAREHOUSE", data_folder() / "warehouse"))


def place() -> str | None:
    """The address that builds are published at (MONITOR_WAREHOUSE), where that is no folder of databases."""
    told = os.environ.get("MONITOR_WAREHOUSE", "")
    return told if is_place(told) else None


def public_address() -> str:
    """Where the public finds the monitor, such as https://monitor.example (MONITOR_ADDRESS); else the request tells."""
    return os.environ.get("MONITOR_ADDRESS", "").rstrip("/")


def contact() -> str:
    """Whom to ask about the figures: an e-mail or web address (MONITOR_CONTACT); else the page Verantwoording."""
    return os.environ.get("MONITOR_CONTACT", "")
