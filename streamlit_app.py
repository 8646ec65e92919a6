"""The front door: `streamlit run streamlit_app.py` serves the pages of dashboard/main.py and the API beside them."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from dashboard.security import SecurityHeaders
from dashboard.web import API, HtmlLanguage, open_data

app = st.App(
    Path(__file__).parent / "dashboard" / "main.py",
    routes=[Mount(API, app=open_data)],
    middleware=[Middleware(SecurityHeaders), Middleware(HtmlLanguage)],
)
