"""Every type of page in a real browser: accessible, in bounds, quiet, at home, and readable without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from plugins.directory.member import Member
from tests.browser.axe import NARROW, WIDE, Axe, faults
from tests.browser.page_types import address, examples, page_type
from tests.browser.visits import Visit, watched
from tests.conftest import BuiltSite, build_site
from tests.factories import FULL, association, source_text

OpenPage = Callable[..., Visit]

HEIGHT = 900
LEAST_FOCUS = 2  # pixels

OVERFLOW = "document.scrollingElement.scrollWidth - window.innerWidth"
TEXT = """() => {
    // What a script reveals cannot be there without one, nor what is said in its place with one.
    const hooks = "[data-copy-link], [data-print], [data-star], [data-saved], [data-facets], [data-contribute]";
    const told = "[data-live], [data-over-from], [data-from], [data-until]"; // by the visitor's clock
    const scripted = `${hooks}, ${told}, .slash-key, noscript`;
    document.querySelectorAll(scripted).forEach(one => one.hidden = true);
    return document.body.innerText;
}"""
FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        what: one.outerHTML.slice(0, 80),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        inView: box.width > 0 && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0,
    };
}"""
SPILLED = """() => [
    ...[...document.querySelectorAll(".section-body")].filter(one => one.scrollHeight > one.clientHeight + 40),
    ...[...document.images].filter(one => one.clientWidth > 480 || one.clientHeight > 480),
].map(one => one.outerHTML.slice(0, 80))"""
MOVING = """() => [...document.querySelectorAll("*")].filter(one => {
    const style = getComputedStyle(one);
    const seconds = text => Math.max(...text.split(",").map(parseFloat));
    return seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01;
}).map(one => one.outerHTML.slice(0, 80))"""


@dataclass(frozen=True)
class Opened:
    """The examples of a site, each open in a page of its own, and what happened on any of them."""

    by_name: dict[str, Page]
    visit: Visit
    texts: Mapping[str, str]

    def size(self, name: str) -> int:
        return len(self.texts[name])

    def pages(self, *, width: int = WIDE) -> Iterator[tuple[str, Page]]:
        for name, page in self.by_name.items():
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": width, "height": HEIGHT})
            yield name, page


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder, demo_site.prefix)


@pytest.fixture(scope="module")
def opened(browser: Browser, demo_site: BuiltSite, home: str) -> Iterator[Opened]:
    """Every type of page of the demonstration, open at once, so that they need not be waited for one by one."""
    with browser.new_context(viewport={"width": WIDE, "height": HEIGHT}, reduced_motion="reduce") as context:
        visit = watched(context)
        pages = {name: context.new_page() for name in examples(demo_site.pages)}
        for name, page in pages.items():
            page.goto(home + address(name), wait_until="commit")
        for page in pages.values():
            page.wait_for_load_state("load")
        yield Opened(pages, visit, demo_site.pages)


def test_every_page_type_is_tried(demo_site: BuiltSite) -> None:
    """The examples are of all types of page that an association of every kind of record has."""
    types = {page_type(name) for name in examples(demo_site.pages)}
    assert types >= {
        "", "404.html", "a-z/*", "about", "chapters", "chapters/*", "chapters/*/members", "events", "events/*",
        "events/past", "groups", "groups/*", "jobs", "jobs/*", "languages", "languages/*", "members", "members/*",
        "members/page/*", "news", "news/*", "organizations", "organizations/*", "patterns", "places", "places/*",
        "places/*/*", "privacy", "skills", "skills/*",
    }  # fmt: skip


def test_axe_finds_nothing(opened: Opened, axe: Axe) -> None:
    """On no type of page axe has anything to say, wide or narrow, light or dark, and none is wider than the window."""
    assert [f"{name}: {one}" for name, page in opened.pages() for one in faults(page, axe)] == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_spills_over(opened: Opened, width: int) -> None:
    """Every section holds what is in it, but for the padding of a last row; no picture is larger than it is printed."""
    assert {name: spilled for name, page in opened.pages(width=width) if (spilled := page.evaluate(SPILLED))} == {}


def test_one_heading_of_the_first_level(opened: Opened) -> None:
    """Every page has exactly one h1, and it is seen."""
    assert {name for name, page in opened.pages() if page.locator("h1:visible").count() != 1} == set()
    assert {name for name, page in opened.pages() if page.locator("h1").count() != 1} == set()


