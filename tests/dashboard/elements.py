"""The figures on a page that was run without a browser."""

from collections.abc import Iterator

import pandas as pd
import pyarrow as pa
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, UnknownElement


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
