"""The saved list in a real browser: stars, notes, tabs, storage that fails, and nothing that leaves the device."""

from __future__ import annotations

import gzip
import json
import re
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.browser.axe import NARROW, Axe, faults
from tests.browser.saved_list import FORMAT, KEY, MEMBERS, entry, exported, keep, kept, press_first, read_back, star
from tests.browser.visits import Visit, watched
from tests.conftest import PROJECT, BuiltSite, build_site
from tests.factories import association

OpenPage = Callable[..., Visit]


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder)


# Stars ---------------------------------------------------------------------------------------------------------------


def test_starred_in_a_list_and_on_its_page_and_back(open_page: OpenPage, home: str) -> None:
    """A star pressed in a list is pressed on the record's page; taken off there, it is off when one goes back."""
    visit = open_page(home + "members/")
    page, footer = visit.page, visit.page.locator("[data-saved-link]")
    expect(footer).to_be_hidden()
    name = page.locator(".member-card .card-name").nth(2).inner_text()
    expect(star(page, name)).to_have_attribute("aria-pressed", "false")
    star(page, name).click()
    expect(star(page, name)).to_have_attribute("aria-pressed", "true")
    expect(footer).to_have_text("Saved (1)")
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text(name)
    expect(star(page, name)).to_have_attribute("aria-pressed", "true")
    star(page, name).click()
    page.go_back()
    expect(star(page, name)).to_have_attribute("aria-pressed", "false")
    expect(footer).to_be_hidden()
    assert (visit.outside, visit.console, visit.errors) == ([], [], [])


@pytest.mark.parametrize("folder", ["members/", "events/", "jobs/", "events/past/", ""])
def test_every_card_has_one_star_of_a_finger_s_size(open_page: OpenPage, home: str, folder: str) -> None:
    """Each card that says it can be saved has a star, named after its record, of at least 24 pixels."""
    page = open_page(home + folder, width=NARROW).page
    cards = page.locator("[data-saves]").all()
    assert cards
    for card in cards:
        [box] = [one.bounding_box() for one in card.locator("[data-star]").all()]
        assert min(box["width"], box["height"]) >= 24
        name = card.locator(".card-name").inner_text()
        assert card.locator("[data-star]").get_attribute("aria-label").casefold() == f"save {name}".casefold()


@pytest.mark.parametrize("kind", ["member", "event", "job"])
def test_list_and_page_save_the_same(open_page: OpenPage, home: str, kind: str) -> None:
    """What is kept of a record does not depend on where its star was pressed."""
    page = open_page(home + f"{kind}s/").page
    [key] = press_first(page, f".{kind}-card")
    from_list = kept(page)[key]
    page.goto(home + key + "/")
    page.click(".save-button")
    assert kept(page) == {}
    page.reload()
    page.click(".save-button")
    assert kept(page)[key] == from_list


def test_cards_that_come_later_have_stars(open_page: OpenPage, home: str) -> None:
    """A card that a script puts in, as a search does, has its star, and that says whether the record is saved."""
    page = open_page(home + "members/").page
    [key] = press_first(page, ".member-card")
    page.evaluate("""() => {
        const card = document.querySelector(".member-card").cloneNode(true);
        card.querySelector("[data-star]").remove();
        card.id = "late";
        document.querySelector("main").append(card);
    }""")
    late = page.locator("#late [data-star]")
    expect(late).to_have_attribute("aria-pressed", "true")
    late.click()
    expect(page.locator(".member-card [data-star]").first).to_have_attribute("aria-pressed", "false")
    assert key not in kept(page)


def test_pressed_twice_the_note_is_still_there(open_page: OpenPage, home: str) -> None:
    """Whoever takes a star off by mistake presses again, and has the note back; once the page is left, it is gone."""
    page = open_page(home).page
    keep(page, entry(MEMBERS[0], "Aino Lehtovaara", note="Owes me a lead line."))
    mine = page.locator("[data-star][aria-label='Save Aino Lehtovaara']")
    mine.click()
    expect(page.get_by_label("Private note")).to_be_hidden()
    expect(page.locator("[data-removed]")).to_be_visible()
    assert kept(page) == {}
    mine.click()
    expect(page.get_by_label("Private note")).to_have_value("Owes me a lead line.")
    mine.click()
    page.reload()
    expect(page.locator("[data-saved-none]")).to_be_visible()


