"""The self-scan as the administrative monitor shows it: fill in, save, load, see the profile, compare."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import html, queries, scan
from dashboard.citing import citations, place_of
from dashboard.drawn_once import told_once
from dashboard.heading import heading
from dashboard.language import language, n, t
from dashboard.markdown import for_streamlit
from dashboard.scan import LEVELS, Scan, ScanFileError
from dashboard.status_part import signs

NAME = "scan-name"
EARLIER = "scan-earlier"


def show() -> None:
    questions, groups = _questions(), _groups()
    lead = t("self_scan.scan_lead", count=n(len(questions)))
    heading(t("self_scan.scan_title"), anchor="zelfscan", below=[lead])
    st.caption(t("self_scan.own_instrument"))
    files = st.expander(t("self_scan.load"), key="scan-files", on_change="rerun")
    if files.open or st.session_state.get(EARLIER):  # a file to compare with is in its box, and goes with it
        with files:
            _load(list(questions.index))
    st.text_input(t("self_scan.name"), key=NAME, max_chars=80, persist_state="session")
    for group, asked in groups.items():
        answered = sum(bool(st.session_state.get(_key(one))) for one in asked)
        told = t("self_scan.group", name=t(f"self_scan.{group}"), answered=n(answered), count=n(len(asked)))
        own = f"scan-group-{group}"
        if own in st.session_state:  # with another label it is another box to Streamlit, which would fold it
            st.session_state[own] = bool(st.session_state[own])
        box = st.expander(told, key=own, expanded=group == "baseline", on_change="rerun")
        if box.open:  # fifty questions at once keep the browser busy for a tenth of a second
            with box:
                _ask(questions.loc[asked, f"question_{language()}"])
    answers = {one: str(st.session_state[_key(one)]) for one in questions.index if st.session_state.get(_key(one))}
    st.download_button(
        t("self_scan.save"),
        scan.saved(Scan(answers, st.session_state.get(NAME) or "", date.today().isoformat())),
        f"zelfscan-{date.today().isoformat()}.json",
        "application/json",
        on_click="ignore",
        icon=":material/download:",
        key="scan-save",
    )
    if answers:
        _profile(answers, groups)
        _advice(answers, questions)
        _beside_the_four(answers, groups["status"])
    else:
        st.info(t("self_scan.nothing_yet"))


@told_once
def _questions() -> pd.DataFrame:
    """Every question with its advice and source, by question_id."""
    return queries.scan_questions().set_index("question_id")


@told_once
def _groups() -> dict[str, list[str]]:
    return scan.groups(queries.scan_questions())


def _ask(questions: pd.Series) -> None:
    """The questions of a group. questions: question_id to words."""
    for one, words in questions.items():
        st.segmented_control(
            str(words),
            LEVELS,
            key=_key(str(one)),
            format_func=lambda level: t(f"self_scan.level_{level}"),
            persist_state="session",
        )


def _key(question: str) -> str:
    return f"scan-{question}"


def _load(questions: list[str]) -> None:
    """Take answers out of a file once, into this session alone; a second file is an earlier scan to compare with."""
    own = st.file_uploader(t("self_scan.load_own"), type="json", key="scan-upload")
    if own is not None and st.session_state.get("scan-taken") != own.file_id:
        taken = _read(own.getvalue(), questions)
        st.session_state["scan-taken"] = own.file_id
        if taken is not None:
            for one in questions:
                st.session_state[_key(one)] = taken.answers.get(one)
            st.session_state[NAME] = taken.name
            st.success(t("self_scan.loaded", count=n(len(taken.answers))))
    earlier = st.file_uploader(t("self_scan.load_earlier"), type="json", key="scan-upload-earlier")
    st.session_state[EARLIER] = None if earlier is None else _read(earlier.getvalue(), questions)


def _read(raw: bytes, questions: list[str]) -> Scan | None:
    try:
        return scan.loaded(raw, questions)
    except ScanFileError as error:
        st.error(t(f"self_scan.error_{error.what}", where=error.where, got=error.got))
        return None


def _profile(answers: Mapping[str, str], groups: Mapping[str, list[str]]) -> None:
    """How many of each answer a group has: a profile, and no total."""
    earlier: Scan | None = st.session_state.get(EARLIER)
    heading(t("self_scan.profile"), 3, anchor="profiel")
    st.caption(signs((*LEVELS, "")))
    rows = []
    for group, asked in groups.items():
        given = [answers.get(one, "") for one in asked]
        row = [t(f"self_scan.{group}"), scan.strip(answers, asked)]
        if earlier:
            row.append(scan.strip(earlier.answers, asked))
        rows.append([*row, *(n(given.count(level)) for level in (*LEVELS, ""))])
    head = [t("self_scan.part_of"), t("self_scan.now")]
    if earlier:
        head.append(t("self_scan.earlier", name=earlier.name or t("self_scan.unnamed"), day=earlier.day))
    head += [t(f"self_scan.level_{level}") for level in (*LEVELS, "")]
    st.html(html.table(pd.DataFrame(rows, columns=head, dtype="str"), t("self_scan.profile_caption"), stacked=True))
    st.caption(t("self_scan.no_score"))


def _advice(answers: Mapping[str, str], questions: pd.DataFrame) -> None:
    """What to do about what is missing, in the words of this monitor, with what it rests on."""
    lacking = questions[[answers.get(str(one)) in scan.MISSING for one in questions.index]]
    heading(t("self_scan.advice"), 3, anchor="advies")
    if lacking.empty:
        st.markdown(t("self_scan.no_advice"))
        return
    rests_on = t("self_scan.rests_on")
    table = pd.DataFrame(
        {
            t("self_scan.missing"): lacking[f"question_{language()}"],
            t("self_scan.answer"): [t(f"self_scan.level_{answers[str(one)]}") for one in lacking.index],
            t("self_scan.do"): lacking[f"advice_{language()}"],
            rests_on: [html.link(one, None) for one in lacking["producer"] + ", " + lacking["locator"].map(place_of)],
        },
        dtype="str",
    )
    caption = t("self_scan.advice_caption", count=n(len(lacking)))
    st.html(html.table(table, caption, ready=[rests_on], stacked=True))
    st.caption(t("self_scan.advice_note"))
    sources = "; ".join(citations(["comensha-factsheet", *lacking["source_id"].unique()]))
    st.caption(for_streamlit([t("figure.source", sources=sources)]), unsafe_allow_html=True)


def _beside_the_four(answers: Mapping[str, str], asked: list[str]) -> None:
    """The fourteen aspects of one's own municipality beside the four of 2012: a column each, no order by result."""
    rows = queries.municipal_statuses()
    if rows.empty:
        return
    levels = rows.pivot(index="status_id", columns="region", values="level")
    names = rows.drop_duplicates("status_id").set_index("status_id")[f"status_{language()}"]

    def told(level: str) -> str:
        return f"{scan.SIGNS[level]} {t(f'self_scan.level_{level}')}"

    table = pd.DataFrame({t("self_scan.aspect"): [names[one] for one in asked]})
    table[t("self_scan.own", year=date.today().year)] = [told(answers.get(one, "")) for one in asked]
    earlier: Scan | None = st.session_state.get(EARLIER)
    if earlier:
        column = t("self_scan.earlier", name=earlier.name or t("self_scan.unnamed"), day=earlier.day)
        table[column] = [told(earlier.answers.get(one, "")) for one in asked]
    for region in levels.columns:
        table[f"{region} 2012"] = [told(str(levels.at[one, region])) for one in asked]
    heading(t("self_scan.beside"), 3, anchor="naast-2012")
    st.html(html.table(table, t("self_scan.beside_caption"), stacked=True))
    st.caption(t("self_scan.beside_note"))
