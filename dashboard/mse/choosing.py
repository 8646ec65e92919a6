"""What the reader's own estimate is made of: a table, lists of it, a method with its threshold, and replicates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import queries
from dashboard.address import kept, out_of_sight
from dashboard.language import language, n, t
from dashboard.mse import words
from dashboard.mse.study import published
from etl.mse import METHODS, Histories, InputError, Method, Settings, drop_lists, histories_to_csv, parse_bytes
from etl.mse.methods import DEFAULT_THRESHOLD
from etl.mse.sensitivity import THRESHOLDS

SEED = 1234
REPLICATES = (500, 1000, 2000)
"""Of 200 a tail of 2.5% holds just the 5 that BCa needs, and any correction moves one of the two under it."""
PUBLISHED, OWN = "published", "own"
OWN_KEY = "eigen"


@dataclass(frozen=True)
class Source:
    """A table to compute from: where it is from, its names, and what it is called in keys and names of files."""

    key: str
    histories: Histories
    names: Mapping[str, str]
    period: str = ""
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a computation was asked: to tell whether the choices above it are still the same."""

    source: Source
    settings: Settings
    replicates: int

    def same_as(self, other: "Asked") -> bool:
        return (
            self.source.histories.same_as(other.source.histories)
            and (self.settings, self.replicates) == (other.settings, other.replicates)
            and self.source.key == other.source.key
        )


def choose_source() -> Source | None:
    """The public table, or one of the reader's own; None while there is none."""
    public = published_table()
    if public is None:
        return _uploaded(None)
    names = {kind: t(f"mse.table_{kind}") for kind in (PUBLISHED, OWN)}
    kind = kept(
        st.segmented_control,
        t("mse.which_table"),
        list(names),
        key="tabel",
        default=PUBLISHED,
        required=True,
        format_func=names.__getitem__,
    )
    return public if kind == PUBLISHED else _uploaded(public)


def published_table() -> Source | None:
    """The public Dutch table of lists; None where the facts hold none."""
    held = queries.capture_datasets()["dataset"]
    if held.empty:
        return None
    dataset = str(held.iloc[0])
    study = published(dataset, language())
    return Source("keuze", study.histories, study.names, study.period, study.source_ids)


def _uploaded(example: Source | None) -> Source | None:
    """The reader's table; None, with a sentence, when there is none that can be read. example: a table in the form that
    is asked, to take along."""
    st.markdown(t("mse.upload_form"))
    if example is not None:
        st.download_button(
            t("mse.template"),
            histories_to_csv(example.histories),
            file_name="lijsten-voorbeeld.csv",
            mime="text/csv",
            key="mse-template",
            on_click="ignore",
            icon=":material/download:",
        )
    given = st.file_uploader(t("mse.upload"), type=["csv", "txt"], key="mse-upload", max_upload_size=1)
    st.caption(t("mse.upload_private"))
    if given is None:
        return None
    try:
        histories = parse_bytes(given.getvalue())
    except InputError as error:
        st.error(words.input_sentence(error, language()))
        return None
    source = Source(OWN_KEY, histories, {})
    small = int(((histories.counts > 0) & (histories.counts < 5)).sum())
    st.markdown(t("mse.upload_read", observed=n(histories.observed), lists=", ".join(histories.lists), small=small))
    return source


def choose_lists(source: Source) -> Source | None:
    """The table of the lists that are kept; None, with a sentence, when they are too few to estimate from."""
    every = list(source.histories.lists)
    names = {one: words.list_name(one, source.names) for one in every}
    more: dict[str, Any] = {"format_func": names.__getitem__, "placeholder": t("mse.lists_placeholder")}
    if source.key == OWN_KEY:  # what a reader's own lists are called is of nobody else: it enters no address
        out_of_sight("lijsten")
        key = f"mse-lists-{'-'.join(every)}"
        left = st.multiselect(t("mse.lists"), every, default=every, key=key, **more)
    else:
        left = kept(st.multiselect, t("mse.lists"), every, key="lijsten", default=every, **more)
    gone = [one for one in every if one not in left]
    if len(left) < 2:
        st.markdown(t("mse.too_few_lists"))
        return None
    table = drop_lists(source.histories, gone) if gone else source.histories
    if not table.counts.any():
        st.markdown(t("mse.nobody_left"))
        return None
    return Source(source.key, table, source.names, source.period, source.source_ids)


def choose_method(source: Source, whole: int) -> Asked:
    """How to estimate. whole: lists of the table before any was left out, which settle what interactions are looked
    at."""
    methods = {method: t(f"mse.method_{method}") for method in METHODS}
    thresholds = {threshold: words.fraction(threshold, language()) for threshold in THRESHOLDS}
    counts = {replicates: n(replicates) for replicates in REPLICATES}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        method: Method = kept(
            st.selectbox,
            t("mse.method"),
            METHODS,
            key="methode",
            default="stepwise",
            format_func=methods.__getitem__,
            width=330,
        )
        threshold = None
        out_of_sight(*(f"drempel-{other}" for other in DEFAULT_THRESHOLD if other != method))
        if method in DEFAULT_THRESHOLD:
            threshold = kept(
                st.selectbox,
                t("mse.threshold"),
                THRESHOLDS,
                key=f"drempel-{method}",
                default=DEFAULT_THRESHOLD[method],
                format_func=thresholds.__getitem__,
                width=170,
            )
        replicates = kept(
            st.selectbox,
            t("mse.replicates"),
            REPLICATES,
            key="trekkingen",
            default=1000,
            format_func=counts.__getitem__,
            width=170,
        )
    settings = Settings(method, threshold).fixed_order(whole)
    told = [
        t(f"mse.explain_{method}"),
        t(f"mse.explain_replicates{'_bic' if method == 'bic' else ''}", top=settings.top),
    ]
    st.caption(" ".join([*told, t("mse.explain_seed", seed=SEED)]))
    return Asked(source, settings, replicates)