def test_scripts_of_every_page_are_small(demo_site: BuiltSite) -> None:
    """The star with all that it needs, as it is served, is at most 1.5 KB compressed."""
    served = re.compile(r"static/\w+/js/saved/(star|card|store)\.js")
    scripts = [content for name, content in demo_site.files.items() if served.fullmatch(name)]
    assert len(scripts) == 3
    assert sum(len(gzip.compress(script)) for script in scripts) <= 1536


# Notes ---------------------------------------------------------------------------------------------------------------


def test_notes_survive(open_page: OpenPage, home: str) -> None:
    """A note and a date are there after a reload, and only people have a date of contact."""
    page = open_page(home).page
    people = press_first(page, ".member-card", 2)
    press_first(page, ".event-card")
    press_first(page, ".job-card")
    page.click("[data-saved-link] a")
    expect(page.locator("h2:visible")).to_have_text(["People", "Events", "Jobs", "Take it along"])
    row = page.locator(f"[data-key='{people[0]}']")
    row.locator("textarea").press_sequentially("Met in Porto.\nAsk about <b>tides</b>.", delay=2)
    row.locator("input").fill("2026-11-20")
    page.reload()
    expect(row.locator("textarea")).to_have_value("Met in Porto.\nAsk about <b>tides</b>.")
    expect(row.locator("input")).to_have_value("2026-11-20")
    assert page.locator("input[type=date]").count() == 2
    assert page.locator("textarea").count() == 4


def test_two_tabs_stay_in_step(open_page: OpenPage, home: str) -> None:
    """A star, a note and a removal in one tab are seen in the other at once, and what is typed there stays."""
    one = open_page(home + "members/").page
    two = one.context.new_page()
    two.goto(home + "saved/")
    keys = press_first(one, ".member-card", 2)
    rows = [two.locator(f"[data-key='{key}']") for key in keys]
    expect(rows[1]).to_be_visible()
    expect(two.locator("[data-saved-count]")).to_have_text("2")
    rows[0].locator("textarea").fill("typed in two")
    third = one.context.new_page()
    third.goto(home + "saved/")
    third.locator(f"[data-key='{keys[1]}'] textarea").fill("typed in three")
    expect(rows[1].locator("textarea")).to_have_value("typed in three")
    expect(rows[0].locator("textarea")).to_be_focused()
    assert [kept(two)[key]["note"] for key in keys] == ["typed in two", "typed in three"]
    one.locator(".member-card [data-star]").first.click()
    expect(rows[0]).to_have_count(0)
    expect(two.locator("[data-saved-count]")).to_have_text("1")


# What the site and the browser do ------------------------------------------------------------------------------------


def test_what_left_the_site_is_told(
    demo_site: BuiltSite, tmp_path: Path, serve: Callable[..., str], open_page: OpenPage
) -> None:
    """A record that is gone is told as no longer listed and kept; one that moved is followed, with its note."""
    site = tmp_path / "site"
    shutil.copytree(demo_site.folder, site)
    gone, old, new = "members/aino-lehtovaara", "members/before-the-wedding", MEMBERS[1]
    shutil.rmtree(site / gone)
    (site / old).mkdir()
    moved = f'<!doctype html><meta http-equiv="refresh" content="0; url=/{new}/"><title>Moved</title>'
    (site / old / "index.html").write_text(moved)
    page = open_page(serve(site)).page
    keep(page, entry(gone, "Aino", lines=["As she was"], note="kept"), entry(old, "Anne", note="a note"))
    rows = page.locator(".saved-list li, [data-saved-kind] > li")
    lost = page.locator(f"[data-key='{gone}']")
    expect(lost.locator("[data-gone]")).to_be_visible()
    expect(lost).to_contain_text("As she was")
    expect(lost.locator("textarea")).to_have_value("kept")
    expect(page.locator("[data-told]")).to_contain_text("No longer listed on this site: 1.")
    assert {key: (one["note"], one["gone"]) for key, one in kept(page).items()} == {
        gone: ("kept", True),
        new: ("a note", False),
    }
    assert kept(page)[new]["name"].startswith("Anne-Laure")
    assert rows.count() >= 2


