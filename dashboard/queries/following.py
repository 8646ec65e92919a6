"""Keeps copies of what is published elsewhere up to date, beside the readers: none waits for another server."""

import logging
import threading
import time
from functools import cache
from typing import TYPE_CHECKING

from dashboard import settings
from etl.elsewhere import PlaceError
from etl.warehouse import WarehouseError

if TYPE_CHECKING:
    from etl.places import Place

EVERY, SELDOM = 2.0, 30.0
"""Seconds between two looks; most seconds after a look that failed."""
_LOG = logging.getLogger(__name__)
_LOCK = threading.Lock()
_TROUBLE: dict[str, WarehouseError] = {}
"""What the last look at an address met, where it did not end well."""
_FOLLOWED: set[str] = set()


def follow() -> None:
    """See to it that a thread follows the place that the settings name; does nothing where they name none."""
    address = settings.place()
    if address is None:
        return
    with _LOCK:
        if address in _FOLLOWED:
            return
        _FOLLOWED.add(address)
    threading.Thread(target=_look, args=(address,), name="following", daemon=True).start()


def first(address: str) -> None:
    """Copy what is published, for a visitor who waits for it. Raises PlaceError or OtherDictionary; at once where the
    last look did, as the next one comes anyway."""
    if trouble := _TROUBLE.get(address):
        raise trouble
    _fetch(address)


@cache
def _place(address: str) -> "Place":
    from etl.places import Place

    return Place(address)


def _fetch(address: str) -> None:
    from etl.places import mirror  # what it takes to read there is loaded only where that is done

    try:
        mirror(_place(address), settings.warehouse_folder())
    except OSError as error:
        raise PlaceError("the copies cannot be written") from error
    _TROUBLE.pop(address, None)


def up_to_date() -> bool:
    """Whether the last look found what is published, or nothing is published elsewhere."""
    return settings.place() not in _TROUBLE


def _look(address: str) -> None:
    wait = EVERY
    while settings.place() == address:
        try:
            _fetch(address)
            wait = EVERY
        except WarehouseError as error:
            if str(_TROUBLE.get(address)) != str(error):  # once, and not at every look
                _LOG.error("what is published elsewhere cannot be copied: %s", error)
            _TROUBLE[address] = error
            wait = min(2 * wait, SELDOM)
        except Exception:
            _LOG.exception("following")
            _TROUBLE[address] = PlaceError("unforeseen")
            wait = SELDOM
        time.sleep(wait)
    with _LOCK:
        _FOLLOWED.discard(address)
        _TROUBLE.pop(address, None)
