"""A choice runs its own part of a page: what the page then shows is what it shows a new visitor with that choice."""

import asyncio

import duckdb
import pytest

from dashboard.texts import text
from tests.faults.ground import FIRST, SECOND
from tests.faults.reading import alerts, page, point_to
from tests.load.protocol import Frame, Reader, alone
from tests.load.serving import served

CHOICES: dict[str, list[tuple[str, tuple[str | bool | float, ...]]]] = {
    "/": [("series", ("US TIP Report",)), ("breuken", (False,)), ("gebeurtenissen", (True,))],
    "/arrondissementen": [
        ("schaal", ("elk een eigen schaal",)),
        ("gebieden", ("Breda", "Zwolle")),
        ("trechterjaar", ("2009",)),
        ("van", ("2009",)),
        ("jaar", ("2008",)),
        ("table-alle", (True,)),
        ("scenario", (True,)),
        ("schatting", ("2014–2015 · schatting 2017",)),
        ("maat", ("per 100.000 inwoners",)),
        ("breuken", (False,)),
    ],
    "/migratie": [("per", ("maand",)), ("origin", ("Polen",)), ("migration-years", (2012.0, 2015.0))],
    "/strafrechtketen": [("breuken", (False,)), ("gebeurtenissen", (True,))],
    "/mensenhandelbeeld": [("gebied", ("Aalsmeer (gemeente)",)), ("gebied", ("Aalten (gemeente)",))],
    "/bestuurlijke-monitor": [("deel", ("Zelfscan",)), ("deel", ("Signalentrechter",))],
    "/verhalen": [("gebeurtenissen", (True,)), ("verhaal", ("Waarom daalden de meldingen in 2018?",))],
    "/systeemmodel": [("lengte", (4.0,)), ("stappen", ("direct",)), ("kies", ("een maatregel",))],
    "/tijdlijn": [("soort", ("wet of regel",)), ("gebied", ("Eindhoven (gemeente)",))],
    "/begrippen": [("term", ("aangifte",))],
    "/downloads": [("from", ("2010",)), ("kind", ("arrondissement tot 2013",))],
    "/werkbank": [("sql", ("SELECT count(*) AS figures FROM observation",))],
}
"""Choices by the page on which they are made one after another: the key of the widget, and what is chosen."""
BOUND = {
    "breuken": "&breuken=false",
    "gebeurtenissen": "&gebeurtenissen=true",
    "lengte": "&lengte=4",
    "scenario": "&scenario=true",
    "table-alle": "&table-alle=true",
    "migration-years": "&migration-years=2012&migration-years=2015",
    "sql": "&sql=SELECT+count%28%2A%29+AS+figures+FROM+observation",
}
"""What the browser itself writes into the address, by the key of the widget."""


@pytest.fixture(scope="module")
def app(warehouse_folder, tmp_path_factory):
    with served(warehouse_folder, tmp_path_factory.mktemp("sections") / "log") as running:
        yield running


def shown(frame: Frame) -> dict[tuple[int, ...], list[str]]:
    """Words by their place on the page, to name what differs."""
    return {place: Frame(0, 0, {place: one}).texts for place, one in frame.elements.items()}


@pytest.mark.parametrize("path", CHOICES)
def test_a_part_shows_what_a_new_visitor_is_shown(app, path):
    async def visit() -> None:
        async with Reader(app.address) as reader:
            frame = await reader.open(path)
            assert frame.whole
            for key, values in CHOICES[path]:
                before = frame.mark
                reader.query += BOUND.get(key, "")
                frame = await reader.choose(frame, key, *values)
                assert (key, frame.whole, frame.status) == (key, False, 0)
                assert frame.mark != before, f"{key} changes nothing"
                async with Reader(app.address) as visitor:
                    same = await visitor.open(f"{path}?{reader.query}")
                assert same.mark == frame.mark, (key, reader.query, _differing(frame, same))

    alone(visit())


def _differing(one: Frame, other: Frame) -> list[tuple[object, ...]]:
    here, there = shown(one), shown(other)
    return [(at, here.get(at), there.get(at)) for at in {*here, *there} if here.get(at) != there.get(at)][:3]


def test_a_part_is_run_alone_and_its_runs_are_counted(app):
    """The overview is run once, its figure of publications once more; nothing of the rest is sent again."""

    async def visit() -> tuple[Frame, Frame]:
        async with Reader(app.address) as reader:
            first = await reader.open("/?lang=en")
            return first, await reader.choose(first, "series", "US TIP Report")

    def runs() -> float:
        told = app.get("/api/v1/metrics").text
        (line,) = [
            one for one in told.splitlines() if one.startswith('monitor_page_runs_total{outcome="done",page="/"}')
        ]
        return float(line.rsplit(" ", 1)[1])

    page(app)
    before = runs()
    first, then = alone(visit())
    assert runs() == before + 2
    assert then.size * 2 < first.size
    kept = {place: one for place, one in first.elements.items() if first.parts[place] != first.part_of("series")}
    assert len(kept) * 2 > len(first.elements)
    assert all(then.elements[place] is one for place, one in kept.items())


def test_after_a_publication_the_whole_page_is_shown_anew(folder, tmp_path):
    (first,) = folder.glob(f"{FIRST}-*.duckdb")
    (second,) = folder.glob(f"{SECOND}-*.duckdb")
    point_to(folder, file=first.name, vintage=FIRST)
    with served(folder, tmp_path / "log") as app:

        async def visit() -> None:
            async with Reader(app.address) as reader:
                frame = await reader.open("/begrippen")
                assert "18 november 2026" in frame.text
                frame = await reader.choose(frame, "term", "aangifte")
                assert not frame.whole
                point_to(folder, file=second.name, vintage=SECOND)
                for _ in range(40):  # what is published is looked up every few seconds
                    frame = await reader.choose(frame, "term", "signaal")
                    if frame.whole:
                        break
                    await asyncio.sleep(0.25)
                assert frame.whole
                assert "19 november 2026" in frame.text
                assert "18 november 2026" not in frame.text
                frame = await reader.choose(frame, "term", "aangifte")
                assert not frame.whole

        alone(visit())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_goes_wrong_in_a_part_is_a_sentence(folder, tmp_path, language):
    """A part asks for a table that the whole page had no need of, and that is gone."""
    file = max(folder.glob("*.duckdb"))
    with duckdb.connect(str(file)) as connection:
        connection.execute("DROP VIEW observation_wide")
    with served(folder, tmp_path / "log") as app:

        async def visit() -> Frame:
            async with Reader(app.address) as reader:
                frame = await reader.open(f"/downloads?lang={language}&indicator=")
                assert text(language, "error.unforeseen") not in frame.text
                (first, *_others) = frame.widget("indicator").options
                return await reader.choose(frame, "indicator", first)

        frame = alone(visit())
        assert not frame.whole
        assert alerts(frame) == [text(language, "error.unforeseen")]
        assert not frame.kinds("exception")