def test_without_a_line_nothing_is_called_gone(open_page: OpenPage, home: str) -> None:
    """When the site cannot be asked, records are shown as they were, and that is told."""
    page = open_page(home).page
    page.route("**/members/*/", lambda route: route.abort())
    keep(page, entry(MEMBERS[0], "Aino", lines=["As she was"]))
    expect(page.locator("[data-told]")).to_contain_text("Could not be looked up just now: 1.")
    expect(page.locator("[data-gone]")).to_be_hidden()
    page.unroute("**/members/*/")
    page.route("**/members/*/", lambda route: route.fulfill(status=503, body="down"))
    page.reload()
    expect(page.locator("[data-told]")).to_contain_text("Could not be looked up just now: 1.")
    assert kept(page)[MEMBERS[0]].get("gone") is not True


THROWS = {
    "denied": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})",
    "none": "Object.defineProperty(window, 'localStorage', {value: null})",
    "full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }",
}


@pytest.mark.parametrize("way", THROWS)
def test_a_browser_that_keeps_nothing_is_told(open_page: OpenPage, home: str, way: str) -> None:
    """Where storage throws, a pressed star stays off and says why; all else on the page works."""
    visit = open_page("about:blank")
    page = visit.page
    page.add_init_script(THROWS[way])
    page.goto(home + "members/")
    first = page.locator(".member-card [data-star]").first
    first.click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved")
    expect(first).to_have_attribute("aria-pressed", "false")
    page.goto(home + MEMBERS[0] + "/")
    page.click(".save-button")
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(home + "saved/")
    expect(page.locator("[data-saved-none]")).to_be_visible()
    said = read_back(page, json.dumps({**FORMAT, "entries": [entry(MEMBERS[0], "Aino")]}))
    assert "does not keep anything" in said
    assert (visit.errors, visit.console) == ([], [])


@pytest.mark.parametrize(
    "stored", ["{", "[null]", '{"a": 1}', '[{"key": "x"}]', '[{"key": "members/x", "name": 3}]', "7"]
)
def test_a_broken_list_breaks_nothing(open_page: OpenPage, home: str, stored: str) -> None:
    """Whatever lies under the key, another program's or half a list, pages work and can save."""
    visit = open_page(home)
    visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, stored])
    visit.page.goto(home + "saved/")
    expect(visit.page.locator("[data-saved-none]")).to_be_visible()
    visit.page.goto(home + "members/")
    [key] = press_first(visit.page, ".member-card")
    assert key in kept(visit.page)
    assert visit.errors == []


def test_a_site_below_a_path_keeps_its_own_list(
    sub_path_site: BuiltSite, serve: Callable[..., str], open_page: OpenPage
) -> None:
    """On a host that several sites share, each has a list of its own, and what it asks for is below its path."""
    visit = open_page(serve(sub_path_site.folder, sub_path_site.prefix) + "members/")
    page = visit.page
    page.locator(".member-card [data-star]").first.click()
    assert page.evaluate("Object.keys(localStorage)") == ["guildhall-saved-1:/association/"]
    page.click("[data-saved-link] a")
    expect(page.locator("[data-saved-kind=members] a")).to_have_attribute("href", re.compile(r"^/association/members/"))
    assert exported(page, "vcards").count(b"BEGIN:VCARD") == 1
    visit.settle()
    assert (visit.outside, visit.console, visit.errors) == ([], [], [])


def test_nothing_leaves_the_device(open_page: OpenPage, home: str) -> None:
    """All requests are for the site's own files: none goes elsewhere, sends anything, or holds a word of a note."""
    visit = open_page(home)
    page = visit.page
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))  # noqa: PLW0108  Playwright marks what it calls
    press_first(page, ".member-card", 2)
    press_first(page, ".event-card")
    page.click("[data-saved-link] a")
    page.locator("textarea").first.fill("zebrafish")
    for kind in ("vcards", "calendar", "table", "backup"):
        exported(page, kind)
    read_back(page, json.dumps({**FORMAT, "entries": [entry("members/zebrafish-import", "x")]}))
    page.reload()
    visit.settle()
    assert len(asked) > 10
    assert [one.url for one in asked if not one.url.startswith((home, "blob:"))] == []
    assert {(one.method, one.post_data) for one in asked} == {("GET", None)}
    notes = [one.url for one in asked if "zebrafish" in one.url and "zebrafish-import" not in one.url]
    assert notes == visit.outside == []


