"""Pages of events in a real browser: accessible at every width, usable by keyboard, true whenever they were built."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.events.event import Event
from tests.browser.axe import Violation
from tests.browser.visits import Visit, watched
from tests.conftest import BuiltSite, build_site
from tests.factories import association, source_text

OpenPage = Callable[..., Visit]
Axe = Callable[[Page], list[Violation]]

WIDTHS = (320, 768, 1280)
PAGES = (
    *("events/", "events/2027/01/", "events/2027/02/", "events/past/", "events/past/2026/", "events/formats/online/"),
    *("events/watch/", "events/fair/", "events/was/"),
)
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
OVERFLOW = "document.scrollingElement.scrollWidth - window.innerWidth"
OUTSIDE_CELL = """() => {
    const table = document.querySelector(".month-table").getBoundingClientRect();
    return [...document.querySelectorAll(".month-table a")].filter((link) => {
        const box = link.getBoundingClientRect(), cell = link.closest("td").getBoundingClientRect();
        const bar = link.matches(".month-bar");
        return box.width < 24 || box.height < 24 || box.left < cell.left || box.right > (bar ? table : cell).right + 1
            || box.top < cell.top || box.bottom > cell.bottom;
    }).map(link => link.textContent);
}"""
OVERLAPPING = """() => {
    const boxes = [...document.querySelectorAll(".month-table a")].map(one => one.getBoundingClientRect());
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    return boxes.flatMap((a, place) => boxes.slice(place + 1).filter(b => !apart(a, b))).length;
}"""

CONFIGURATION = """
ASSOCIATION = {"name": "Busy", "short_name": "Busy", "description": "Busy.", "email": "office@example.org"}
SITEURL = "https://busy.example.org"
TIMEZONE = "Europe/Lisbon"
DEFAULT_LANG = "en-GB"
"""

LONG = "The title of an event whose organizers could not agree which of its many subjects comes first " * 2


def said(title: str, start: str, end: str, **fields: object) -> str:
    """The file of an online event in Lisbon."""
    base = {"title": title, "start": start, "end": end, "timezone": "Europe/Lisbon", "format": "online"}
    return source_text(Event, base | fields | {"body": "Text."})


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """An association with twelve events on a day, events across weeks, a series, and titles as long as they may be."""
    files = {
        "pelicanconf.py": CONFIGURATION,
        **{
            f"content/events/busy-{number}.md": said(
                LONG[:160] if number == 3 else "W" * 100 if number == 7 else f"Number {number}",
                f"2027-01-14 {8 + number:02}:30",
                f"2027-01-14 {9 + number:02}:15",
                timezone=("Asia/Kolkata", "America/New_York")[number % 2],
                categories=["Talk"],
            )
            for number in range(12)
        },
        "content/events/long.md": said(LONG[:160], "2027-01-05", "2027-02-02", all_day="true"),
        "content/events/two.md": said("Two days", "2027-01-13 09:00", "2027-01-14 17:00"),
        "content/events/watch.md": said(
            "Watch",
            "2026-11-05 18:30",
            "2026-11-05 20:00",
            recurrence={
                "frequency": "weekly",
                "changes": [{"occurrence": "2026-11-26 18:30", "status": "cancelled", "note": "A storm"}],
            },
        ),
        "content/events/fair.md": said(
            "Fair",
            "2026-11-25 10:00",
            "2026-11-25 18:00",
            registration={"url": "https://r.example.org/", "opens": "2026-11-23 09:00", "closes": "2026-11-24 12:00"},
        ),
        "content/events/was.md": said("Was", "2026-03-01", "2026-03-02", all_day="true"),
    }
    root = association(tmp_path_factory.mktemp("busy"), files)
    return build_site(root, root / "output", "https://busy.example.org")


@pytest.fixture(scope="module")
def home(busy: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the association."""
    return serve(busy.folder)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(open_page: OpenPage, home: str, axe: Axe, width: int, scheme: str) -> None:
    """On no page of events axe has anything to say, whatever is opened; none scrolls sideways, asks others or fails."""
    visit = open_page(home, width=width, color_scheme=scheme)
    for page in PAGES:
        visit.page.goto(home + page)
        visit.page.evaluate(OPEN_ALL)
        assert axe(visit.page) == [], page
        assert visit.page.evaluate(OVERFLOW) <= 0, page
    visit.settle()
    assert (visit.outside, visit.console, visit.errors) == ([], [], [])


