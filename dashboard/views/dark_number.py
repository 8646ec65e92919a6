import streamlit as st

from dashboard.language import t

st.title(t("nav.dark_number"))
