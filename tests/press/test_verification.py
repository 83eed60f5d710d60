"""Verification of a printed site: each kind of mistake is found and told once, and nothing else is."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.core.site import Association, Site
from plugins.press.verification import Links, clashes, links_of, verify

GOOD = {
    "index.html": '<a href="/assoc/a/#here">a</a> <a href="a/">a</a> <a href="https://elsewhere.example.com/x">x</a>',
    "a/index.html": '<h1 id="here">A</h1> <a href="../">up</a> <a href="#here">h</a> <a href="mailto:a@b.org">m</a>'
    ' <img src="/assoc/p.webp" srcset="/assoc/p.webp 1x, /assoc/p.webp 2x"> <a href="?q=1">q</a>',
    "p.webp": "",
    "caf\u00e9/index.html": '<a href="/assoc/caf%C3%A9/">c</a> <a href="https://example.org/another/">of the host</a>',
}


def site() -> Site:
    """A site below a path of its host."""
    association = Association("The Association", "Assoc", "An association.", "office@example.org")
    return Site(association, "https://example.org/assoc", "en", "UTC", "public", date(2026, 3, 20))


def wrong(files: dict[str, str]) -> list[str]:
    """What is wrong with a site of these files."""
    pages = {name: links_of(text.encode(), name, site()) for name, text in files.items() if name.endswith(".html")}
    return [*clashes(files), *verify(pages, files, lambda name: pages[name].ids)]


def test_a_whole_site_has_nothing_wrong() -> None:
    """Relative links, fragments, other sites, mail, pictures and other letters are all fine."""
    assert wrong(GOOD) == []


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="/assoc/none/">', "/assoc/none/ leads nowhere"),
        ('<a href="none/">', "none/ leads nowhere"),
        ('<a\nhref="none/">', "none/ leads nowhere"),
        ('<a href="/assoc/a">', "/assoc/a leads nowhere"),
        ('<a href="https://example.org/assoc/none/">', "https://example.org/assoc/none/ leads nowhere"),
        ('<a href="/members/">', "/members/ leads out of the site, which stands at /assoc/"),
        ('<a href="../">', "../ leads out of the site, which stands at /assoc/"),
        ('<a href="/assoc/a/#gone">', "/assoc/a/#gone: the page has no place named 'gone'"),
        ('<a href="#gone">', "#gone: the page has no place named 'gone'"),
        ('<img src="/assoc/none.jpg">', "/assoc/none.jpg leads nowhere"),
        ('<source srcset="/assoc/p.webp 1x, /assoc/q.webp 2x">', "/assoc/q.webp leads nowhere"),
        ('<form action="/assoc/none">', "/assoc/none leads nowhere"),
        ('<a href="https://[">', "'https://[' is not a link"),
    ],
)
def test_broken_links_are_told(html: str, told: str) -> None:
    """A link that leads nowhere, or out of the site, or to no place, is told with its page."""
    assert wrong(GOOD | {"b.html": html}) == [f"b.html: {told}"]


@pytest.mark.parametrize("text", ['&lt;a href="none/"&gt;', '&lt;img src="none/', ' id="here" src="', '" href="none/"'])
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    """A text that tells of HTML, as a member may write it, is no link, whatever tags come after it."""
    assert wrong(GOOD | {"b.html": f'<p>{text}</p><section class="block"><p class="x">y</p></section>'}) == []


def test_a_mistake_of_every_page_is_told_once() -> None:
    """A broken link of the theme, which is on each page, is one line."""
    pages = {f"{number}.html": '<a href="/assoc/none/">' for number in range(5)}
    assert wrong(pages) == ["0.html: /assoc/none/ leads nowhere (and on 4 more pages)"]


def test_names_that_differ_by_case_are_told() -> None:
    """Two files that some hosts do not tell apart are a mistake."""
    [told] = wrong({"A.html": "", "a.html": ""})
    assert told.startswith("a.html: differs from A.html only by case")


def test_links_say_where_they_lead() -> None:
    """Of a page its places are known, and each file that it links to, once for each way to write it; not itself."""
    page = (
        '<h1 id="b"></h1><i id="a"></i><a href="/assoc/x/#1">1</a><a href="../x/">2</a><a href="../x/">2</a>'
        '<a href="#a">self</a><a href="">self</a><a href="https://elsewhere.example.com/">other</a>'
    )
    found = links_of(page.encode(), "y/index.html", site())
    assert found == Links(["a", "b"], {"x/index.html": [("/assoc/x/#1", "1"), ("../x/", "")]}, [])


def test_only_pages_that_are_asked_for_are_looked_at() -> None:
    """The links of some pages are checked against all files, and the places of other pages are asked of who knows."""
    new = links_of(b'<a href="/assoc/old/#here">a</a><a href="/assoc/old/#gone">b</a>', "new.html", site())
    asked: list[str] = []

    def ids_of(name: str) -> list[str]:
        asked.append(name)
        return ["here"]

    told = verify({"new.html": new}, {"new.html": "", "old/index.html": ""}, ids_of)
    assert told == ["new.html: /assoc/old/#gone: the page has no place named 'gone'"]
    assert asked == ["old/index.html"] * 2
