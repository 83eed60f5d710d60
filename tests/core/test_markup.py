"""Markup: what contributed Markdown becomes, what is taken out of it, and how long that may take."""

from __future__ import annotations

import re
import signal
import threading
import time
from unittest.mock import patch

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core import markup
from plugins.core.markup import MarkupError, plain, to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("a\n:   b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("[a](https://x.org 't')", '<p><a href="https://x.org" title="t" rel="nofollow ugc noopener">a</a></p>'),
        ("<ada@x.org>", '<p><a href="mailto:ada@x.org" rel="nofollow ugc noopener">ada@x.org</a></p>'),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    """Ordinary Markdown is all there, and nothing of it is told as dropped."""
    assert to_html(text) == (html, ())


def test_tables_are_taken() -> None:
    """A table of Markdown is a table."""
    html, dropped = to_html("a | b\n--|--\n1 | 2")
    assert "<th>a</th>" in html
    assert "<td>2</td>" in html
    assert dropped == ()


@pytest.mark.parametrize(
    ("text", "html", "dropped"),
    [
        ("<script>alert(1)</script>a", "<p>a</p>", ("<script>",)),
        ("<p style='x' onclick='y' id='z'>a</p>", "<p>a</p>", ()),
        ("![a](https://x.org/a.png)", "", ("<img>",)),
        ("<svg><a xlink:href='javascript:x'>a</a></svg>", "", ("<svg>", "javascript links")),
        ("[a](javascript:x)", "<p>a</p>", ("javascript links",)),
        ("<a href='JaVaScript:x'>a</a>", "<p>a</p>", ("javascript links",)),
        ("<a href=data:text/html,x title=t>a</a>", "<p>a</p>", ("data links",)),
        ("[a](/members/eve/) [b](#x) [c](//eve.org) [d]({static}/x)", "<p>a b c d</p>", ("links without https://",)),
        (
            "[a](https://x.org@eve.org/) <HTTP://b:c@x.org>",
            "<p>a HTTP://b:c@x.org</p>",
            ("links with a user name before an @",),
        ),
        ("[a](https://x.org/@ada)", '<p><a href="https://x.org/@ada" rel="nofollow ugc noopener">a</a></p>', ()),
        ("<ol start='x'><li>a</li></ol>", "<ol><li>a</li></ol>", ()),
        ("<iframe src='https://x.org'></iframe>b", "<p>b</p>", ("<iframe>",)),
        ("a <!-- b --> c", "<p>a  c</p>", ()),
    ],
)
def test_what_is_not_on_the_list_is_taken_out_and_told(text: str, html: str, dropped: tuple[str, ...]) -> None:
    """Scripts, images, styles, ids and strange links go, and the author is told of what readers will miss."""
    assert to_html(text) == (html, dropped)


def test_code_that_speaks_of_links_drops_nothing() -> None:
    """A text about HTML is not mistaken for HTML."""
    assert to_html('`<a href="javascript:x">` and href="foo"')[1] == ()


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n## b\n# c", "343"),
        ("### a\n# b", "33"),
        ("# a\n### b\n## c", "344"),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", "345666"),
        ("<h6>a</h6>\n\n<h1>b</h1>", "33"),
        ("# a\n\n<h4></h4>\n\n## b", "34"),
    ],
)
def test_headings_begin_below_the_page_and_skip_no_level(text: str, levels: str) -> None:
    """Whatever levels an author chose, in Markdown or HTML, the page's outline has no gap and no empty heading."""
    html = to_html(text)[0]
    assert "".join(re.findall(r"<h(\d)>", html)) == levels
    assert re.findall(r"<h(\d)>", html) == re.findall(r"</h(\d)>", html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 8000, "the sign [ stands 200 times or more in a row"),
        ("*" * 300, "the sign *"),
        ("[a" * 5000, "the sign [ stands more than 1,000 times"),
        ("<![CDATA[ a " * 1001, "stands more than 1,000 times"),
        ("`a" * 5000, "the sign `"),
        ("a|" * 60 + "\n" + "-|" * 60, "more than 50 signs |"),
        ("1. " * 6000, "in one another too deep"),
    ],
)
def test_hostile_texts_are_refused_quickly(text: str, expected: str) -> None:
    """What would take the converter seconds or its stack is refused in words, at once."""
    start = time.process_time()
    with pytest.raises(MarkupError, match=re.escape(expected)):
        to_html(text)
    assert time.process_time() - start < 1


