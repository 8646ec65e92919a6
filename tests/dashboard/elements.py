"""The figures on a page that was run without a browser."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, UnknownElement

from dashboard.charts.spec import ABOUT


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


def tables(page: AppTest | Block) -> list[pd.DataFrame]:
    """Every table of text in its order on the page, with its heads as columns."""
    found = [one.value for one in page.get("html") if "<table" in one.value]
    return [_table(one[one.index("<table") : one.index("</table>") + len("</table>")]) for one in found]


def _table(told: str) -> pd.DataFrame:
    rows = [["".join(cell.itertext()) for cell in row] for row in ElementTree.fromstring(told).iter("tr")]
    return pd.DataFrame(rows[1:], columns=rows[0], dtype="str")
