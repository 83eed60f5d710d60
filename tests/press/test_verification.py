"""Verification of a printed site: each kind of mistake is found and told once, and nothing else is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from plugins.core.site import Association, Site
from plugins.press.verification import verify

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


def printed(folder: Path, files: dict[str, str]) -> Path:
    """Writes files below a folder, and gives the folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_whole_site_has_nothing_wrong(tmp_path: Path) -> None:
    """Relative links, fragments, other sites, mail, pictures and other letters are all fine."""
    assert verify(printed(tmp_path, GOOD), site()) == []


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<a href="/assoc/none/">', "/assoc/none/ leads nowhere"),
        ('<a href="none/">', "none/ leads nowhere"),
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
def test_broken_links_are_told(tmp_path: Path, html: str, told: str) -> None:
    """A link that leads nowhere, or out of the site, or to no place, is told with its page."""
    assert verify(printed(tmp_path, GOOD | {"b.html": html}), site()) == [f"b.html: {told}"]


def test_a_mistake_of_every_page_is_told_once(tmp_path: Path) -> None:
    """A broken link of the theme, which is on each page, is one line."""
    pages = {f"{number}.html": '<a href="/assoc/none/">' for number in range(5)}
    assert verify(printed(tmp_path, pages), site()) == ["0.html: /assoc/none/ leads nowhere (and on 4 more pages)"]


def test_names_that_differ_by_case_are_told(tmp_path: Path) -> None:
    """Two files that some hosts do not tell apart are a mistake."""
    [wrong] = verify(printed(tmp_path, {"A.html": "", "a.html": ""}), site())
    assert wrong.startswith("a.html: differs from A.html only by case")


def test_links_of_the_file_system_are_told(tmp_path: Path) -> None:
    """A symbolic link, which may lead anywhere, has no place in a site."""
    printed(tmp_path, GOOD)
    (tmp_path / "out").symlink_to(tmp_path.parent)
    assert any(line.startswith("out: a link of the file system") for line in verify(tmp_path, site()))
