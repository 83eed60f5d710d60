"""The search page and the searches of lists: typing, groups, addresses and their history, keys, focus, what is said."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.search_page import LONG, SearchPage
from tests.browser.visits import Visit, watched
from tests.conftest import BuiltSite

Search = Callable[..., SearchPage]

SAID = """() => {
    window.said = [];
    const region = document.querySelector("main [role=status]");
    new MutationObserver(() => window.said.push(region.textContent)).observe(region, {childList: true});
}"""


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder, demo_site.prefix)


@pytest.fixture
def search(open_page: Callable[..., Visit], home: str) -> Search:
    """`search("members/?q=ada")` opens a page of the demonstration, by default the search page."""
    return lambda url="search/", **how: SearchPage(open_page(home + url, **how))


def test_results_come_while_typing(search: Search) -> None:
    """From the second character on results take the place of the list, and the address holds what was typed."""
    one = search("members/")
    listed = one.page.locator(".browse")
    one.box.press_sequentially("w")
    one.page.wait_for_timeout(400)
    expect(listed).to_be_visible()
    assert one.page.url.endswith("/members/")
    one.box.press_sequentially("adolowski")
    one.says("1 member")
    expect(listed).to_be_hidden()
    assert one.found() == ["members/stanislaw-wadolowski"]
    assert one.page.url.endswith("/members/?q=wadolowski")
    assert one.page.locator("mark").first.inner_text() == "Wądołowski"
    one.box.press("Escape")
    expect(listed).to_be_visible(timeout=LONG)
    assert one.page.url.endswith("/members/")
    assert one.quiet()


def test_one_letter_on_enter_and_one_han_character_at_once(search: Search) -> None:
    """A single letter is looked for on Enter; a character that is a word by itself without."""
    one = search("members/")
    one.box.fill("r")
    one.box.press("Enter")
    one.state("results")
    one.box.fill("汐")
    one.page.wait_for_url("**/?q=*%E6%B1%90*")
    one.says("2 members")
    assert one.page.locator("mark").all_inner_texts() == ["汐", "汐"]


def test_everything_is_grouped_by_kind(search: Search) -> None:
    """Each kind has its first six, and the way to all of them, which finds just as many."""
    one = search("search/?q=survey")
    one.state("results")
    total = int(one.count.inner_text().split()[0])
    groups = one.page.locator("[data-group]:visible")
    counts = {
        group.get_attribute("data-group"): int(group.locator("[data-count]").inner_text().split()[0])
        for group in groups.all()
    }
    assert sum(counts.values()) == total
    assert {"members", "events", "jobs", "organizations"} <= counts.keys()
    for group in groups.all():
        kind = group.get_attribute("data-group")
        assert group.locator("[data-results] > li").count() == min(6, counts[kind])
    one.page.locator("[data-group=members] [data-all]").click()
    one.page.wait_for_url("**/members/?q=survey")
    one.says(f"{counts['members']} members")


def test_the_box_of_every_page_leads_to_results(search: Search) -> None:
    """The box in the head finds everything, that of the home page members; the search page has one box only."""
    one = search("about/")
    one.page.locator("header [data-search-box]").fill("tide")
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/search/?q=tide")
    one.state("results")
    assert one.page.locator("[data-search-box]").count() == 1
    assert one.box.input_value() == "tide"
    one = search("")
    one.box.fill("tide")
    one.box.press("Enter")
    one.page.wait_for_url("**/members/?q=tide")
    one.state("results")


def test_history(search: Search) -> None:
    """Typing leaves no trail, choices do: Back takes back the last, Forward does it again, a reload changes none."""
    one = search("members/")
    entries = one.page.evaluate("history.length")
    one.box.press_sequentially("survey", delay=150)
    one.until("location.search === '?q=survey'")
    one.state("results")
    one.visit.settle()
    everybody = one.count.inner_text()
    assert one.page.evaluate("history.length") == entries
    one.tick("skill", "Dredging survey")
    one.page.wait_for_url("**skill=dredging-survey")
    expect(one.count).not_to_have_text(everybody, timeout=LONG)
    narrowed = one.count.inner_text()
    one.page.locator("[data-sort]").select_option("name")
    one.page.wait_for_url("**sort=name")
    one.page.wait_for_load_state("networkidle")
    by_name = one.found()
    assert len(by_name) > 1
    one.page.reload()
    one.says(narrowed)
    assert (one.found(), one.box.input_value()) == (by_name, "survey")
    assert one.page.locator("[data-sort]").input_value() == "name"
    one.page.go_back()
    one.until("!location.search.includes('sort')")
    assert one.page.locator("[data-sort]").input_value() == "relevance"
    one.page.go_back()
    one.says(everybody)
    expect(one.chips).to_have_count(0)
    one.page.go_forward()
    one.says(narrowed)
    expect(one.chips).to_have_count(1)
    assert one.quiet()


def test_back_from_a_result_is_where_one_was(search: Search) -> None:
    """Who follows a result and comes back finds as many results, and the page where it was."""
    one = search("members/?q=survey", height=600)
    one.state("results")
    one.page.get_by_role("button", name="Show more").click()
    one.page.wait_for_url("**show=36")
    shown = len(one.found())
    last = one.page.locator("[data-results] .card-name a").nth(shown - 1)
    last.scroll_into_view_if_needed()
    one.page.wait_for_timeout(400)
    place = one.page.evaluate("scrollY")
    assert place > 600
    last.click()
    one.page.wait_for_load_state()
    one.page.go_back()
    one.state("results")
    one.until(f"Math.abs(scrollY - {place}) < 4")
    assert len(one.found()) == shown


def test_more(search: Search) -> None:
    """The button for more adds to what is there, and the focus is on the first that is new."""
    one = search("members/?q=survey")
    one.state("results")
    first = one.found()
    assert len(first) == 12
    one.page.get_by_role("button", name="Show more").click()
    one.page.wait_for_url("**show=*")
    more = one.found()
    assert more[:12] == first
    assert len(more) > 12
    assert len(set(more)) == len(more)
    assert one.page.evaluate("document.activeElement.pathname").strip("/") == more[12]


def test_a_late_answer_is_dropped(search: Search) -> None:
    """An answer that comes after that of a later query changes nothing."""
    one = search("members/")
    held: list[Route] = []
    holding = True
    one.page.route("**/cards-*.json", lambda route: held.append(route) if holding else route.continue_())
    one.box.fill("wadolowski")
    one.until("location.search === '?q=wadolowski'")
    while not held:
        one.page.wait_for_timeout(50)
    holding = False
    one.box.fill("ramanathan")
    one.says("1 member")
    for route in held:
        route.continue_()
    one.page.wait_for_timeout(500)
    assert one.found() == ["members/priya-ramanathan"]


def test_one_voice(search: Search) -> None:
    """A screen reader is told once what came of all that was typed, by the one region that speaks."""
    one = search("members/")
    assert one.page.locator("main [role=status], main [aria-live]:visible").count() == 1
    one.page.evaluate(SAID)
    one.box.press_sequentially("wadolowski", delay=40)
    one.says("1 member")
    expect(one.status).to_have_text("1 member", timeout=LONG)
    one.box.press_sequentially("qqqqq", delay=40)
    expect(one.status).to_have_text("Nothing found", timeout=LONG)
    assert one.page.evaluate("window.said") == ["1 member", "Nothing found"]


def test_the_slash_key(search: Search) -> None:
    """The key "/" leads to the page's own box, but not out of a field, nor with other keys, nor once switched off."""
    one = search("members/")
    focused = "document.activeElement.id"
    one.page.keyboard.press("Control+/")
    assert one.page.evaluate(focused) == ""
    one.page.keyboard.press("/")
    assert one.page.evaluate(focused) == "search-box"
    one.page.keyboard.press("/")
    assert one.box.input_value() == "/"
    one.page.locator("#site-search").focus()
    one.page.keyboard.press("/")
    assert one.page.evaluate(focused) == "site-search"
    one = search("about/")
    one.page.keyboard.press("/")
    assert one.page.evaluate(focused) == "site-search"
    one = search()
    one.page.get_by_role("checkbox").uncheck()
    one.page.goto(one.page.url.replace("search/", "members/"))
    one.page.keyboard.press("/")
    assert one.page.evaluate(focused) == ""


