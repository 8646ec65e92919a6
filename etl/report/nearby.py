"""How an area relates to those that are told beside it, in words: it lies in them, came from them or became them."""

from collections.abc import Iterable

import pandas as pd

from etl.report.areas import Area, Surroundings
from etl.report.blocks import Block, Text
from etl.report.words import Words


def phrase(t: Words, about: Surroundings, region_ids: Iterable[str]) -> str:
    """What areas these are to the area of the report: "areas it belongs or belonged to and the old court districts that
    Gelderland came from". region_ids: of `about.within` and `about.others`, at least one of them."""
    here = set(region_ids)
    told = [t("near.within")] if here & {one.region_id for one in about.within} else []
    if here & {one.region_id for one, _relation in about.others}:
        number = "one" if len(about.others) == 1 else "more"
        told.append(t(f"near.{_direction(about)}_{number}", name=_changed(t, about)))
    return f" {t('near.and')} ".join(told)


def figures(t: Words, about: Surroundings, near: pd.DataFrame, *, own: bool) -> str:
    """Which of these areas have figures about trafficking, or that none has: in a sentence that follows what is said of
    the area itself.

    near: the figures, with region_id, region and region_type. own: whether the area has figures of its own.
    """
    if near.empty:
        every = [*about.within, *(one for one, _relation in about.others)]
        return t(f"short.no_around_{_after(own)}", near=phrase(t, about, [one.region_id for one in every]))
    areas = dict.fromkeys(zip(near["region_type"], near["region"], strict=True))
    named = ", ".join(t(f"kind_short.{kind}", name=name) for kind, name in areas)
    return t(f"short.around_{_after(own)}", near=phrase(t, about, near["region_id"]), areas=named)


def lies(t: Words, about: Surroundings) -> list[Block]:
    """Which areas it lies or lay in, and what its district came from or became, in a sentence each."""
    within = [t("registered.one", kind=t(f"kind.{one.kind}"), name=one.name) for one in about.within]
    others = [t(f"relation.{how}", name=one.name, kind=t(f"kind.{one.kind}")) for one, how in about.others]
    told = [t("registered.lies", name=about.area.name, areas="; ".join(within))] if within else []
    if others:
        told.append(t(f"registered.{_direction(about)}", name=_changed(t, about), areas="; ".join(others)))
    return [Text(" ".join(told))] if told else []


def _after(own: bool) -> str:
    return "figures" if own else "none"


def _direction(about: Surroundings) -> str:
    return "after" if about.area.kind == "arrondissement19" else "before"


def _changed(t: Words, about: Surroundings) -> str:
    """The district that came from the others or became them: of a municipality the one it lies in."""
    if about.area.kind != "gemeente":
        return about.area.name
    district: Area = next(one for one in about.within if one.kind == "arrondissement11")
    return t("kind_short.arrondissement11", name=district.name)
