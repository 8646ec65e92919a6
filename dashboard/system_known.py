"""What is known of what one chose in the system model: its figure and its place in the text."""

import pandas as pd
import streamlit as st

from dashboard import queries, system_paths, tables
from dashboard.coverage import nothing_in_view
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.system_choice import Choice
from etl import system


def about(choice: Choice) -> None:
    """What is chosen, in words and figures."""
    known = system_paths.model()
    heading(choice.name)
    if choice.measure is None:
        row = known.variables.loc[choice.chosen]
        kind = t(f"system.kind_{row['kind']}") + (" " + t("system.inferred") if row["kind_inferred"] else "")
        st.caption(f"{known.domains[str(row['domain'])]}. {kind} {t('system.in_section', section=row['section'])}")
        measured(choice.chosen)
    else:
        st.caption(t("system.place", section=choice.measure["section"], line=choice.measure["text_line"]))
        st.markdown(t(f"system.mapping_{choice.measure['mapping_basis']}"))
        for variable, sign in choice.acts_on.items():
            with st.container(key=f"acts-{variable}"):
                st.markdown(f"**{system_paths.SIGNS[sign]} {choice.names[variable]}**")
                measured(variable)
    direct = sum(path.steps == 1 for path in choice.found)
    st.markdown(t("system.counted", causes=n(len(choice.causes)), direct=n(direct), all=n(len(choice.reached))))


def measured(variable: str) -> None:
    """The figure of a variable, or that there is none."""
    lang = language()
    about = system_paths.model().variables.loc[variable]
    if pd.isna(about["figure_nl"]):
        st.markdown(f"**{t('system.unmeasured')}** {t('system.no_candidate')}")
        return
    if variable in (system.IN_VIEW, "dark_number"):
        missing = nothing_in_view()
        if missing:
            st.markdown(missing)
            return
        share = queries.share_in_view().iloc[-1]
        low, high = n(share["share_low"] * 100), n(share["share_high"] * 100)
        st.markdown(t("system.share", year=share["year"], low=low, high=high))
    elif about["indicator_id"] == "estimated_victims":
        rows = queries.estimates()
        rows = rows[(rows["indicator_id"] == "estimated_victims") & (rows["breakdown"] == "total")]
        rows = rows[(rows["interval_kind"] != "none") & rows["low"].notna() & (rows["method"] == "MSE")]
        if rows.empty:
            st.markdown(t("system.no_estimate"))
        for row in rows.to_dict("records"):
            st.markdown(
                t("system.estimate", period=row["period"], low=n(row["low"]), high=n(row["high"]), who=row["producer"])
            )
    elif pd.notna(about["indicator_id"]):
        rows = queries.newest(about["indicator_id"], about["breakdown"])
        if rows.empty:
            st.markdown(f"**{t('system.unmeasured')}** {t('system.candidate', where=about['candidate_source'])}")
        for row in rows.head(3).to_dict("records"):
            figure = tables.figure_text(pd.Series(row), lang)
            st.markdown(
                t(
                    "system.figure",
                    name=row[f"indicator_{lang}"],
                    figure=figure + ("%" if row["unit"] == "%" else ""),
                    period=row["period"],
                    series=row[f"series_{lang}"],
                    who=row["producer"],
                )
            )
    else:
        st.markdown(f"**{t('system.unmeasured')}** {t('system.candidate', where=about['candidate_source'])}")
    note = about[f"note_{lang}"]
    if pd.notna(note):
        st.caption(f"{t('system.grade_' + about['grade'])} {note}")
