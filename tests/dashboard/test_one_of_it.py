"""One thing is told as one, not as a number of things."""

import re

import pytest
from streamlit.testing.v1 import AppTest


def words(page: AppTest) -> str:
    assert not page.exception
    return "\n".join([*(one.value for one in page.markdown), *(one.proto.body for one in page.get("html"))])


@pytest.mark.parametrize(
    ("language", "loops", "wrong"),
    [
        (
            "nl",
            "In het model zitten 24 lussen van ten hoogste 6 verbanden; 1 daarvan loopt door wat u koos.",
            r"(?<![\d.,])1 (daarvan lopen|paden|lussen|variabelen|oorzaken)",
        ),
        (
            "en",
            "The model has 24 loops of at most 6 links; 1 of them runs through what you chose.",
            r"(?<![\d.,])1 (of them run |paths|loops|variables|causes)",
        ),
    ],
)
def test_the_system_model_tells_of_one_loop_as_one(language, loops, wrong, page):
    told = words(page("system", language))
    assert loops in told
    assert not re.findall(wrong, told)
