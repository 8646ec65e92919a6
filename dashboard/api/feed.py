"""Changes as a feed: one entry a build, with what was added, revised and withdrawn (Atom, RFC 4287)."""

from datetime import date
from xml.etree import ElementTree as Xml

from starlette.requests import Request

from dashboard import queries
from dashboard.api.answers import modified
from dashboard.api.asked import base, name_of
from dashboard.numbers import day, number
from dashboard.texts import text
from etl.warehouse import Published

ATOM = "http://www.w3.org/2005/Atom"
MOST = 50
"""Entries; older builds stay in the list of vintages."""
NAMED = 12
"""At most this many indicators are named in an entry."""


def feed(request: Request, language: str) -> bytes:
    """The feed in the language asked for; ids do not depend on it."""
    Xml.register_namespace("", ATOM)
    root = f"{base(request)}{request.scope['root_path']}"
    builds = queries.ready_builds()[:MOST]
    made = Xml.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _add(made, "id", f"{root}/changes.atom")
    _add(made, "title", text(language, "feed.title"))
    _add(made, "subtitle", text(language, "frame.caveat"))
    _add(made, "updated", modified(builds[0]).isoformat())
    _add(_add(made, "author"), "name", "Mensenhandelmonitor")
    _add(made, "link", rel="self", href=f"{root}/changes.atom?lang={language}", type="application/atom+xml")
    _add(made, "link", rel="alternate", href=f"{base(request)}/?lang={language}", type="text/html", hreflang=language)
    for build in builds:
        _entry(made, build, root, language)
    return Xml.tostring(made, encoding="utf-8", xml_declaration=True)


def _entry(made: Xml.Element, build: Published, root: str, language: str) -> None:
    name = name_of(build)
    entry = _add(made, "entry")
    _add(entry, "id", f"{root}/changes.atom#{name}")
    _add(entry, "title", text(language, "feed.entry", day=day(date.fromisoformat(build.vintage), language), build=name))
    _add(entry, "updated", modified(build).isoformat())
    _add(entry, "link", rel="alternate", href=f"{root}/revisions.csv?vintage={name}", type="text/csv")
    _add(entry, "content", told(build, language), type="text")


def told(build: Published, language: str) -> str:
    """What changed in a build, in sentences: how many of each kind, and of which indicators; estimates apart."""
    if queries.before(build) is None:
        return text(language, "feed.first")
    found = queries.changes(build)
    if found is None:
        return text(language, "feed.unrecorded")
    if found.empty:
        return text(language, "feed.nothing")
    names = queries.names_of_indicators(build, language)
    lines = []
    for (estimated, change), rows in found.groupby(["estimated", "change"]):
        per = rows.sort_values("size", ascending=False)
        top = per.head(NAMED)
        some = [
            f"{names.get(one, one)} ({number(size, language)})"
            for one, size in zip(top["indicator_id"], top["size"], strict=True)
        ]
        if len(per) > NAMED:
            some.append(text(language, "feed.more", count=number(len(per) - NAMED, language)))
        key = f"feed.estimates_{change}" if estimated else f"feed.{change}"
        lines.append(text(language, key, count=number(per["size"].sum(), language), names="; ".join(some)))
    return "\n".join(lines)


def _add(parent: Xml.Element, name: str, words: str = "", **attributes: str) -> Xml.Element:
    made = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = words or None
    return made
