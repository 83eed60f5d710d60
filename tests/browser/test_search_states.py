"""Whatever becomes of a search: accessible, told in words, never a blank, harmless; and a way without JavaScript."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import NARROW, WIDE, Axe, faults
from tests.browser.search_page import LONG, SearchPage
from tests.browser.visits import Visit, watched
from tests.conftest import BuiltSite

Search = Callable[..., SearchPage]

MOST_BYTES = 25_000
"""Of all scripts of a page with a search, compressed; lunr is a third of it."""

STATES = {
    "members/": "idle",
    "search/": "idle",
    "search/?q=river": "results",
    "members/?q=survey&skill=dredging-survey&country=nl": "results",
    "members/?q=survvey": "results",
    "members/?q=qqqqq+xxxxx&skill=python": "nothing",
    "search/?q=%2B%2B%2B": "nothing",
}
QUERY = "text => new URLSearchParams({q: text, skill: text, sort: text, show: text}).toString()"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}${7*7}",
    "javascript:alert(1)",
    "__proto__ constructor toString",
    '+-*~^:"()',
    "name:ada -will +may ada~1 ada^9 ad*",
    "\0ada\0",
    "\ud800 ada",
    "﷽" * 50,
    "a" * 1_000_000,
    "%",
    "' OR 1=1 --",
    "\u200b\u202e\u202d",
)


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder, demo_site.prefix)


@pytest.fixture
def search(open_page: Callable[..., Visit], home: str) -> Search:
    """`search("members/?q=ada")` opens a page of the demonstration."""
    return lambda url, **how: SearchPage(open_page(home + url, **how))


def test_axe_finds_nothing_in_any_state(search: Search, axe: Axe) -> None:
    """Empty, found, corrected, not found, waiting, offline, broken, filters open: no violation, no sideways scroll."""
    one = search("")
    page = one.page
    home = page.url
    found = {}

    def look(name: str) -> None:
        found[name] = faults(page, axe, [WIDE])
        page.set_viewport_size({"width": NARROW, "height": 900})
        panel = page.locator(".facet-panel:not([open]) > summary")
        if state == "results" and panel.count():
            panel.click()
        found[name] += faults(page, axe, [NARROW])
        page.set_viewport_size({"width": WIDE, "height": 900})

    for url, state in STATES.items():
        page.goto(home + url)
        one.state(state)
        if state == "results" and page.locator("[data-facets]").count():
            one.open_facet("skill")
        look(url)
    page.route("**/cards-*.json", lambda _route: None)
    page.goto(home + "search/?q=survey")
    expect(page.get_by_text("Searching …")).to_be_visible(timeout=LONG)
    look("waiting")
    page.unroute_all(behavior="ignoreErrors")
    page.route("**/*.json", lambda route: route.abort())
    page.goto(home + "members/?q=survey")
    one.state("offline")
    look("offline")
    page.unroute_all(behavior="ignoreErrors")
    page.route("**/*.json", lambda route: route.fulfill(status=500, body="no"))
    page.goto(home + "search/?q=survey")
    one.state("broken")
    look("broken")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert (one.visit.outside, one.visit.errors) == ([], [])


def test_corrected(search: Search) -> None:
    """A typing mistake finds what was meant, says so, and offers what was typed elsewhere."""
    one = search("members/?q=wadolwski")
    one.says("1 member")
    words = one.page.locator("[data-corrected]")
    assert "Showing results for wadolowski" in words.inner_text()
    assert "“wadolwski”" in words.inner_text()
    assert words.get_by_role("link").get_attribute("href").endswith("/search/?q=wadolwski")


def test_nothing_found(search: Search) -> None:
    """What was looked for, and links to each word alone, without filters, everywhere, and to the whole list."""
    one = search("members/?q=tide+qqqqq&skill=python")
    one.state("nothing")
    assert "Looked for tide, qqqqq" in one.page.locator("[data-when=nothing]").inner_text()
    links = one.page.locator("[data-ways] a:visible")
    ways = links.evaluate_all("all => all.map(one => one.pathname + one.search)")
    assert ways == [
        "/members/?q=tide",
        "/members/?q=qqqqq",
        "/members/?q=tide+qqqqq",
        "/search/?q=tide+qqqqq",
        "/members/",
    ]
    links.first.click()
    one.state("results")


def test_found_in_the_text(search: Search) -> None:
    """What only the long text of a page has is found, and says so."""
    one = search("members/?q=surveyed+harbour&show=300")
    one.state("results")
    assert one.page.get_by_text("Found in the text of the page").count() > 0


def test_the_longer_texts_on_demand(search: Search) -> None:
    """Where short facts find plenty, long texts are looked into when a visitor asks, and the address keeps that."""
    one = search("members/?q=tide")
    one.state("results")
    few = int(one.count.inner_text().split()[0])
    one.page.get_by_role("link", name="Look in the longer texts too").click()
    one.page.wait_for_url("**texts=1")
    one.state("results")
    assert int(one.count.inner_text().split()[0]) > few
    assert one.page.get_by_role("link", name="Look in the longer texts too").is_hidden()


@pytest.mark.parametrize("state", ["offline", "broken"])
def test_trouble_passes(search: Search, state: str) -> None:
    """Where a part cannot be had, the page says so, keeps what was typed, and "Try again" goes on from there."""
    one = search("members/")
    failing = True

    def fail_or_not(route) -> None:  # type: ignore[no-untyped-def]
        if not failing:
            route.continue_()
        elif state == "offline":
            route.abort()
        else:
            route.fulfill(status=404, body="<!doctype html>not here")

    one.page.route("**/*.json", fail_or_not)
    one.box.fill("wadolowski")
    one.state(state)
    heading = one.page.locator(f"[data-when={state}] h2")
    expect(one.status).to_have_text(heading.inner_text(), timeout=LONG)
    retry = one.page.locator(f"[data-when={state}] [data-retry]")
    retry.click()
    one.visit.settle()
    assert retry.is_visible()
    failing = False
    retry.click()
    one.says("1 member")
    assert one.page.evaluate("document.activeElement.id") == "search-box"
    assert one.visit.errors == []


def test_a_facet_that_does_not_load(search: Search) -> None:
    """A filter that fails says so beside itself; the results stay, and it can be tried again."""
    one = search("members/?q=survey")
    one.state("results")
    one.page.route("**/members-skill*.json", lambda route: route.abort())
    facet = one.open_facet("skill")
    expect(facet.get_by_text("could not be loaded")).to_be_visible(timeout=LONG)
    one.state("results")
    one.page.unroute_all()
    facet.get_by_role("button", name="Try again").click()
    expect(facet.get_by_role("checkbox").first).to_be_visible(timeout=LONG)
    assert one.visit.errors == []


def test_hostile_queries_are_words(search: Search) -> None:
    """Markup, operators, a null byte, a lone surrogate, a megabyte: typed or in the address, they are but text."""
    one = search("search/")
    home = one.page.url
    dialogs = []
    one.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for text in HOSTILE:
        one.page.evaluate(
            """text => {
                const box = document.querySelector("main [data-search-box]");
                box.value = text;
                box.form.requestSubmit();
            }""",
            text,
        )
        one.until("document.querySelector('main [data-when=idle]').hidden")
        assert len(one.page.url) < 1500
    for text in HOSTILE:
        query = one.page.evaluate(QUERY, text[:2000])
        one.page.goto(home.replace("search/", "members/") + "?" + query)
        one.until("document.querySelector('main [data-when=idle]').hidden || !location.search")
        one.visit.settle()
        assert one.page.locator("main img[src=x], main script").count() == 0
    assert dialogs == []
    assert one.quiet()


def test_without_javascript(search: Search, demo_site: BuiltSite) -> None:
    """The search page says what it needs, and leads on: letters as a form, lists as links; no filters are shown."""
    one = search("search/?q=ada", javascript=False)
    page = one.page
    assert "Searching needs JavaScript" in page.evaluate("document.body.innerText")
    page.get_by_role("button", name="W", exact=True).click()
    page.wait_for_url("**/a-z/w/*")
    assert page.locator("h1").is_visible()
    one = search("members/", javascript=False)
    assert one.page.locator(".facet-panel").is_hidden()
    one.box.fill("ada")
    one.box.press("Enter")
    one.page.wait_for_url("**/search/?q=ada")
    for target in re.findall(r'href="(/[^"]*)"', demo_site.text("search/index.html")):
        assert (
            target.removeprefix("/").split("?")[0] in demo_site.files
            or (target.strip("/") + "/index.html").lstrip("/") in demo_site.files
        ), target


def test_below_a_path(sub_path_site: BuiltSite, serve: Callable[..., str], open_page: Callable[..., Visit]) -> None:
    """A site below a path finds, shows and links inside it."""
    home = serve(sub_path_site.folder, sub_path_site.prefix)
    one = SearchPage(open_page(home + "members/"))
    one.box.fill("wadolowski")
    one.says("1 member")
    assert one.found() == ["association/members/stanislaw-wadolowski"]
    one.page.goto(home + "search/?q=survey")
    one.state("results")
    one.page.locator("[data-group=members] [data-all]").click()
    one.page.wait_for_url(f"{home}members/?q=survey")
    one.state("results")
    assert one.quiet()


def test_forced_colours_and_paper(browser: Browser, home: str, axe: Axe) -> None:
    """With forced colours nothing is lost; on paper there are results, and nothing to type into or press."""
    with browser.new_context(forced_colors="active") as context:
        one = SearchPage(watched(context))
        one.page.goto(home + "members/?q=survey&country=nl")
        one.state("results")
        assert axe(one.page) == []
        one.page.emulate_media(media="print", forced_colors="none")
        assert one.page.locator("main .card-name:visible").count() > 0
        assert one.page.locator("main :is(input, button, select):visible").count() == 0


def test_scripts_are_small(search: Search, demo_site: BuiltSite) -> None:
    """All scripts that a page with a search loads are 25 KB together, compressed."""
    one = search("members/?q=survey")
    one.state("results")
    one.visit.settle()
    urls = one.page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    scripts = {url.partition("/static/")[2] for url in urls if url.endswith(".js")}
    sizes = {name: len(gzip.compress(demo_site.files[f"static/{name}"], 9)) for name in sorted(scripts)}
    assert any(name.endswith("lunr.min.js") for name in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes
