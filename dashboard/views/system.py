"""Systeemmodel: choose a variable or a measure and see what it works on, by which path, and in which loops it lies."""

import pandas as pd
import streamlit as st

from dashboard import html, lens, queries, system_paths, tables
from dashboard.address import kept
from dashboard.charts import system as charts
from dashboard.charts.spec import spec
from dashboard.citing import citations
from dashboard.figure import csv
from dashboard.language import language, look, n, t
from etl import system

LANG = language()
MOST = 26
"""Names in one picture of arcs; longer ones are told in the table alone."""

st.title(t("system.title"))

model = system_paths.model()
variables, links, graph, domains = model.variables, model.links, model.graph, model.domains
names = dict(model.names)
st.html(f'<p class="lead">{t("system.lead", variables=n(len(variables)), links=n(len(links)))}</p>')
st.markdown(t("system.no_numbers"))

# ---- what is chosen

with st.container(horizontal=True, vertical_alignment="bottom"):
    what = kept(
        st.segmented_control,
        t("system.choose"),
        ["variable", "measure"],
        key="kies",
        default="variable",
        format_func=lambda one: t(f"system.a_{one}"),
        required=True,
    )
    steps = kept(
        st.segmented_control,
        t("system.steps"),
        [1, 2, 3],
        key="stappen",
        default=2,
        format_func=lambda one: t(f"system.step_{one}"),
        required=True,
    )
if what == "measure":
    barrier = lens.barrier()
    measures = queries.interventions(barrier).set_index("intervention_id")
    chosen = kept(
        st.selectbox,
        t("system.measure", count=n(len(measures))),
        list(measures.index),
        key="maatregel",
        default=measures.index[0],
        format_func=lambda one: str(measures.at[one, f"name_{LANG}"]),
    )
    measure = measures.loc[chosen]
    names[chosen] = str(measure[f"name_{LANG}"])
    acts_on = {one["variable_id"]: one["sign"] for one in measure["acts_on"]}
    graph = system.with_intervention(graph, chosen, acts_on, measure["mapping_basis"] == "stated")
    for variable in acts_on:
        graph.edges[chosen, variable].update(section=measure["section"], text_line=measure["text_line"])
else:
    titles = system_paths.titles()
    chosen = kept(
        st.selectbox,
        t("system.variable", count=n(len(variables))),
        list(titles),
        key="variabele",
        default=system.IN_VIEW,
        format_func=titles.__getitem__,
    )
    acts_on = {}

found = system.effects(graph, chosen, steps)
causes = [] if what == "measure" else sorted(graph.predecessors(chosen), key=lambda one: names[one].lower())

# ---- what is known of it


def measured(variable: str) -> None:
    """The figure of a variable, or that there is none."""
    about = variables.loc[variable]
    if pd.isna(about["figure_nl"]):
        st.markdown(f"**{t('system.unmeasured')}** {t('system.no_candidate')}")
        return
    if variable in (system.IN_VIEW, "dark_number"):
        share = queries.share_in_view().iloc[-1]
        low, high = n(share["share_low"] * 100), n(share["share_high"] * 100)
        st.markdown(t("system.share", year=share["year"], low=low, high=high))
    elif about["indicator_id"] == "estimated_victims":
        rows = queries.estimates()
        rows = rows[(rows["indicator_id"] == "estimated_victims") & (rows["breakdown"] == "total")]
        rows = rows[(rows["interval_kind"] != "none") & rows["low"].notna() & (rows["method"] == "MSE")]
        for row in rows.to_dict("records"):
            st.markdown(
                t("system.estimate", period=row["period"], low=n(row["low"]), high=n(row["high"]), who=row["producer"])
            )
    elif pd.notna(about["indicator_id"]):
        rows = queries.newest(about["indicator_id"], about["breakdown"])
        if rows.empty:
            st.markdown(f"**{t('system.unmeasured')}** {t('system.candidate', where=about['candidate_source'])}")
        for row in rows.head(3).to_dict("records"):
            figure = tables.figure_text(pd.Series(row), LANG)
            st.markdown(
                t(
                    "system.figure",
                    name=row[f"indicator_{LANG}"],
                    figure=figure + ("%" if row["unit"] == "%" else ""),
                    period=row["period"],
                    series=row[f"series_{LANG}"],
                    who=row["producer"],
                )
            )
    else:
        st.markdown(f"**{t('system.unmeasured')}** {t('system.candidate', where=about['candidate_source'])}")
    note = about[f"note_{LANG}"]
    if pd.notna(note):
        st.caption(f"{t('system.grade_' + about['grade'])} {note}")


roles = {path.variables[-1]: "further" for path in found} | {
    path.variables[-1]: "first" for path in found[::-1] if path.steps == 1
}
roles[chosen] = "chosen"
pairs = list(dict.fromkeys(pair for path in found for pair in zip(path.variables, path.variables[1:], strict=False)))
arriving = [(cause, chosen) for cause in causes]

