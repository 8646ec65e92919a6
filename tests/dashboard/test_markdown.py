"""Markdown becomes HTML on the server, and nothing but what Markdown is for."""

from dashboard.markdown import paragraphs


def test_paragraphs_emphasis_and_links_that_leave_the_page_open():
    told = paragraphs(["**Let op.** Eén *reeks*.", "Bron: [CBS & OM](https://example.org/?a=1&b=2)."])
    assert told == (
        "<p><strong>Let op.</strong> Eén <em>reeks</em>.</p>\n"
        '<p>Bron: <a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener">CBS &amp; OM</a>.</p>\n'
    )
    assert paragraphs(["[hier](#aannames)"]) == '<p><a href="#aannames">hier</a></p>\n'


def test_html_pictures_and_scripts_in_a_text_are_shown_as_written():
    told = paragraphs(["<b onclick=x>a</b> ![b](https://example.org/b.png) [c](javascript:x) < 5"])
    assert "<b" not in told and "<img" not in told and 'href="javascript' not in told
    assert "&lt;b onclick=x&gt;a&lt;/b&gt;" in told and "&lt; 5" in told
