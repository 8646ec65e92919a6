"""The front door: `streamlit run streamlit_app.py` serves the pages of dashboard/main.py."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.web import HtmlLanguage

app = st.App(Path(__file__).parent / "dashboard" / "main.py", middleware=[Middleware(HtmlLanguage)])