def test_conversion_has_a_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that no rule foresaw is stopped, even where something swallows the first alarm."""
    monkeypatch.setattr(markup, "MAX_SECONDS", 0.05)

    def endless(_self: markdown.Markdown, _text: str) -> str:
        for _attempt in range(2):
            try:
                while True:
                    pass
            except MarkupError:
                if _attempt:
                    raise
        return ""

    monkeypatch.setattr(markdown.Markdown, "convert", endless)
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(MarkupError, match="takes too long"):
        to_html("*a*")
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_what_was_interrupted_converts_nothing_else() -> None:
    """A text after one that was given up half-way is converted as if it were the first."""
    with pytest.raises(MarkupError, match="too deep"):
        to_html("[a]: https://x.org\n\n" + "1. " * 6000)
    assert to_html("[a] *b*") == ("<p>[a] <em>b</em></p>", ())


def test_other_threads_convert_without_a_timer() -> None:
    """Timers belong to the main thread; elsewhere the text is converted all the same."""
    found = []
    thread = threading.Thread(target=lambda: found.append(to_html("*a*")))
    thread.start()
    thread.join()
    assert found == [("<p><em>a</em></p>", ())]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["[", "](", ")", "*", "_", "`", "<", ">", "<b", "<a href=", "\n", "\n\n", "    ", "> ", "- ", "1. ", "|", "--", "#", "&", "javascript:", "a", '"', "'", "<script>", "<!--", "]]>", "<?"]), max_size=60).map("".join))  # fmt: skip # noqa: E501
def test_no_text_whatever_breaks_out(text: str) -> None:
    """Any heap of signs is refused or becomes tags of the list alone, with links of the web and mail alone."""
    try:
        html = to_html(text)[0]
    except MarkupError:
        return
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= markup.TAGS
    assert all(re.match(r"https?:|mailto:", link) for link in re.findall(r'<a href="([^"]*)"', html))
    assert "<a>" not in html


SIGNS = [*" ,.;:!?'\"()/%+=@#–—‘’“”…-_&", "& ", "\n", "\n\n", "\n- ", "\n==", "\n:   ", "1. ", "a", "É", "統", "٣", "²"]


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(SIGNS) | st.characters(categories=["L", "N"]), max_size=40).map(lambda x: f"a{''.join(x)}")
)
def test_plain_text_is_what_the_converter_makes_of_it(text: str) -> None:
    """Where a text is taken as plain, the converter and the sanitizer would have said the same."""
    with patch.object(markup, "PLAIN", re.compile("(?!)")):
        converted = to_html(text)
    assert to_html(text) == converted


def test_every_sign_of_a_plain_text_stays_as_it_is() -> None:
    """No letter or sign of any script that a plain text may hold means something to the converter."""
    signs = [sign for sign in map(chr, range(0x110000)) if sign != "_" and markup.PLAIN.fullmatch(f"a{sign}a")]
    assert len(signs) > 100_000
    text = "".join(f"a{sign}a" for sign in signs)
    assert to_html(f"*b* {text}") == (f"<p><em>b</em> {text}</p>", ())


HEAP = st.lists(
    st.sampled_from(
        ["[a]", "[a]: https://x.org\n", "1. ", "7. ", "- ", "**", "*", "_", "`", "<b>", "|", "\n", "\n\n", "a"]
    )
).map("".join)


@settings(max_examples=150, deadline=None)
@given(HEAP, HEAP)
def test_a_text_knows_nothing_of_the_one_before(first: str, second: str) -> None:
    """One converter is used again and again, and each text becomes what it becomes alone."""
    to_html(first)
    after = to_html(second)
    markup._forget_converters()
    assert to_html(second) == after


@pytest.mark.parametrize(
    ("html", "limit", "expected"),
    [
        ("<p>One &amp; <em>two</em></p><p>three</p>", 0, "One & two three"),
        ("<p>One two three</p>", 9, "One two…"),
        ("<p>One, two three</p>", 5, "One…"),
        ("<p>Onetwothree</p>", 5, "Onetw…"),
        ("<p>One</p>", 3, "One"),
        ("", 5, ""),
    ],
)
def test_plain_words(html: str, limit: int, expected: str) -> None:
    """The words of a text on one line, cut at a word's end where there is one."""
    assert plain(html, limit) == expected
