"""Addresses that nobody would type: of pages over the websocket, of everything else by HTTP, from one seed."""

import random
from collections import Counter
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import quote

import requests

from dashboard.pages import PAGES
from dashboard.texts import LANGUAGES, text
from etl.datasets import datasets
from tests.load.protocol import Reader, alone
from tests.load.serving import App

SEED = 20261121
_KEYS = """lang vintage embed figure series breuken gebeurtenissen indeling maat schaal cijfer gebieden jaar van tot
schatting nationaliteit origin indicator region from to term variabele maatregel lengte sql soort stappen landelijk
scenario vergelijk kaart gebied tabel lijsten methode drempel-stepwise trekkingen nagebootst run kind deel per alle
limit offset dialect breakdown status"""
KEYS = _KEYS.split()
VALUES = (
    *(
        "",
        "0",
        "-1",
        "1e99",
        "9" * 400,
        "NaN",
        "true",
        "null",
        "2011",
        "2007",
        "om_registered_cases",
        "ar11:AR05",
        "nl",
    ),
    *("'; DROP TABLE observation; --", "../../etc/passwd", "<script>1</script>", "%00", "\x00", "\ud7ff", "💥" * 50),
    *(
        "{0}",
        "{value}",
        "%s",
        "$(id)",
        "a,b;c|d",
        "‮",
        "ﷺ",
        "2026-11-20",
        "0000-00-00",
        "SELECT 1",
        "[",
        "\\",
        "en",
        "nl",
    ),
)
PATHS = (
    *(
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/stream",
        "/media/",
        "/static/",
        "/component/",
        "/favicon.ico",
    ),
    *(
        "/data/",
        "/.streamlit/config.toml",
        "/dashboard/main.py",
        "/etl/",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/",
        "//",
        "/~",
    ),
)
API = [f"/api/v1/{name}.{kind}" for name in datasets() for kind in ("csv", "json")]
API += [f"/api/v1/{one}" for one in ("docs", "health", "metrics", "openapi.json", "changes.atom", "nowhere", "")]
TOLD = ("Traceback", "streamlit_app.py", "/site-packages/", "MONITOR_WAREHOUSE", "SECRET-OF-THE-ENVIRONMENT")
"""What no reader may see; the last stands in the environment of the app that is asked."""


@dataclass
class Count:
    """Addresses asked by door, and what each wrong one gave."""

    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def address(chance: random.Random, path: str) -> str:
    """A path with up to six choices, names and values at random."""
    pairs = []
    for _ in range(chance.randint(0, 6)):
        name = chance.choice(KEYS) if chance.random() < 0.9 else _noise(chance)
        value = chance.choice(VALUES) if chance.random() < 0.7 else _noise(chance)
        pairs.append(f"{quote(name, safe='')}={quote(value, safe='', errors='replace')}")
    return path + ("?" + "&".join(pairs) if pairs else "")


def _noise(chance: random.Random) -> str:
    return "".join(chr(chance.choice((chance.randint(32, 126), chance.randint(160, 0x2FFF)))) for _ in range(12))


def knock(app: App, times: int, seconds: float, share_of_pages: float = 0.25) -> Count:
    """Ask so many addresses, or for so long; a part of them as pages in a session."""
    chance, count, until = random.Random(SEED), Count(), monotonic() + seconds
    pages = [address(chance, f"/{chance.choice(list(PAGES.values()))}") for _ in range(round(times * share_of_pages))]
    others = [
        address(chance, chance.choice((*API, *API, *PATHS, "/" + quote(_noise(chance)))))
        for _ in range(times - len(pages))
    ]
    alone(_pages(app, pages, count, until - seconds * 0.3))
    with requests.Session() as session:
        for one in others:
            if monotonic() > until:
                break
            answer = session.get(app.address + one, timeout=60, headers={"Accept": "text/html"}, allow_redirects=False)
            count.asked["HTTP"] += 1
            if answer.status_code >= 500 or any(told in answer.text for told in TOLD):
                count.wrong.append(f"{answer.status_code} {one}: {answer.text[:200]}")
    return count


async def _pages(app: App, addresses: list[str], count: Count, until: float) -> None:
    unforeseen = {text(language, "error.unforeseen") for language in LANGUAGES}
    for one in addresses:
        if monotonic() > until:
            return
        async with Reader(app.address) as reader:
            frame = await reader.open(one)
        count.asked["page"] += 1
        told = frame.text
        if frame.kinds("exception") or any(alert.body in unforeseen for alert in frame.kinds("alert")):  # type: ignore[attr-defined]
            count.wrong.append(f"page {one}: {told[-300:]}")
        elif any(secret in told for secret in TOLD):
            count.wrong.append(f"page {one}: tells too much")
        elif frame.status != 0:
            count.wrong.append(f"page {one}: ended as {frame.status}")
