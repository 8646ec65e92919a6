"""A table that is wider than the screen shades the side to which it goes on."""

import pytest

SHADED = """box => {
    const look = getComputedStyle(box);
    return {attachment: look.backgroundAttachment, size: look.backgroundSize, more: box.scrollWidth - box.clientWidth};
}"""


@pytest.mark.parametrize(("width", "wider"), [(390, True), (1440, False)])
def test_the_rows_of_downloads_are_shaded_where_they_go_on_and_fit_a_wide_screen(open_page, width, wider):
    box = open_page("/downloads", width=width).page.locator(".scroll.long")
    told = box.evaluate(SHADED)
    assert (told["more"] > 0) is wider, told
    assert told["attachment"] == "local, local, scroll, scroll"
    assert told["size"] == "32px 100%, 32px 100%, 12px 100%, 12px 100%"
