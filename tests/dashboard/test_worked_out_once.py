"""A page that was shown before is shown again without working anything out: what pandas made of rows is kept."""

import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from dashboard.pages import PAGES

PROJECT = str(Path(__file__).parents[2])
WORK = ("groupby", "sort_values", "merge", "pivot", "set_index", "assign", "__setitem__")
"""What pandas takes longest for, of what pages do with rows."""
ADDRESSES = [
    *[(view, {}) for view in PAGES],
    ("local_picture", {"gebied": "gm:GM0622"}),
    ("stories", {"verhaal": "daling-2018"}),
    ("stories", {"verhaal": "een-arrondissement"}),
    ("system", {"kies": "measure"}),
]


@pytest.mark.parametrize(("view", "address"), ADDRESSES, ids=str)
def test_a_page_shown_before_works_nothing_out(view, address, open_page, monkeypatch):
    open_page(view, **address)
    asked: Counter[str] = Counter()

    def counted(name):
        work = getattr(pd.DataFrame, name)

        def told(*given, **named):
            code = sys._getframe(1).f_code
            if code.co_filename.startswith(PROJECT):
                asked[f"{code.co_filename.removeprefix(PROJECT)}:{code.co_name} {name}"] += 1
            return work(*given, **named)

        return told

    for name in WORK:
        monkeypatch.setattr(pd.DataFrame, name, counted(name))
    open_page(view, **address)
    assert asked == {}
