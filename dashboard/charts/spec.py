"""A chart as Vega-Lite with its rows as Arrow, made once for each chart.

Altair checks a chart against its schema at each step of making it and when it is written out, which took longer than
all else on a page. Here that is left to the tests; and charts that are the same object (`once`) are written out once.
"""

import hashlib
import threading
from collections import OrderedDict
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
from altair.utils import schemapi

schemapi.disable_debug_mode()
MOST = 500
"""Charts kept, the last used ones."""
_KEPT: OrderedDict[int, tuple[alt.LayerChart, dict[str, Any]]] = OrderedDict()
_LOCK = threading.Lock()


def spec(chart: alt.LayerChart) -> dict[str, Any]:
    """The chart as st.vega_lite_chart takes it; shared, so it must be left as it is."""
    with _LOCK:
        kept = _KEPT.get(id(chart))
        if kept is not None:  # the chart is kept with it: no other one can have its identity
            _KEPT.move_to_end(id(chart))
            return kept[1]
    made = _written(chart)
    with _LOCK:
        _KEPT[id(chart)] = chart, made
        if len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return made


def _written(chart: alt.LayerChart) -> dict[str, Any]:
    rows: dict[str, bytes] = {}
    told: dict[str, Any] = _apart(chart, rows).to_dict(validate=False)
    config = told.pop("config", {})
    for size in ("continuousWidth", "continuousHeight"):  # of Altair's own theme; the page gives the size
        config.get("view", {}).pop(size, None)
    # the theme is one for all threads, and st.altair_chart switches it off for a moment: without it `config` comes last
    ordered = {name: part for name, part in sorted(config.items()) if part}
    return {"config": ordered, **told, "datasets": {**told.get("datasets", {}), **rows}}


def _apart(chart: Any, rows: dict[str, bytes]) -> Any:
    """The chart with every frame in it replaced by a name, under which its rows are in `rows`."""
    own = chart.copy(deep=False)
    if isinstance(own.data, pd.DataFrame):
        own.data = alt.NamedData(name=_named(own.data, rows))
    if isinstance(own, alt.LayerChart):
        own.layer = [_apart(one, rows) for one in own.layer]
    return own


def _named(frame: pd.DataFrame, rows: dict[str, bytes]) -> str:
    table = pa.Table.from_pandas(frame)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written = sink.getvalue().to_pybytes()
    name = hashlib.sha256(written).hexdigest()[:32]
    rows[name] = written
    return name
