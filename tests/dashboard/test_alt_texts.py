"""What a chart shows is told in words that are written from its figures."""

import pandas as pd

from dashboard.charts import alt_text


def line(label, first, *values):
    return pd.DataFrame({"label": label, "x": [float(first + i) for i in range(len(values))], "value": list(values)})


def test_first_last_and_highest_figure_of_a_line_are_told():
    rows = line("OM", 2007, 281.0, 214.0, 141.0, 215.0, 255.0)
    assert alt_text.of_lines(rows, ["OM"], "nl") == "OM: 281 in 2007, 255 in 2011; hoogste 281 in 2007."
    assert alt_text.of_lines(rows, ["OM"], "en") == "OM: 281 in 2007, 255 in 2011; highest 281 in 2007."


def test_of_two_highest_figures_the_last_is_told():
    assert "hoogste 22 in 2009" in alt_text.of_lines(line("Groningen", 2007, 22.0, 3.0, 22.0), ["Groningen"], "nl")


def test_figures_that_are_not_known_are_passed_over():
    rows = line("OM", 2007, float("nan"), 214.0, 141.0, float("nan"))
    assert alt_text.of_lines(rows, ["OM"], "nl") == "OM: 214 in 2008, 141 in 2009; hoogste 214 in 2008."


def test_a_single_figure_has_no_first_and_last():
    assert alt_text.of_lines(line("NLA", 2019, 106.0), ["NLA"], "nl") == "NLA: 106 in 2019."


def test_a_line_without_figures_says_so():
    assert alt_text.of_lines(line("NLA", 2019), ["NLA"], "nl") == "NLA: geen cijfers."


def test_thousands_and_decimals_are_written_as_the_language_does():
    rows = line("OM", 2007, 1106.0, 2.594)
    assert alt_text.of_lines(rows, ["OM"], "nl") == "OM: 1.106 in 2007, 2,59 in 2008; hoogste 1.106 in 2007."
    assert alt_text.of_lines(rows, ["OM"], "en") == "OM: 1,106 in 2007, 2.59 in 2008; highest 1,106 in 2007."


def test_a_month_is_told_in_words():
    rows = line("CBS", 2022, 10.0).assign(when="juni 2022")
    assert alt_text.of_lines(rows, ["CBS"], "nl") == "CBS: 10 in juni 2022."


def test_every_range_is_told_with_its_name():
    rows = pd.DataFrame({"label": ["2018", "2019"], "text": ["9–15%", "19–34%"]})
    assert alt_text.of_ranges(rows, "nl") == "2018: 9–15%; 2019: 19–34%"
