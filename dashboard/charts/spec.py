"""A chart as Vega-Lite with its rows as Arrow, made once for each chart.

Altair checks a chart against its schema at each step of making it and when it is written out, which took longer than
all else on a page. Here that is left to the tests; and charts that are the same object (`once`) are written out once.

The browser makes a chart anew where anything but its rows is other than before, which takes it four times as long as
other rows in the same chart. So what follows from the figures stands with the rows: the ends of axes, what the upright
one counts, the names of lines, and the words for who does not see the chart.
"""

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import partial
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa
from altair.utils import schemapi

schemapi.disable_debug_mode()
MOST = 500
"""Charts kept, the last used ones."""
ABOUT = "about"
"""Name of the one row with what follows from the figures: words, a number for each end of an axis, and the names that a
scale gives colours and shapes to, a line each."""
_ROWS: ContextVar[dict[int, tuple[str, pd.DataFrame]] | None] = ContextVar("rows", default=None)
"""Of the chart that is being written here, by identity: the name of each frame and the frame."""
_KEPT: OrderedDict[tuple[int, str], tuple[alt.LayerChart, dict[str, Any]]] = OrderedDict()
_LOCK = threading.Lock()


def _by_name(frame: pd.DataFrame) -> Any:
    """What Altair writes in the place of a frame. Two frames that happen to be equal have each a name, so that the
    drawing is the same where they are not."""
    rows = _ROWS.get()
    if rows is None:
        return alt.default_data_transformer(frame)
    name, _frame = rows.setdefault(id(frame), (f"rows{len(rows)}", frame))
    return {"name": name}


alt.data_transformers.register("by_name", _by_name)
alt.data_transformers.enable("by_name")


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
    rows: dict[int, tuple[str, pd.DataFrame]] = {}
    token = _ROWS.set(rows)
    try:
        told: dict[str, Any] = chart.to_dict(validate=False)
    finally:
        _ROWS.reset(token)
    config = told.pop("config", {})
    for size in ("continuousWidth", "continuousHeight"):  # of Altair's own theme; the page gives the size
        config.get("view", {}).pop(size, None)
    for part in ("mark", "axis"):  # Vega would read out every mark and axis, in English, as in "value: 12.000000"
        config[part] = {**config.get(part, {}), "aria": False}
    # the theme is one for all threads, and st.altair_chart switches it off for a moment: without it `config` comes last
    ordered = {name: part for name, part in sorted(config.items()) if part}
    about = {"words": words, **_ends_apart(told), **_counted_apart(told, ordered.get("axis", {}))}
    drawing = json.dumps(told)
    frames = {**{name: _named(frame, drawing) for name, frame in rows.values()}, ABOUT: pd.DataFrame([about])}
    sets = {**told.get("datasets", {}), **{name: _as_arrow(frame) for name, frame in frames.items()}}
    return {"config": ordered, **told, "layer": [_SPOKEN, *told["layer"]], "datasets": sets}


_SPOKEN = {
    "name": "words",
    "data": {"name": ABOUT},
    "mark": {"type": "rect", "fillOpacity": 0, "fill": "#fff", "aria": True},
    "encoding": {"description": {"field": "words", "type": "nominal"}},
}
"""An invisible ground that is read out, and nothing else of a chart: the table beside it holds every figure."""


def _named(frame: pd.DataFrame, drawing: str) -> pd.DataFrame:
    """The columns that the drawing names, and what each mark is of: the browser would read every cell of the others as
    well, at each click."""
    return frame[[one for one in frame.columns if one in _NAMES or re.search(rf"\b{re.escape(str(one))}\b", drawing)]]


def _as_arrow(frame: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(frame)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _ends_apart(told: dict[str, Any]) -> dict[str, float | str]:
    """The numbers at which axes end, the least step on them, and the names of lines, by name; in the chart each gives
    way to its name.

    Layers that share an axis or a colour share its names, so that it stays one.
    """
    found: dict[tuple[str, str, float | str], str] = {}

    def name(channel: str, what: str, one: float | str) -> str:
        own = found.setdefault((channel, what, one), f"n{len(found)}")
        return f"data('{ABOUT}')[0].{own}"

    for channel, encoding in _encodings(told):
        scale, axis = encoding.get("scale") or {}, encoding.get("axis") or {}
        domain = scale.get("domain")
        if isinstance(domain, list) and channel in _AXES and all(map(_is_end, domain)):
            scale["domain"] = [_end(one, partial(name, channel, f"end {at}")) for at, one in enumerate(domain)]
        elif isinstance(domain, list) and encoding.get("field") in _NAMES and channel in (*_LINES, *_AXES):
            own = name("line", str(encoding["field"]), "\n".join(domain))
            scale["domain"] = {"expr": rf"split({own}, '\n')"}
        if "tickMinStep" in axis:
            axis["tickMinStep"] = {"expr": name(channel, "step", axis["tickMinStep"])}
    return {own: one if isinstance(one, str) else float(one) for (_channel, _what, one), own in found.items()}


def _is_end(one: object) -> bool:
    """Whether this is a number at which an axis ends, or two that the width chooses between; a date is neither."""
    return isinstance(one, int | float) or (isinstance(one, dict) and " ? " in one.get("expr", ""))


def _end(one: float | dict[str, str], name: Callable[[float], str]) -> dict[str, str]:
    """The end of an axis with names for its numbers; two come from `year_scale`."""
    if not isinstance(one, dict):
        return {"expr": name(one)}
    asked, ends = one["expr"].split(" ? ")
    return {"expr": f"{asked} ? " + " : ".join(name(float(end)) for end in ends.split(" : "))}


def _counted_apart(told: dict[str, Any], axis: dict[str, Any]) -> dict[str, str]:
    """What the upright axis counts. The title of an axis cannot stand with the rows; that of a chart can, which stands
    in the same place and looks the same. axis: how axes look."""
    upright = [encoding for channel, encoding in _encodings(told) if channel == "y"]
    titled = {one["title"] for one in upright if one.get("title")}
    if len(titled) != 1 or "title" in told:
        return {}
    for one in upright:
        if one.get("title"):
            one["title"] = None
    style = {name: axis[f"title{name[0].upper()}{name[1:]}"] for name in ("color", "fontSize", "fontWeight")}
    place = {"orient": "left", "anchor": "middle", "offset": 4}
    told["title"] = {"text": {"expr": f"data('{ABOUT}')[0].counted"}, **place, **style}
    return {"counted": titled.pop()}


_AXES = ("x", "y")
_LINES = ("color", "stroke", "fill", "strokeDash", "shape")
"""Channels that tell lines apart."""
_NAMES = ("label", "lane", "region")
"""Columns that hold their names, or those of the lanes on an axis."""


def _encodings(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Channel and encoding of everything that is drawn, in all layers; those of a condition as well."""
    for channel, encoding in told.get("encoding", {}).items():
        if isinstance(encoding, dict):
            yield channel, encoding
            if isinstance(encoding.get("condition"), dict):
                yield channel, encoding["condition"]
    for layer in told.get("layer", []):
        yield from _encodings(layer)