def test_pages_ask_nobody_and_say_nothing(opened: Opened) -> None:
    """No page asks for anything outside this machine, writes to the console, or throws."""
    for page in opened.by_name.values():
        page.wait_for_load_state("networkidle")
    assert (opened.visit.outside, opened.visit.console, opened.visit.errors) == ([], [], [])


def test_text_is_the_same_without_scripts(opened: Opened, browser: Browser, home: str) -> None:
    """With JavaScript off, every page says what it says with it."""
    with browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": HEIGHT}) as context:
        bare = context.new_page()
        for name, page in opened.pages():
            if page.url != home + address(name):
                continue  # a redirect has gone on to another page
            bare.goto(home + address(name))
            assert bare.evaluate(TEXT) == page.evaluate(TEXT), name


def test_nothing_moves_where_motion_is_not_wanted(opened: Opened) -> None:
    """Those who ask for reduced motion get none."""
    assert {name: moving for name, page in opened.pages() if (moving := page.evaluate(MOVING))} == {}


def test_keyboard(open_page: OpenPage, home: str) -> None:
    """The first Tab shows the skip link, which leads to the content; every stop of the next twenty is seen."""
    page = open_page(home).page
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#content"
    assert skip.is_visible()
    assert page.evaluate(FOCUS)["inView"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(20):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["outline"] >= LEAST_FOCUS, focus
        assert focus["inView"], focus


def test_forced_colours(browser: Browser, demo_site: BuiltSite, home: str, axe: Axe) -> None:
    """Where a visitor forces colours, initials, tags and focus are still told from what is around them."""
    member = max(
        (name for name in demo_site.pages if page_type(name) == "members/*"), key=lambda one: len(demo_site.pages[one])
    )
    with browser.new_context(forced_colors="active", viewport={"width": WIDE, "height": HEIGHT}) as context:
        visit = watched(context)
        for name in ("", "members/", address(member), "patterns/"):
            visit.page.goto(home + name)
            assert visit.page.evaluate("matchMedia('(forced-colors: active)').matches")
            assert axe(visit.page) == [], name
            visit.page.keyboard.press("Tab")
            assert visit.page.evaluate(FOCUS)["outline"] >= LEAST_FOCUS
        assert visit.console + visit.errors == []


def test_a_member_prints_on_one_sheet(open_page: OpenPage, demo_site: BuiltSite, home: str) -> None:
    """The fullest profile is one sheet of A4, and an ordinary one is one of Letter, which is shorter, too."""
    pages = demo_site.pages
    profiles = sorted((name for name in pages if page_type(name) == "members/*"), key=lambda name: len(pages[name]))
    for name, paper in ((profiles[-1], "A4"), (profiles[len(profiles) // 2], "Letter")):
        sheets = re.findall(rb"/Type\s*/Page\b", open_page(home + address(name)).page.pdf(format=paper))
        assert len(sheets) == 1, f"{name} on {paper}"


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A small association of full records, whose names are as long as they may be, without a space."""
    root = association(tmp_path_factory.mktemp("long names"))
    long = {"name": "W" * 120, "headline": "H" * 160, "email": f"{'e' * 60}@{'m' * 60}.example.org"}
    data = dict(FULL[Member]) | long | {"visibility": {"email": "public"}}
    association(root, {"members/full-member.yaml": source_text(Member, data), "pelicanconf.py": CONFIGURATION})
    return build_site(root, root / "output", "https://long.example.org")


CONFIGURATION = """
ASSOCIATION = {"name": "Long", "short_name": "Long", "description": "Long.", "email": "office@example.org"}
SITEURL = "https://long.example.org"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en-GB"
"""


def test_long_names_stay_in_a_narrow_window(
    long_names: BuiltSite, serve: Callable[..., str], open_page: OpenPage
) -> None:
    """At 320 pixels a name of 120 letters without a space makes no page scroll sideways."""
    where = serve(long_names.folder)
    visit = open_page(where, width=NARROW)
    wider = {}
    for name, text in long_names.pages.items():
        if "W" * 120 in text:
            visit.page.goto(where + address(name))
            wider[name] = visit.page.evaluate(OVERFLOW)
    assert {"members/full-member/index.html", "members/index.html", "events/full-event/index.html"} <= wider.keys()
    assert {name: by for name, by in wider.items() if by > 0} == {}