def test_a_month_is_a_table_where_there_is_room(open_page: OpenPage, home: str) -> None:
    """From 768 pixels on it is a table with a caption and a head for each column; below it is a list of the same."""
    page = open_page(f"{home}events/2027/01/").page
    table = page.get_by_role("table", name="Events in January 2027")
    for width, tabular in ((320, False), (768, True), (1280, True)):
        page.set_viewport_size({"width": width, "height": 900})
        expect(table).to_be_visible() if tabular else expect(table).to_be_hidden()
        assert page.locator(".month-list").is_visible() is not tabular
    heads = [one.text_content() for one in table.get_by_role("columnheader").all()]
    assert heads[0] == "MonMonday"
    assert len(heads) == 7
    assert page.locator("[role=grid], [role=gridcell]").count() == 0
    assert page.locator(".month-list article").count() == 18  # all that the table has


@pytest.mark.parametrize("width", [768, 1280])
def test_a_busy_day_holds_its_events(open_page: OpenPage, home: str, width: int) -> None:
    """Every link stands in its cell, those across days in the table; none covers another, and all can be hit."""
    page = open_page(f"{home}events/2027/01/", width=width).page
    assert page.evaluate(OUTSIDE_CELL) == []
    assert page.evaluate(OVERLAPPING) == 0
    cell = page.locator('td[data-day="2027-01-14"]')
    clocks = cell.locator(".month-clock").all_text_contents()
    assert len(clocks) == 13
    assert clocks == sorted(clocks)
    assert cell.locator(".month-zone").first.text_content() == "Kolkata"


def test_links_in_a_month_say_their_day(open_page: OpenPage, home: str) -> None:
    """Who jumps from link to link hears the date of each, and whether it takes place."""
    page = open_page(f"{home}events/2027/01/").page
    table = page.get_by_role("table")
    table.get_by_role("link", name=re.compile("08:30 Kolkata Number 0 ?, 14 January 2027")).wait_for()
    table.get_by_role("link", name=re.compile("Two days ?, 13 ?– ?14 Jan 2027")).wait_for()
    page.goto(f"{home}events/2026/11/")
    table.get_by_role("link", name=re.compile("18:30 Lisbon Watch ?, 26 November 2026, Cancelled")).wait_for()


def test_a_month_by_keyboard(open_page: OpenPage, home: str) -> None:
    """Tab leads through the links of the table, week by week, and into nothing that is not shown."""
    page = open_page(f"{home}events/2027/01/").page
    page.locator(".month-ways a").last.focus()
    links = page.locator(".month-table a")
    for place in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()
    page.set_viewport_size({"width": 320, "height": 900})
    page.locator(".month-ways a").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".month-list a").first).to_be_focused()


def test_months_lead_to_each_other(open_page: OpenPage, home: str) -> None:
    """The next month, and back; an empty one says so."""
    page = open_page(f"{home}events/2027/01/").page
    page.get_by_role("link", name="Next month: February 2027").click()
    page.get_by_role("link", name="Previous month: January 2027").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("January 2027")
    page.goto(f"{home}events/2026/05/")
    expect(page.get_by_text("There are no events in May 2026.")).to_be_visible()


@contextmanager
def visitor(browser: Browser, timezone: str, now: datetime, *, javascript: bool = True) -> Iterator[Page]:
    """A visitor from a zone, at an instant."""
    with browser.new_context(timezone_id=timezone, java_script_enabled=javascript) as context:
        visit = watched(context)
        if javascript:
            visit.page.clock.set_fixed_time(now)
        yield visit.page
        assert visit.console + visit.errors == []


SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("timezone", "own"),
    [
        ("Europe/London", None),
        ("America/New_York", "05:00–13:00 where you are"),
        ("Pacific/Auckland", "Wed 25 Nov, 23:00 – Thu 26 Nov, 07:00 where you are"),
    ],
)
def test_the_visitors_own_time(browser: Browser, home: str, timezone: str, own: str | None) -> None:
    """It stands beside the time of the place where the clocks differ, with the day where that is another."""
    with visitor(browser, timezone, SUNDAY) as page:
        page.goto(f"{home}events/fair/")
        time = page.locator(".lead .event-time")
        expect(time).to_contain_text("Wednesday, 25 November 2026, 10:00–\u206018:00 Lisbon time (GMT+00:00)")
        shown = time.locator(".event-own")
        expect(shown).to_have_count(1 if own else 0)
        if own:
            assert (shown.text_content() or "").replace("\u2009", " ") == own


