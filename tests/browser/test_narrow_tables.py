"""On a narrow screen each row of a table is a block, with the head of its column beside each cell."""

import json
import re
from pathlib import Path

import pytest

from dashboard.pages import PAGES

NARROW = 390
READ = """tables => tables.map(table => ({
    heads: [...table.querySelectorAll('thead th')].map(one => one.textContent),
    beside: [...table.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('td')]
        .map(cell => getComputedStyle(cell, '::before').content)),
}))"""
KNOWN = re.findall(r"var\(--head-(\d+)\)", (Path(__file__).parents[2] / "dashboard/style.css").read_text("utf-8"))


@pytest.mark.parametrize("view", PAGES)
def test_the_head_stands_beside_each_cell(open_page, view):
    screen = open_page(f"/{PAGES[view]}", width=NARROW)
    for told in screen.page.locator("table.stacked").evaluate_all(READ):
        assert len(told["heads"]) <= int(KNOWN[-1])
        for row in told["beside"]:
            assert [json.loads(one) for one in row] == told["heads"][1:]
