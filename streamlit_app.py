"""The front door: `streamlit run streamlit_app.py` serves the pages of dashboard/main.py and the API beside them."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from dashboard import settings
from dashboard.pages_first import SeeReaders
from dashboard.security import SecurityHeaders
from dashboard.start import started
from dashboard.telemetry import log_as_json
from dashboard.web import API, AsAccepted, HtmlPages, open_data
from etl.no_warehouse import SettingError

try:
    settings.check()
except SettingError as error:
    sys.exit(f"error: {error}")
log_as_json()
app = st.App(
    Path(__file__).parent / "dashboard" / "main.py",
    routes=[Mount(API.rpartition("/")[0], app=open_data)],
    lifespan=started,
    middleware=[Middleware(SeeReaders), Middleware(SecurityHeaders), Middleware(AsAccepted), Middleware(HtmlPages)],
)