@pytest.mark.parametrize(
    ("hour", "mark", "can_register", "is_over"),
    [
        ("2026-11-22T12:00", None, False, False),
        ("2026-11-23T09:00", None, True, False),
        ("2026-11-24T13:00", None, False, False),
        ("2026-11-25T09:00", "Today", False, False),
        ("2026-11-25T10:00", "Happening now", False, False),
        ("2026-11-25T18:00", "Over", False, True),
        ("2026-12-25T18:00", "Over", False, True),
    ],
)
def test_an_old_build_does_not_lie(
    browser: Browser, home: str, hour: str, mark: str | None, can_register: bool, is_over: bool
) -> None:
    """What is today, now or over, and whether one can register, is told by the visitor's clock, not the build's."""
    with visitor(browser, "Europe/Lisbon", datetime.fromisoformat(f"{hour}+00:00")) as page:
        page.goto(f"{home}events/fair/")
        marks = page.locator(".lead .event-mark")
        expect(marks).to_have_count(1 if mark else 0)
        if mark:
            expect(marks).to_have_text(mark)
        expect(page.get_by_role("link", name="Register")).to_have_count(1 if can_register else 0)
        expect(page.get_by_text("This event is over.")).to_be_visible(visible=is_over)
        page.goto(f"{home}events/")
        card = page.locator(".event-card", has_text="Fair")
        expect(card.locator(".event-mark")).to_have_count(1 if mark else 0)


def test_today_is_marked_in_a_month(browser: Browser, home: str) -> None:
    """The day of the visitor, who may be a day ahead; the night of the build does not count."""
    with visitor(browser, "Pacific/Auckland", SUNDAY) as page:
        page.goto(f"{home}events/2026/11/")
        today = page.locator("td[aria-current=date]")
        expect(today).to_have_count(1)
        expect(today).to_have_attribute("data-day", "2026-11-23")
        expect(today).to_contain_text("Today")


def test_what_is_called_off_does_not_happen(browser: Browser, home: str) -> None:
    """A cancelled date is never said to happen now."""
    with visitor(browser, "Europe/Lisbon", datetime(2026, 11, 26, 19, tzinfo=UTC)) as page:
        page.goto(f"{home}events/watch/")
        date = page.locator('[id="2026-11-26T1830"]')
        expect(date).to_contain_text("Cancelled")
        expect(date.locator(".event-mark")).to_have_count(0)
        page.goto(f"{home}events/")
        expect(page.locator(".event-card", has_text="Cancelled").locator(".event-mark")).to_have_count(0)


def test_a_date_of_a_series_saves_the_series(browser: Browser, home: str) -> None:
    """What is saved is the event by its own page, with the words of the card as it was printed."""
    with visitor(browser, "Asia/Tokyo", SUNDAY) as page:
        page.goto(f"{home}events/2026/11/")
        page.set_viewport_size({"width": 320, "height": 900})
        page.locator(".event-card", has_text="Cancelled").get_by_role("button", name="Save Watch").click()
        page.goto(f"{home}saved/")
        entries = page.evaluate("JSON.parse(Object.values(localStorage)[0])")
        assert [one["key"] for one in entries] == ["events/watch"]
        assert entries[0]["lines"][:2] == ["Cancelled", "Thursday, 26 November 2026, 18:30–20:00 Lisbon time"]


def test_pages_work_without_scripts(browser: Browser, home: str) -> None:
    """The time of the place, the dates of a series, and ways to some of the events need no script."""
    with visitor(browser, "Asia/Tokyo", SUNDAY, javascript=False) as page:
        page.goto(f"{home}events/")
        page.get_by_text("Only some events").click()
        page.get_by_role("link", name="Talk", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Events: Talk")
        page.goto(f"{home}events/watch/#2026-12-03T1830")
        expect(page.locator(":target")).to_contain_text("Thursday, 3 December 2026, 18:30–\u206020:00 Lisbon time")
        expect(page.get_by_text("It goes on; dates after 26 December 2027 are not listed yet.")).to_be_visible()


def test_results_of_a_search_have_the_visitors_time(browser: Browser, busy: BuiltSite, home: str) -> None:
    """Cards that a search brings are told like those that the page was printed with."""
    assert "search" in busy.files["index.html"].decode()
    with visitor(browser, "America/New_York", SUNDAY) as page:
        page.goto(f"{home}events/?q=fair")
        result = page.locator("[data-results] .event-card")
        expect(result).to_have_count(1)
        expect(result.locator(".event-own")).to_have_text("05:00–13:00 where you are")