def test_keyboard_alone(search: Search) -> None:
    """From the box one tabs through filters to results, and arrows do in the box what they always do."""
    one = search("members/")
    one.page.keyboard.press("/")
    one.page.keyboard.type("river", delay=30)
    one.state("results")
    one.page.keyboard.press("ArrowLeft")
    one.page.keyboard.press("Backspace")
    assert one.box.input_value() == "rivr"
    one.page.keyboard.press("ArrowDown")
    assert one.page.evaluate("document.activeElement.id") == "search-box"
    one.box.fill("river")
    one.state("results")
    one.facet("country").locator("summary").focus()
    one.page.keyboard.press("Enter")
    expect(one.facet("country").get_by_role("checkbox").first).to_be_visible(timeout=LONG)
    for _ in range(3):
        one.page.keyboard.press("Tab")
        if one.page.evaluate("document.activeElement.type") == "checkbox":
            break
    one.page.keyboard.press("Space")
    expect(one.chips).to_have_count(1, timeout=LONG)
    assert one.page.evaluate("document.activeElement.type") == "checkbox"
    for _ in range(60):
        one.page.keyboard.press("Tab")
        if one.page.evaluate("document.activeElement.closest('[data-results]') !== null"):
            break
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/members/*/")


def test_a_link_to_this_search(browser: Browser, home: str) -> None:
    """One click copies the address with all that was typed and chosen, not that of the list."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        one = SearchPage(watched(context))
        one.page.goto(home + "members/?q=survey&country=nl")
        one.state("results")
        one.page.get_by_role("button", name="Copy link").click()
        expect(one.page.get_by_role("button", name="Link copied")).to_be_visible()
        assert one.page.evaluate("navigator.clipboard.readText()") == one.page.url


def test_scripts_come_at_once(search: Search, demo_site: BuiltSite) -> None:
    """Every module of the search is named in the page, so that none is first heard of in another."""
    one = search("members/")
    one.visit.settle()
    asked = set(one.page.evaluate("performance.getEntriesByType('resource').map(one => one.name)"))
    scripts = {url.rpartition("/static/")[2].partition("/")[2] for url in asked if url.endswith(".js")}
    page = demo_site.text("members/index.html")
    assert "js/search/engine.js" in scripts
    assert {name for name in scripts if f'/{name}"' not in page} == set()


def test_an_answer_is_quick(search: Search) -> None:
    """Once the index is there, a word is answered in far less than a second."""
    one = search("members/?q=tide")
    one.state("results")
    start = time.perf_counter()
    one.box.fill("ramanathan")
    one.says("1 member")
    assert time.perf_counter() - start < 3
