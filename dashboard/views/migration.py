"""Migratie: who registers from Poland, Bulgaria and Romania; origin and nationals by arrondissement. No risk."""

from dataclasses import replace

import streamlit as st

from dashboard import changes, districts, layers, numbers, queries, tables
from dashboard.address import kept
from dashboard.charts import alt_text
from dashboard.charts.areas import by_area
from dashboard.charts.dates import middle, over_time
from dashboard.figure import Figure, Panel, citations, show
from dashboard.language import language, look, n, t
from dashboard.lines import as_lines

ORIGINS = ["BG", "PL", "RO"]
"""In alphabetical order, in Dutch and in English."""
PRESENT = "arrondissement11"
PANEL_WIDTHS = {1: 1080, 2: 530, 3: 345}

st.title(t("migration.title"))

newest = queries.immigration(ORIGINS, queries.immigration_years(), True)
newest = newest[newest["period"] == newest["period"].max()].set_index("origin")
counts = {origin.lower(): n(newest.at[origin, "value"]) for origin in ORIGINS}
st.html(f'<p class="lead">{t("migration.takeaway", year=newest["period"].iloc[0], **counts)}</p>')
st.markdown(t("migration.no_risk"))
st.markdown(t("migration.unregistered", source=citations(["cbs-brp-2016"])[0]))


def immigration() -> Figure | None:
    first, last = queries.immigration_years()
    with st.container(horizontal=True, gap="medium", vertical_alignment="top"):
        picked = kept(
            st.pills,
            t("migration.origins"),
            ORIGINS,
            key="origin",
            default=ORIGINS,
            selection_mode="multi",
            format_func=lambda one: t(f"migration.country_{one}"),
            width="content",
        )
        per = kept(
            st.segmented_control,
            t("migration.per"),
            ["year", "month"],
            key="per",
            default="year",
            format_func=lambda one: t(f"migration.per_{one}"),
            required=True,
            width="content",
        )
        years = st.slider(
            t("migration.years"), first, last, (first, last), key="migration-years", bind="query-params", width=340
        )
    layers.switches()
    chosen = [one for one in ORIGINS if one in (picked or ORIGINS)]
    by_year = per == "year"
    rows = queries.immigration(chosen, years, by_year)
    if rows.empty:
        st.info(t("migration.no_full_year"))
        return None
    breaks = queries.breaks("immigration", sorted(rows["series"].unique()), regional=False)
    marks = layers.shown(breaks, years)
    top = float(rows["value"].max()) * 1.25
    panels = []
    for origin in chosen:
        own = rows[rows["origin"] == origin]
        name = own[f"series_{language()}"]
        labels = list(dict.fromkeys(name))
        drawn = as_lines(own, breaks, name, language())
        drawn["when"] = [numbers.period(one, language()) for one in own["period"]]
        told = alt_text.of_lines(drawn.assign(x=middle(own)), labels, language())
        chart = over_time(
            drawn.assign(x=middle(own)),
            labels,
            look(),
            years=years,
            y_title=t(f"migration.y_{per}"),
            top=top,
            breaks=marks,
            quiet=not by_year,
        )
        panels.append(Panel(chart, told, t(f"migration.country_{origin}"), labels))
    return Figure(
        key="immigratie",
        title=t(f"migration.{per}_title"),
        subtitle=t(f"migration.{per}_subtitle", origins=", ".join(t(f"migration.country_{one}") for one in chosen))
        + (" " + t("migration.one_scale") if len(panels) > 1 else ""),
        panels=panels,
        rows=rows,
        table=tables.observations(rows, language(), ("breakdown", "period", "series", "figure", "flags", "source")),
        panel_width=PANEL_WIDTHS[len(chosen)],
        lines=panels[0].lines if len(panels) == 1 else (),
        notes=[t("migration.year_note")] if by_year else [t("migration.month_note")],
        breaks=marks,
    )


def origins() -> Figure | None:
    """Residents of one origin in every arrondissement over the years; None before they were downloaded."""
    keys = {one.rpartition("=")[2]: one for one in districts.choices(PRESENT) if one.startswith("residents_by_origin|")}
    if not keys:
        return None
    names = {code: t(f"value.origin={code}") for code in keys}
    by_name = sorted(names, key=lambda code: names[code])
    with st.container(horizontal=True, gap="medium"):
        code = kept(
            st.selectbox,
            t("migration.origin"),
            by_name,
            key="herkomst",
            default=by_name[0],
            format_func=lambda one: names[one],
            width=260,
        )
        measure = kept(
            st.segmented_control,
            t("regions.measure"),
            ["rate", "value"],
            key="herkomstmaat",
            default="rate",
            format_func=lambda one: t("regions.value" if one == "value" else "regions.by_per_1000"),
            required=True,
            width="content",
        )
    choice = districts.choose(keys[code], PRESENT).of(measure)
    if measure != "value" and choice.measure == "value":
        st.info(t("regions.no_rate"))
    return replace(
        districts.all_areas(choice, shared=True, choosing=None),
        key="herkomst",
        title=t("migration.origin_title", origin=names[code], first=choice.years[0], last=choice.years[1]),
        subtitle=t("migration.origin_subtitle", unit=choice.unit),
        notes=[*choice.meaning(), t("migration.origin_note")],
    )


def hungarians() -> Figure:
    rows = queries.nationals("HU", "2026", PRESENT)
    (country,) = [row for _index, row in queries.nationals("HU", "2026", "land").iterrows()]
    panels = []
    for measure, decimals in (("value", 0), ("per_1000", 2)):
        drawn = rows[["region"]].assign(value=rows[measure], told=[n(one, decimals) for one in rows[measure]])
        title = t(f"migration.{measure}")
        chart = by_area(drawn, look(), x_title=title, top=float(rows[measure].max()) * 1.25, decimals=decimals)
        told = alt_text.of_ranges(drawn.rename(columns={"region": "label", "told": "text"}), language())
        panels.append(Panel(chart, told, title))
    table = tables.observations(rows, language(), ("region", "figure", "flags", "source"))
    table.insert(2, t("migration.per_1000"), [n(one, 2) for one in rows["per_1000"]])
    return Figure(
        key="hongaarse-nationaliteit",
        title=t("migration.nationals_title"),
        subtitle=t("migration.nationals_subtitle", count=n(country["value"]), rate=n(country["per_1000"], 2)),
        panels=panels,
        rows=rows,
        table=table,
        panel_width=PANEL_WIDTHS[2],
        notes=[t("migration.nationals_note")],
    )


def nationalities() -> Figure:
    rows = queries.nationals("", "2021", "land")
    table = tables.observations(rows, language(), ("breakdown", "figure", "flags", "source"))
    table.insert(2, t("migration.per_1000"), [n(one, 1) for one in rows["per_1000"]])
    return Figure(
        key="nationaliteiten",
        title=t("migration.nationalities_title"),
        subtitle=t("migration.nationalities_subtitle"),
        panels=(),
        rows=rows,
        table=table,
        notes=[t("migration.nationalities_note")],
    )


drawn_immigration = immigration()
if drawn_immigration is not None:
    show(drawn_immigration)
missing = changes.not_loaded("cbs-origin", "cbs-population", "cbs-regions")
if missing:
    st.info(missing)
drawn_origins = origins()
if drawn_origins is not None:
    show(drawn_origins)
show(hungarians())
show(nationalities())
