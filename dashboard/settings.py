"""Where the app reads; the environment may say otherwise. What it says wrongly raises SettingError."""

import hashlib
import re
from pathlib import Path

from etl.elsewhere import is_place, names_folder
from etl.no_warehouse import SettingError
from etl.settings import folder, told

_ROOT = Path(__file__).resolve().parent.parent
_PAGE = re.compile(r"https?://[^\s/?#@]+(/\S*)?")
_MAIL = re.compile(r"[^\s@:/?#]+@[^\s@:/?#]+")


def check() -> None:
    """Raises SettingError for the first setting that cannot be used, so that no app starts with it."""
    data_folder()
    warehouse_folder()
    public_address()
    contact()


def data_folder() -> Path:
    """Folder with facts/ to build from (MONITOR_DATA)."""
    return folder("MONITOR_DATA", _ROOT / "data")


def warehouse_folder() -> Path:
    """Folder of built warehouses (MONITOR_WAREHOUSE); where they are published elsewhere, that of their copies here
    (in MONITOR_COPIES)."""
    if address := place():
        copies = folder("MONITOR_COPIES", data_folder() / "copies")
        return copies / hashlib.sha256(address.encode()).hexdigest()[:12]
    return folder("MONITOR_WAREHOUSE", data_folder() / "warehouse")


def place() -> str | None:
    """The address that builds are published at (MONITOR_WAREHOUSE), where that is no folder of databases."""
    text = told("MONITOR_WAREHOUSE")
    if text and not is_place(text) and not names_folder(text):
        raise SettingError(
            "expected a folder or the whole of an address that begins with https://, http://, s3://, gs://, file://,"
            f" quack: or md: in MONITOR_WAREHOUSE, got another ({text.partition(':')[0]}:…)"
        )
    return text if is_place(text) else None


def public_address() -> str:
    """Where the public finds the monitor, such as https://monitor.example (MONITOR_ADDRESS); else the request tells."""
    text = told("MONITOR_ADDRESS")
    if text and (not _PAGE.fullmatch(text) or "?" in text or "#" in text):
        raise SettingError(f"expected an address such as https://monitor.example in MONITOR_ADDRESS, got '{text}'")
    return text.rstrip("/")


def contact() -> str:
    """Whom to ask about the figures: a mail address, or that of a page (MONITOR_CONTACT); empty where it is not set."""
    text = told("MONITOR_CONTACT")
    if text and not _PAGE.fullmatch(text) and not _MAIL.fullmatch(text):
        raise SettingError(f"expected a mail address or that of a page (https://…) in MONITOR_CONTACT, got '{text}'")
    return text


def contact_link() -> str:
    """`contact` as what a link leads to: the page, or mailto: and the mail address."""
    text = contact()
    return text if not text or _PAGE.fullmatch(text) else f"mailto:{text}"
