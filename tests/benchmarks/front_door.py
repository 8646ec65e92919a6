"""The front door of the monitor with a clock beside it: `/samples` tells how the time of page runs was spent.

Every two milliseconds a thread looks where each run of a script is. A moment is Streamlit's when the innermost frame
that is of Streamlit or of the monitor is Streamlit's; what either calls in pandas, Altair or DuckDB is its caller's.
"""

import sys
import threading
import time
from pathlib import Path
from types import FrameType

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

PROJECT = Path(__file__).parents[2]
sys.path.insert(0, str(PROJECT))

from dashboard.web import API, open_data  # noqa: E402

EVERY = 0.002
OURS = tuple(str(PROJECT / name) for name in ("dashboard", "etl"))
STREAMLIT = str(Path(st.__file__).parent)
RUN = "_run_script"
"""Streamlit's function that runs a script from its first to its last line."""
SPENT: dict[str, float] = {"ours": 0.0, "streamlit": 0.0}


def watch() -> None:
    """Add up seconds until the process ends. A library that holds the interpreter delays the next look, so a look
    counts for all the time since the one before."""
    own = threading.get_ident()
    before = time.perf_counter()
    while True:
        time.sleep(EVERY)
        now = time.perf_counter()
        for thread, frame in sys._current_frames().items():
            whose = _whose(frame) if thread != own else None
            if whose:
                SPENT[whose] += now - before
        before = now


def _whose(frame: FrameType | None) -> str | None:
    """Whose a moment of a thread is; None outside a run of a script."""
    found = None
    while frame is not None:
        file = frame.f_code.co_filename
        if found is None and file.startswith(OURS):
            found = "ours"
        elif file.startswith(STREAMLIT):
            found = found or "streamlit"
            if frame.f_code.co_name == RUN:
                return found
        frame = frame.f_back
    return None


def samples(_request: Request) -> JSONResponse:
    """Seconds of either since the last time this was asked."""
    told = dict(SPENT)
    SPENT.update(dict.fromkeys(SPENT, 0.0))
    return JSONResponse(told)


sys.setswitchinterval(0.0005)
threading.Thread(target=watch, daemon=True).start()
app = st.App(PROJECT / "dashboard" / "main.py", routes=[Route("/samples", samples), Mount(API, app=open_data)])
