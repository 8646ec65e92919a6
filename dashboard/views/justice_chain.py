"""Strafrechtketen: what police, prosecution and courts counted, side by side and never as one cohort."""

import streamlit as st

from dashboard import justice, layers
from dashboard.chain import chain_figure, chain_rows, chain_years
from dashboard.figure import show
from dashboard.gaps import gaps_table
from dashboard.heading import heading
from dashboard.language import n, t
from dashboard.section import drawn_first, section

GAPS = (
    "gap-04-om-office",
    "gap-05-om-total",
    "gap-06-outcomes",
    "gap-07-convictions",
    "gap-08-offences",
    "gap-19-summons",
)

heading(t("justice.title"), 1)

rows = chain_rows(justice.STAGES)
complete = justice.latest_complete(rows, justice.TAKEAWAY)
if complete is not None:
    year, counts = complete
    told = {step: f" {t('overview.or')} ".join(n(one) for one in some) for step, some in counts.items()}
    st.html(f'<p class="lead">{t("justice.takeaway", year=year, **told)}</p>')
st.markdown(t("justice.not_one_cohort"))


@section
def figures() -> None:
    layers.switches()
    show(chain_figure(chain_years(justice.STAGES), justice.STAGES, "strafketen", own_page=True))
    drawn_first()
    show(justice.shares())
    show(justice.sentences())
    show(justice.over_years())


figures()

heading(t("justice.gaps"), anchor="niet-bekend", below=[t("justice.gaps_lead")])
st.html(gaps_table(GAPS, t("justice.gaps_table")))
