"""What visitors are sent: nothing large, nothing twice, and nothing that a page has no use for."""

from __future__ import annotations

import gzip
import posixpath
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import BuiltSite

KB = 1000
PACKED_BY_ITSELF = (".jpg", ".webp")

IMPORT = re.compile(r'from\s*"(\.[^"]+)"')
HOOK = re.compile(r"\[(data-[a-z-]+)")
NAMED_BY_DIGEST = re.compile(
    r"static/[0-9a-f]{12}/.+|static/search/.+-[0-9a-f]{6,}\.json|pictures/[0-9a-f]{16}-\d+\.\w+"
)


def sent(name: str, content: bytes) -> int:
    """The octets of a file as a host sends it."""
    return len(content) if name.endswith(PACKED_BY_ITSELF) else len(gzip.compress(content))


def asset(site: BuiltSite, address: str | None) -> str:
    """The file behind an address of the site."""
    assert address
    assert address.startswith(site.prefix)
    return address.removeprefix(site.prefix)


def imported(site: BuiltSite, module: str) -> set[str]:
    """The modules that a module imports, and those that they import."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        one = waiting.pop()
        folder = posixpath.dirname(one)
        for path in IMPORT.findall(site.text(one)):
            name = posixpath.normpath(posixpath.join(folder, path))
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


@pytest.fixture(scope="module")
def trees(demo_site: BuiltSite) -> dict[str, LexborHTMLParser]:
    """Every page of the demonstration."""
    return {name: LexborHTMLParser(text) for name, text in demo_site.pages.items()}


@pytest.mark.parametrize("edition", ["demo_site", "real_site"])
def test_nothing_is_large(edition: str, request: pytest.FixtureRequest) -> None:
    """Nothing that a browser may ask for has more than 100 KB, packed; no page, however long its list, more than 40."""
    site: BuiltSite = request.getfixturevalue(edition)
    sizes = {name: sent(name, content) for name, content in site.files.items()}
    assert {name: size for name, size in sizes.items() if size > 100 * KB} == {}
    assert {name: sizes[name] for name in site.pages if sizes[name] > 40 * KB} == {}


def test_scripts_are_where_they_are_used(demo_site: BuiltSite, trees: dict[str, LexborHTMLParser]) -> None:
    """Each script that a page loads looks for a mark that the page has; lunr.js comes where the search asks for it."""
    for name, tree in trees.items():
        entries = {asset(demo_site, one.attributes["src"]) for one in tree.css("script[type=module]")}
        for entry in entries:
            hooks = HOOK.findall(demo_site.text(entry))
            assert hooks, entry
            assert any(re.search(rf"\s{hook}[\s=>]", demo_site.pages[name]) for hook in hooks), f"{name}: {entry}"
        asks_lunr = any(
            re.search(r"\blunr\.", demo_site.text(one)) for entry in entries for one in imported(demo_site, entry)
        )
        assert asks_lunr == any("lunr.min.js" in (one.attributes["src"] or "") for one in tree.css("script[src]")), name


def test_modules_come_at_once(demo_site: BuiltSite, trees: dict[str, LexborHTMLParser]) -> None:
    """A page names all modules that its scripts import, so that none waits for another, and no others."""
    for name, tree in trees.items():
        entries = {asset(demo_site, one.attributes["src"]) for one in tree.css("script[type=module]")}
        preloaded = {asset(demo_site, one.attributes["href"]) for one in tree.css("link[rel=modulepreload]")}
        needed = set().union(*(imported(demo_site, entry) for entry in entries))
        assert preloaded == needed - entries, name


def test_every_script_is_used(demo_site: BuiltSite, trees: dict[str, LexborHTMLParser]) -> None:
    """Each script, and the style sheet, is loaded by some page; a page has one style sheet, kept from page to page."""
    taken: set[str] = set()
    for name, tree in trees.items():
        sheets = [asset(demo_site, one.attributes["href"]) for one in tree.css("link[rel=stylesheet]")]
        assert len(sheets) == 1, name
        taken.update(sheets)
        taken.update(asset(demo_site, one.attributes["src"]) for one in tree.css("script[src]"))
        taken.update(asset(demo_site, one.attributes["href"]) for one in tree.css("link[rel=modulepreload]"))
    assert taken == {name for name in demo_site.files if name.endswith((".css", ".js"))}


def test_pictures_say_their_size(trees: dict[str, LexborHTMLParser]) -> None:
    """Every picture has its width and height on the page, so that nothing moves when it comes."""
    pictures = [(name, one) for name, tree in trees.items() for one in tree.css("img, svg[role=img]")]
    assert pictures
    assert [name for name, one in pictures if not {"width", "height"} <= one.attributes.keys()] == []


@pytest.mark.parametrize("edition", ["demo_site", "sub_path_site"])
def test_what_keeps_its_address_is_asked_for_again(edition: str, request: pytest.FixtureRequest) -> None:
    """Of every file the headers say either that it is kept for ever, which only a digest allows, or that it is not."""
    site: BuiltSite = request.getfixturevalue(edition)
    found = re.findall(r"^(/\S*)\n  Cache-Control: (.+)\n", site.text("_headers"), re.MULTILINE)
    rules = {re.compile(re.escape(path).replace(r"\*", ".*")): told for path, told in found}
    for name in site.files:
        if name.startswith((".", "_")) or name in {"robots.txt", "sitemap.xml"}:
            continue  # for hosts and robots
        path = site.prefix + (name.removesuffix("index.html") if name.endswith("index.html") else name)
        told = [value for pattern, value in rules.items() if pattern.fullmatch(path)]
        expected = "public, max-age=31536000, immutable" if NAMED_BY_DIGEST.fullmatch(name) else "no-cache"
        assert told == [expected], name
