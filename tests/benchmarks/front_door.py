"""The front door of the monitor with a clock beside it: `/samples` tells how the time of page runs was spent.

pyinstrument looks every millisecond, in the thread of a run, where it is. A moment is Streamlit's when the innermost
frame that is of Streamlit or of the monitor is Streamlit's; what either calls in pandas, Altair or DuckDB is its
caller's. (To look from another thread is not safe: frames change while they are read.)
"""

import sys
from pathlib import Path

import streamlit as st
from pyinstrument import Profiler
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT))

from dashboard.web import API, open_data  # noqa: E402

EVERY = 0.001
OURS = tuple(str(PROJECT / name) for name in ("dashboard", "etl"))
STREAMLIT = str(Path(st.__file__).parent)
SPENT: dict[str, float] = {"ours": 0.0, "streamlit": 0.0}
_run_script = ScriptRunner._run_script


def timed(*args: object) -> None:
    """Streamlit's function that runs a script from its first to its last line, with where its time went."""
    profiler = Profiler(interval=EVERY, async_mode="disabled")
    profiler.start()
    try:
        _run_script(*args)  # type: ignore[arg-type]
    finally:
        for stack, seconds in profiler.stop().frame_records:
            SPENT[_whose(stack)] += seconds


def _whose(stack: list[str]) -> str:
    """Whose a moment is, by the frames from the outermost to the innermost, each told as name, file and line."""
    for frame in reversed(stack):
        if frame.split("\0")[1].startswith(OURS):
            return "ours"
        if frame.split("\0")[1].startswith(STREAMLIT):
            break
    return "streamlit"


def samples(_request: Request) -> JSONResponse:
    """Seconds of either since the last time this was asked."""
    told = dict(SPENT)
    SPENT.update(dict.fromkeys(SPENT, 0.0))
    return JSONResponse(told)


ScriptRunner._run_script = timed  # type: ignore[method-assign,assignment]
app = st.App(PROJECT / "dashboard" / "main.py", routes=[Route("/samples", samples), Mount(API, app=open_data)])
