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


def public_address() -> str:
    """Where the public finds the monitor, such as https://monitor.example (MONITOR_ADDRESS); else the request tells."""
    return os.environ.get("MONITOR_ADDRESS", "").rstrip("/")


def contact() -> str:
    """Whom to ask about the figures: an e-mail or web address (MONITOR_CONTACT); else the page Verantwoording."""
    return os.environ.get("MONITOR_CONTACT", "")
