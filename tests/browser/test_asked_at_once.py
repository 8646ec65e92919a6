"""The head of the page tells the browser which scripts the first page needs, so that none of them waits for it."""

SCRIPTS = """performance.getEntriesByType("resource").filter(one => one.name.endsWith(".js")).map(
    one => [one.name.split("/").at(-1), one.initiatorType])"""


def test_the_first_page_asks_for_no_script_once_it_is_being_drawn(open_page):
    asked = open_page().page.evaluate(SCRIPTS)
    assert [file.partition(".")[0] for file, by in asked if by == "script"] == ["index"]
    files = [file for file, _by in asked]
    assert len(files) == len(set(files))
    drawing = {"ArrowVegaLiteChart", "embed", "vega-interpreter", "ButtonGroup", "Checkbox", "Html"}
    assert drawing <= {file.partition(".")[0] for file in files}
