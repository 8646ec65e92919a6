"""A chart as Vega-Lite with its rows as Arrow, made once for each chart.

Altair checks a chart against its schema at each step of making it and when it is written out, which took longer than
all else on a page. Here that is left to the tests; and charts that are the same object (`once`) are written out once.

The browser makes a chart anew where anything but its rows is other than before, which takes it four times as long as
other rows in the same chart. So what follows from the figures stands with the rows: the ends of axes, and the words for
who does not see the chart.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
from altair.utils import schemapi

schemapi.disable_debug_mode()
MOST = 500
"""Charts kept, the last used ones."""
ABOUT = "about"
"""Name of the one row with what follows from the figures: words, and a number for each end of an axis."""
_KEPT: OrderedDict[tuple[int, str], tuple[alt.LayerChart, dict[str, Any]]] = OrderedDict()
_LOCK = threading.Lock()


def spec(chart: alt.LayerChart, words: str) -> dict[str, Any]:
    """The chart as st.vega_lite_chart takes it; shared, so it must be left as it is. words: what it shows, for who does
    not see it; they are read out inside the chart."""
    asked = id(chart), words
    with _LOCK:
        kept = _KEPT.get(asked)
        if kept is not None:  # the chart is kept with it: no other one can have its identity
            _KEPT.move_to_end(asked)
            return kept[1]
    made = _written(chart, words)
    with _LOCK:
        _KEPT[asked] = chart, made
        if len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return made


def _written(chart: alt.LayerChart, words: str) -> dict[str, Any]:
    rows: dict[str, tuple[str, bytes]] = {}
    told: dict[str, Any] = _apart(chart, rows).to_dict(validate=False)
    config = told.pop("config", {})
    for size in ("continuousWidth", "continuousHeight"):  # of Altair's own theme; the page gives the size
        config.get("view", {}).pop(size, None)
    for part in ("mark", "axis"):  # Vega would read out every mark and axis, in English, as in "value: 12.000000"
        config[part] = {**config.get(part, {}), "aria": False}
    # the theme is one for all threads, and st.altair_chart switches it off for a moment: without it `config` comes last
    ordered = {name: part for name, part in sorted(config.items()) if part}
    ends = _ends_apart(told)
    _sum, about = _as_arrow(pd.DataFrame([{"words": words, **ends}]))
    sets = {**told.get("datasets", {}), **dict(rows.values()), ABOUT: about}
    return {"config": ordered, **told, "layer": [_SPOKEN, *told["layer"]], "datasets": sets}


_SPOKEN = {
    "name": "words",
    "data": {"name": ABOUT},
    "mark": {"type": "rect", "fillOpacity": 0, "fill": "#fff", "aria": True},
    "encoding": {"description": {"field": "words", "type": "nominal"}},
}
"""An invisible ground that is read out, and nothing else of a chart: the table beside it holds every figure."""


def _apart(chart: Any, rows: dict[str, tuple[str, bytes]]) -> Any:
    """The chart with every frame in it replaced by a name. `rows`, by checksum: name, and rows under that name."""
    own = chart.copy(deep=False)
    if isinstance(own.data, pd.DataFrame):
        checksum, written = _as_arrow(own.data)
        name, _written = rows.setdefault(checksum, (f"rows{len(rows)}", written))
        own.data = alt.NamedData(name=name)
    if isinstance(own, alt.LayerChart):
        own.layer = [_apart(one, rows) for one in own.layer]
    return own


def _as_arrow(frame: pd.DataFrame) -> tuple[str, bytes]:
    """Checksum of the rows, and the rows."""
    table = pa.Table.from_pandas(frame)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written = sink.getvalue().to_pybytes()
    return hashlib.sha256(written).hexdigest(), written


def _ends_apart(told: dict[str, Any]) -> dict[str, float]:
    """The numbers at which axes end, and the least step on them, by name; in the chart each gives way to its name.

    Layers that share an axis share its names, so that it stays one axis.
    """
    found: dict[tuple[str, str, float], str] = {}

    def name(channel: str, what: str, number: float) -> dict[str, str]:
        own = found.setdefault((channel, what, number), f"n{len(found)}")
        return {"expr": f"data('{ABOUT}')[0].{own}"}

    for channel, encoding in _axes(told):
        scale, axis = encoding.get("scale") or {}, encoding.get("axis") or {}
        domain = scale.get("domain")
        if isinstance(domain, list) and all(isinstance(one, int | float) for one in domain):
            scale["domain"] = [name(channel, f"end {at}", one) for at, one in enumerate(domain)]
        if "tickMinStep" in axis:
            axis["tickMinStep"] = name(channel, "step", axis["tickMinStep"])
    return {own: float(number) for (_channel, _what, number), own in found.items()}


def _axes(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Channel and encoding of everything that has an axis, in all layers."""
    for channel in ("x", "y"):
        if channel in told.get("encoding", {}):
            yield channel, told["encoding"][channel]
    for layer in told.get("layer", []):
        yield from _axes(layer)
