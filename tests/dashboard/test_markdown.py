"""Markdown becomes HTML on the server, and nothing but what Markdown is for."""

from dashboard.markdown import for_streamlit, paragraphs, spoken


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


def test_words_in_another_language_than_the_page_are_marked_so_and_others_are_not():
    assert spoken("Kinderhandel", "nl", "nl") == "Kinderhandel"
    title = spoken("Little [sic] supervision & more", "en", "nl")
    assert title == "[Little (sic) supervision & more]{lang=en}"
    words = '<span lang="en">Little (sic) supervision &amp; more</span>'
    linked = f"NL Times, [{title}](https://example.org/a)."
    assert paragraphs([f"*{title}*", linked]) == (
        f"<p><em>{words}</em></p>\n"
        f'<p>NL Times, <a href="https://example.org/a" target="_blank" rel="noopener">{words}</a>.</p>\n'
    )
    assert for_streamlit(["1 < 2", linked]) == f"1 &lt; 2\n\nNL Times, [{words}](https://example.org/a)."


def test_a_mark_lets_no_other_element_in():
    told = paragraphs(["[<b>a</b>]{lang=en} [a]{lang=en onclick=x} [a]{lang=English}"])
    assert told == ('<p><span lang="en">&lt;b&gt;a&lt;/b&gt;</span> [a]{lang=en onclick=x} [a]{lang=English}</p>\n')
