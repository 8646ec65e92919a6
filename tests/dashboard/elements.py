"""The figures on a page that was run without a browser."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, UnknownElement

from dashboard.charts.spec import ABOUT
from dashboard.pages import HOME

BOXES = ("scenario", "table-", "scan-group-")
"""How the keys begin of the calculation example, the tables and the groups of questions."""
MAIN = Path(__file__).parents[2] / "dashboard" / "main.py"


def run_page(
    view: str, address: Mapping[str, str | list[str]], theme: str = "light", boxes: tuple[str, ...] = BOXES
) -> AppTest:
    """A page with a choice in its address. The boxes in which something is made only when they open are open; `boxes`
    is how their keys begin."""
    opened: set[str] = set()
    while True:
        page = AppTest.from_file(str(MAIN), default_timeout=120)
        page.context = {"theme": theme, "url": "http://127.0.0.1/"}
        for key, value in address.items():
            page.query_params[key] = value
        for key in opened:
            page.session_state[key] = True
        page.run()
        if view != HOME:
            page.switch_page(f"views/{view}.py").run()
        folded = {one for one in map(_key, page._tree) if one.startswith(boxes)}
        if folded <= opened:
            return page
        opened |= folded


def opened_shares(view: str, address: Mapping[str, str | list[str]]) -> tuple[AppTest, dict[str, Block]]:
    """A page on which all is open that is for taking away of a figure, and each of those boxes by the figure's key."""
    page = run_page(view, address, boxes=(*BOXES, "share-"))
    keys = {one for one in map(_key, page._tree) if one.startswith("share-")}
    return page, {one.removeprefix("share-"): page.get_by_key(one) for one in sorted(keys)}


def _key(node: object) -> str:
    return str(getattr(node, "key", None) or "")


def titles(page: AppTest) -> list[str]:
    """The titles of the page itself: one, where it was run."""
    return [one.value for one in page.markdown if one.value.startswith("<h1")]


def figures(page: AppTest) -> dict[str, Block]:
    """Every figure by its key, with all that stands in it."""
    keys = {str(button.key) for button in page.get("download_button")}
    boxes = {one: one.replace("csv-", "figure-", 1) for one in sorted(keys) if one.startswith("csv-")}
    known = {getattr(node, "key", None) for node in page._tree}
    return {one.removeprefix("csv-"): page.get_by_key(box) for one, box in boxes.items() if box in known}


def data_of(chart: UnknownElement) -> Iterator[pd.DataFrame]:
    """The rows of figures that a chart is sent: those with a value and a name."""
    for one in chart.proto.datasets:
        rows = pa.ipc.open_stream(one.data.data).read_pandas()
        if "value" in rows and ("label" in rows or "region" in rows):
            yield rows


def words_of(chart: UnknownElement) -> str:
    """What a chart says to who does not see it."""
    (about,) = [one.data.data for one in chart.proto.datasets if one.name == ABOUT]
    return str(pa.ipc.open_stream(about).read_pandas().at[0, "words"])


def all_words(page: AppTest) -> list[str]:
    """All text of a page, with the words of charts for who does not see them, and what stands in their drawings."""
    kinds = ("markdown", "caption", "html", "info", "warning", "table")
    told = [str(one.value) for kind in kinds for one in getattr(page, kind, None) or page.get(kind)]
    for chart in page.get("vega_lite_chart"):
        told += [chart.proto.alt, chart.proto.spec, words_of(chart)]
    return told


def tables(page: AppTest | Block) -> list[pd.DataFrame]:
    """Every table of text in its order on the page, with its heads as columns."""
    found = [one.value for one in page.get("html") if "<table" in one.value]
    return [_table(one[one.index("<table") : one.index("</table>") + len("</table>")]) for one in found]


def _table(told: str) -> pd.DataFrame:
    rows = [["".join(cell.itertext()) for cell in row] for row in ElementTree.fromstring(told).iter("tr")]
    return pd.DataFrame(rows[1:], columns=rows[0], dtype="str")