# People --------------------------------------------------------------------------------------------------------------


def test_keyboard_alone(open_page: OpenPage, home: str) -> None:
    """Star, note, dialog and forgetting, all by keys, and the focus is always somewhere sensible."""
    page = open_page(home + MEMBERS[0] + "/").page

    def tab_to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"no way to {selector}")

    tab_to(".save-button")
    page.keyboard.press("Space")
    expect(page.locator(".save-button")).to_have_attribute("aria-pressed", "true")
    tab_to("[data-saved-link] a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Saved")
    tab_to("textarea")
    page.keyboard.type("by hand")
    tab_to("[data-saved-forget]")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    expect(page.locator("[data-saved-keep]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("[data-saved-forget]")).to_be_focused()
    assert kept(page)[MEMBERS[0]]["note"] == "by hand"
    page.keyboard.press("Enter")
    tab_to("[data-saved-forget-now]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("[data-told]")).to_have_text("All is forgotten.")
    expect(page.locator("[data-saved-link]")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_axe_in_every_state(open_page: OpenPage, home: str, axe: Axe) -> None:
    """Empty, filled, unstarred, gone, told, asked: axe has nothing to say and nothing scrolls sideways."""
    page = open_page(home + "saved/").page

    def is_well(state: str) -> None:
        assert [f"{state}: {one}" for one in faults(page, axe)] == []

    is_well("empty")
    long = "W" * 120
    keep(page, entry(MEMBERS[0], "Aino", note="x"), entry("members/gone", long, lines=[long]), entry("events/no", "E"))
    is_well("filled, one gone")
    page.locator("[data-star]").first.click()
    is_well("one unstarred")
    read_back(page, json.dumps({**FORMAT, "entries": [None]}))
    is_well("told")
    page.click("[data-saved-forget]")
    is_well("asked")
    page.click("[data-saved-forget-now]")
    is_well("forgotten")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    page.goto(home + MEMBERS[0] + "/")
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full'); })")
    page.click(".save-button")
    is_well("trouble")


def test_a_star_is_told_without_colour(browser: Browser, home: str) -> None:
    """In forced colours, too, a pressed star is filled and another is not."""
    with browser.new_context(forced_colors="active") as context:
        page = watched(context).page
        page.goto(home + "members/")
        stars = page.locator(".member-card [data-star]")
        stars.first.click()
        fill = "one => getComputedStyle(one.querySelector('svg')).fill"
        assert stars.nth(1).evaluate(fill) == "none"
        assert stars.first.evaluate(fill) == stars.first.evaluate("one => getComputedStyle(one).color")


def test_without_javascript(open_page: OpenPage, home: str) -> None:
    """There are no stars, no count, and the page says what it needs."""
    page = open_page(home + "saved/", javascript=False).page
    assert "needs JavaScript" in page.inner_text("main")
    for address in ("saved/", "members/", MEMBERS[0] + "/"):
        page.goto(home + address)
        assert page.locator("[data-star]:visible, [data-saved-link]:visible, [data-saved]:visible").count() == 0


def test_without_the_plugin(tmp_path: Path, serve: Callable[..., str], open_page: OpenPage) -> None:
    """A site whose PLUGINS leave the saved list out has no star, no page for it, and no link to one."""
    plugins = [name for name in runpy.run_path(str(PROJECT / "pelicanconf.py"))["PLUGINS"] if name != "plugins.saved"]
    facts = {"name": "A", "short_name": "A", "description": "A.", "email": "office@example.org"}
    settings = {"ASSOCIATION": facts, "PLUGINS": plugins, "SITEURL": "https://a.example.org"}
    lines = [f"{name} = {value!r}" for name, value in settings.items()]
    root = association(association(tmp_path), {"pelicanconf.py": "\n".join([*lines, *PLACE])})
    site = build_site(root, tmp_path / "output", "https://a.example.org")
    told = {name for name, text in site.pages.items() if re.search(r"<[^>]*data-star|saved/", text)}
    assert told == {"patterns/index.html"}  # which shows every component of the theme
    visit = open_page(serve(site.folder) + "members/")
    assert visit.page.locator("[data-saves]").count() == 1
    assert (visit.console, visit.errors) == ([], [])


PLACE = ('TIMEZONE = "Europe/Lisbon"', 'DEFAULT_LANG = "en-GB"')
