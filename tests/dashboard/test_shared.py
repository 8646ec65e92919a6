"""What one takes away of every figure of every page: the box is opened on each."""

import pytest
from elements import figures, opened_shares

from dashboard.pages import PAGES

ADDRESSES = [
    *[(view, {}) for view in PAGES],
    ("regions", {"indeling": "huidig"}),
    ("system", {"kies": "measure"}),
    ("local_picture", {"gebied": "gm:GM0622"}),
    ("stories", {"verhaal": "daling-2018"}),
    ("stories", {"verhaal": "een-arrondissement"}),
]
NO_SENTENCE = (
    *("trechter", "rekenvoorbeeld", "overlap-", "spreiding-", "officieel-", "in-beeld-"),
    *("zonder-marge", "groepen"),
)
"""How the keys begin of the figures whose rows are no published figures, or estimates without a range: of these no
sentence can be made."""


@pytest.mark.parametrize(("view", "address"), ADDRESSES, ids=lambda one: one if isinstance(one, str) else str(one))
def test_every_figure_can_be_shared(view, address):
    shown, boxes = opened_shares(view, {"lang": "nl", **address})
    assert [list(shown.exception), list(shown.error)] == [[], []]
    assert set(figures(shown)) == set(boxes)
    for key, box in boxes.items():
        codes = [one.value for one in box.code]
        links = codes[-3:]
        assert [one.startswith("http") for one in links] == [True, True, False], key
        assert f"figure={key}" in links[2]
        assert len(codes) == (3 if key.startswith(NO_SENTENCE) else 5), key
