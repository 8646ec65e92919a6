import streamlit as st

from dashboard.language import t

st.title(t("nav.justice_chain"))
