"""What Streamlit itself costs: one chart of ten rows, and a filter that redraws it."""

import altair as alt
import pandas as pd
import streamlit as st

ROWS = pd.DataFrame({"year": range(2010, 2020), "a": range(10), "b": range(10, 0, -1)})

st.title("Minimal")
column = st.segmented_control("Which", ["a", "b"], default="a", required=True, key="which")
st.altair_chart(alt.Chart(ROWS).mark_line().encode(x="year:Q", y=alt.Y(f"{column}:Q")), width="stretch", key="chart")
