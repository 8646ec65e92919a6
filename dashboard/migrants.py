"""Who comes from where, as figures: immigration by origin, nationals by arrondissement, nationalities."""

import pandas as pd

from dashboard import layers, numbers, queries, tables
from dashboard.charts import alt_text
from dashboard.charts.areas import by_area
from dashboard.charts.dates import middle, over_time, rows_over_time
from dashboard.drawn_once import drawn_once, told_once
from dashboard.figure import Figure
from dashboard.language import language, look, n, t
from dashboard.lines import as_lines
from dashboard.panel import Panel

PRESENT = "arrondissement11"
PANEL_WIDTHS = {1: 1080, 2: 530, 3: 345}


@told_once
def newest_whole_year(origins: list[str]) -> tuple[str, dict[str, float]]:
    """The newest year of which every origin is held, and the immigration in it by origin."""
    rows = queries.immigration(origins, queries.immigration_years(), True)
    held = rows.groupby("period")["origin"].nunique() == len(origins)  # a year may be there of some origins alone
    year = str(held.index[held].max())
    newest = rows[rows["period"] == year]
    return year, dict(zip(newest["origin"], newest["value"], strict=True))


@drawn_once
def immigration_figure(chosen: tuple[str, ...], years: tuple[int, int], by_year: bool) -> Figure:
    """A panel for each chosen origin, all on one scale; there are rows of these years."""
    rows, per = queries.immigration(list(chosen), years, by_year), "year" if by_year else "month"
    breaks = queries.breaks("immigration", sorted(rows["series"].unique()), False, set(rows["breakdown"]))
    marks, places = (layers.shown(breaks, years, always=one) for one in (False, True))
    top = float(rows["value"].max()) * 1.08
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
            room=rows_over_time(places, years),
            quiet=not by_year,
        )
        panels.append(Panel(chart, told, t(f"migration.country_{origin}"), labels))
    return Figure(
        key="immigratie",
        title=t(f"migration.{per}_title"),
        subtitle=t(
            f"migration.{per}_subtitle",
            origins=numbers.either([t(f"migration.origin_{one}") for one in chosen], language()),
        )
        + (" " + t("migration.one_scale") if len(panels) > 1 else ""),
        panels=panels,
        rows=rows,
        table=tables.observations(rows, language(), ("breakdown", "period", "series", "figure", "flags", "source")),
        panel_width=PANEL_WIDTHS[len(chosen)],
        heavy=True,
        lines=panels[0].lines if len(panels) == 1 else (),
        notes=[t("migration.origin_meaning"), t(f"migration.{per}_note")],
        breaks=marks,
    )


def _told(value: float, decimals: int = 0) -> str:
    """A number in words; a dash where there is none."""
    return "–" if pd.isna(value) else n(value, decimals)


def _whole() -> str:
    """How many residents of the whole country have Hungarian nationality, in a sentence."""
    country = queries.nationals("HU", "2026", "land")
    country = country[country["value"].notna()]
    if country.empty:
        return t("migration.nationals_whole_none")
    count, rate = country.iloc[0][["value", "per_1000"]]
    if pd.isna(rate):
        return t("migration.nationals_whole_count", count=n(count))
    return t("migration.nationals_whole", count=n(count), rate=n(rate, 2))


@drawn_once
def hungarians() -> Figure | None:
    """Residents with Hungarian nationality in every arrondissement; None where no figure of them is held."""
    rows = queries.nationals("HU", "2026", PRESENT)
    if rows["value"].isna().all():
        return None
    panels = []
    for measure, decimals in (("value", 0), ("per_1000", 2)):
        if rows[measure].isna().all():  # without inhabitants there is no rate
            continue
        drawn = rows[["region"]].assign(value=rows[measure], told=[_told(one, decimals) for one in rows[measure]])
        title = t(f"migration.{measure}")
        chart = by_area(drawn, look(), x_title=title, top=float(rows[measure].max()) * 1.25)
        told = alt_text.of_ranges(drawn.rename(columns={"region": "label", "told": "text"}), language())
        panels.append(Panel(chart, told, title))
    table = tables.observations(rows, language(), ("region", "figure", "flags", "source"))
    table.insert(2, t("migration.per_1000"), [_told(one, 2) for one in rows["per_1000"]])
    return Figure(
        key="hongaarse-nationaliteit",
        per_head=True,
        title=t("migration.nationals_title"),
        subtitle=t("migration.nationals_subtitle", whole=_whole()),
        panels=panels,
        rows=rows,
        table=table,
        panel_width=PANEL_WIDTHS[2],
        notes=[t("migration.nationals_note")],
    )


@drawn_once
def nationalities() -> Figure | None:
    """Residents of the whole country by nationality; None where no figure of them is held."""
    rows = queries.nationals("", "2021", "land")
    if rows.empty:
        return None
    table = tables.observations(rows, language(), ("breakdown", "figure", "flags", "source"))
    table.insert(2, t("migration.per_1000"), [_told(one, 1) for one in rows["per_1000"]])
    return Figure(
        key="nationaliteiten",
        per_head=True,
        title=t("migration.nationalities_title"),
        subtitle=t("migration.nationalities_subtitle"),
        panels=(),
        rows=rows,
        table=table,
        notes=[t("migration.nationalities_note")],
    )
