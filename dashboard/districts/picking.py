"""A click in any chart of the page chooses an area or lets it go; every chart and the list follow."""

import streamlit as st

CHOSEN = "gebieden"
"""Key of the list of chosen areas: the way of the keyboard to the same choice."""
MOST = 6
"""Lines that can be told apart in one chart."""
_REFUSED = "gebied-te-veel"
"""Key of whether the last click asked for more."""


def toggled(chosen: list[str], clicked: list[str]) -> list[str]:
    """The choice after a click: an area is added at the end, or let go when it was chosen; at most MOST stay."""
    result = list(chosen)
    for area in clicked:
        if area in result:
            result.remove(area)
        elif len(result) < MOST:
            result.append(area)
    return result


def pick(clicked: list[str]) -> None:
    """What follows a click on the marks of these areas."""
    before = list(st.session_state[CHOSEN])
    st.session_state[CHOSEN] = toggled(before, clicked)
    st.session_state[_REFUSED] = bool(clicked) and st.session_state[CHOSEN] == before


def one_too_many() -> bool:
    """Whether the last click asked for more areas than can be chosen; told once."""
    return bool(st.session_state.pop(_REFUSED, False))
