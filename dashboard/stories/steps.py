"""What the steps of a story are made of."""

from html import escape

import streamlit as st

from dashboard.figure import Figure, show
from dashboard.heading import heading
from dashboard.language import t
from dashboard.section import drawn_first


def step(key: str, number: int, **values: object) -> None:
    """Heading and text of a step: the sentences `key_title` and `key_text` of the section stories."""
    if number == 2:
        drawn_first()
    title, told = (t(f"stories.{key}_{part}", **values) for part in ("title", "text"))
    heading(f"{number}. {title}", anchor=f"stap-{number}", below=[told])


def show_under(figure: Figure) -> None:
    """A figure under the heading of its step."""
    show(figure, level=3)


def quote(sentence: str, source: str) -> None:
    """A sentence that may be taken over, with the source that goes with it."""
    st.html(f'<blockquote class="quote"><p>{escape(sentence)}</p><footer>{escape(source)}</footer></blockquote>')


def not_to_write(told: list[str]) -> None:
    """What may not be written, each with the reason."""
    st.markdown("\n".join(f"- {one}" for one in told))