left, right = st.columns([3, 2], gap="large")
with left:
    st.header(t("system.map"), anchor="kaart")
    st.caption(t("system.map_caption"))
    told = t("system.map_alt", name=names[chosen], count=n(len(roles) - 1))
    strong = set(pairs) | set(arriving)
    st.vega_lite_chart(
        spec(charts.overview(model.placed, links, roles, strong, domains, look()), told),
        theme=None,
        width="stretch",
        alt=t("system.map"),
    )
with right:
    st.header(names[chosen], anchor=False)
    if what == "variable":
        about = variables.loc[chosen]
        kind = t(f"system.kind_{about['kind']}") + (" " + t("system.inferred") if about["kind_inferred"] else "")
        st.caption(f"{domains[about['domain']]}. {kind} {t('system.in_section', section=about['section'])}")
        measured(chosen)
    else:
        st.caption(t("system.place", section=measure["section"], line=measure["text_line"]))
        st.markdown(t(f"system.mapping_{measure['mapping_basis']}"))
        for variable in acts_on:
            with st.container(key=f"acts-{variable}"):
                st.markdown(f"**{system_paths.SIGNS[acts_on[variable]]} {names[variable]}**")
                measured(variable)
    direct = sum(path.steps == 1 for path in found)
    st.markdown(t("system.counted", causes=n(len(causes)), direct=n(direct), all=n(len(roles) - 1)))

# ---- the part in view, with its paths


near = "system.near" if what == "variable" else "system.near_measure"
st.header(t(near, name=names[chosen]), anchor="verbanden")
st.html(
    '<div class="keys">'
    + "".join(
        f'<span class="key"><span class="dash {one}" aria-hidden="true"></span>{html.escape(t("system." + one))}</span>'
        for one in (system.STATED, system.IMPLIED, system.UNKNOWN)
    )
    + f'<span class="key">{html.escape(t("system.key_signs"))}</span></div>'
)
order = [*causes, chosen, *dict.fromkeys(path.variables[-1] for path in found)]
order = list(dict.fromkeys(order))
drawn = order if len(order) <= MOST else list(dict.fromkeys([*causes, chosen, *graph.successors(chosen)]))
shown = [pair for pair in dict.fromkeys([*arriving, *pairs]) if pair[0] in drawn and pair[1] in drawn]
if len(drawn) > 1:
    if len(drawn) < len(order):
        st.caption(t("system.too_many", most=n(MOST)))
    told = t("system.arcs_alt", name=names[chosen], causes=n(len(causes)), effects=n(len(drawn) - len(causes) - 1))
    st.vega_lite_chart(
        spec(charts.arcs(graph, drawn, chosen, shown, names, look()), told),
        theme=None,
        width="stretch",
        alt=t(near, name=names[chosen]),
    )
if causes:
    with st.expander(t("system.causes", count=n(len(causes))), expanded=False):
        arriving_paths = [
            path for cause in causes for path in system.effects(graph, cause, 1) if path.variables[-1] == chosen
        ]
        st.html(
            html.table(
                system_paths.table_of_paths(graph, arriving_paths, names), t("system.causes_table"), stacked=True
            )
        )
for depth in range(1, steps + 1):
    some = [path for path in found if path.steps == depth]
    with st.expander(t(f"system.effects_{depth}", count=n(len(some))), expanded=depth == 1 and bool(some)):
        told = t(f"system.effects_table_{depth}")
        st.html(html.table(system_paths.table_of_paths(graph, some, names), told, stacked=True))

# ---- the key indicators and the loops

limit = st.slider(t("system.limit"), 2, 8, 6, key="lengte", bind="query-params")
st.header(t("system.on_key"), anchor="kernindicatoren")
for indicator in system.KEY_INDICATORS:
    if indicator == chosen:
        continue
    some = system.paths(graph, chosen, indicator, limit)
    count = {sign: sum(path.sign == sign for path in some) for sign in ("+", "-", "?")}
    told = t(
        "system.to_key",
        name=names[indicator],
        count=n(len(some)),
        limit=n(limit),
        up=count["+"],
        down=count["-"],
        open=count["?"],
    )
    with st.expander(told):
        st.html(html.table(system_paths.table_of_paths(graph, some, names), names[indicator], stacked=True))
st.caption(t("system.paths_not_weighed"))

st.header(t("system.loops"), anchor="lussen")
# a measure has no link to it, so that it lies in no loop and is under no pressure itself
every, all_loops = system_paths.loops_table(limit)
through, own_loops = system_paths.loops_table(limit, frozenset({chosen, *acts_on}))
st.markdown(t("system.loops_lead", count=n(every), limit=n(limit), through=n(through)))
if through:
    st.html(own_loops)
with st.expander(t("system.all_loops", count=n(every))):
    st.html(all_loops)

# ---- side effects, and what the text leaves open

st.header(t("system.side"), anchor="neveneffecten")
st.markdown(t("system.side_lead"))
st.html(system_paths.side_table())

st.header(t("system.left_open"), anchor="open")
unsigned, open_links = system_paths.open_table()
st.markdown(t("system.open_lead", count=n(unsigned)))
with st.expander(t("system.open_table", count=n(unsigned))):
    st.html(open_links)
st.caption(t("figure.source", sources="; ".join(citations(["tno-2018-systeemanalyse"]))))
csv("systeemmodel", links)
