"""The filters of a list in the browser: figures as the records have them, OR within and AND across, chips, order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import expect

from plugins.core.loading import load
from plugins.core.naming import country_name
from plugins.core.records import Record
from plugins.core.text import fold
from plugins.directory.member import Member
from plugins.events.event import Event
from plugins.jobs.job import Job
from tests.browser.search_page import LONG, SearchPage
from tests.browser.visits import Visit
from tests.conftest import TODAY, BuiltSite
from tests.factories import RECORD_TYPES

Search = Callable[..., SearchPage]


@pytest.fixture(scope="module")
def home(demo_site: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the demonstration."""
    return serve(demo_site.folder, demo_site.prefix)


@pytest.fixture
def search(open_page: Callable[..., Visit], home: str) -> Search:
    """`search("members/?q=ada")` opens a page of the demonstration."""
    return lambda url, **how: SearchPage(open_page(home + url, **how))


@pytest.fixture(scope="module")
def records(demo_site: BuiltSite) -> Callable[[type[Record]], dict[str, Record]]:
    """What the public may see of the demonstration, by the address of each."""
    catalogue = load(demo_site.root, RECORD_TYPES).catalogue.for_audience("public")
    return lambda record_type: {one.url.strip("/"): one for one in catalogue.of(record_type)}


def country(member: Member) -> str:
    """The country a member shows to the public, or ""."""
    return country_name(member.location.country, "en-GB") if member.location and member.location.country else ""


def tally(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs; "" is none."""
    found = Counter(values)
    found.pop("", None)
    return dict(found)


def test_counts_are_those_of_the_records(search: Search, records: Callable[..., dict[str, Member]]) -> None:
    """Without a query, each value has as many members as the records say; then as many as the other facets leave."""
    members = records(Member)
    one = search("members/")
    assert one.counts("skill") == tally(skill for member in members.values() for skill in member.skills)
    assert one.counts("country") == tally(map(country, members.values()))
    assert one.counts("availability").keys() >= {"Open to work", "Speaking"}
    one.tick("country", "Netherlands")
    one.until("location.search === '?country=nl'")
    one.state("results")
    one.visit.settle()
    dutch = [member for member in members.values() if country(member) == "Netherlands"]
    one.says(f"{len(dutch)} members")
    assert one.counts("skill") == tally(skill for member in dutch for skill in member.skills)
    # What is chosen of a facet does not change the figures of that facet.
    one.page.reload()
    one.state("results")
    assert one.counts("country") == tally(map(country, members.values()))
    assert one.quiet()


def test_counts_follow_the_query(search: Search, records: Callable[..., dict[str, Member]]) -> None:
    """With a query, the figures are those of what it finds."""
    members = records(Member)
    one = search("members/?q=survey&show=300")
    one.state("results")
    found = [members[address] for address in one.found()]
    one.says(f"{len(found)} members")
    assert one.counts("country") == tally(map(country, found))


def test_or_within_and_across(search: Search, records: Callable[..., dict[str, Member]]) -> None:
    """Two skills find who has either, with a country those of them who live there, in the order of names."""
    members = records(Member)
    one = search("members/?skill=dredging-survey&skill=python&country=nl&country=be&show=300")
    one.state("results")
    wanted = [
        address
        for address, member in members.items()
        if {"Dredging survey", "Python"} & set(member.skills) and country(member) in {"Netherlands", "Belgium"}
    ]
    assert wanted
    assert one.found() == wanted
    labels = {chip.inner_text().replace("\n", " ").rstrip(" ×") for chip in one.chips.all()}
    assert {"Remove Skill Python", "Remove Country Netherlands"} <= labels


def test_chips_and_clear_all(search: Search) -> None:
    """Each chip takes its value away and leaves the focus on the next; "Clear all" brings back the list."""
    one = search("members/?q=survey&skill=dredging-survey&skill=python&country=nl")
    expect(one.chips).to_have_count(3, timeout=LONG)
    one.chips.nth(1).focus()
    one.page.keyboard.press("Enter")
    expect(one.chips).to_have_count(2, timeout=LONG)
    assert "python" not in one.page.url
    assert one.page.evaluate("document.activeElement.className") == "chip"
    one.chips.nth(1).click()
    expect(one.chips).to_have_count(1, timeout=LONG)
    one.chips.first.click()
    expect(one.chips).to_have_count(0, timeout=LONG)
    assert one.page.evaluate("document.activeElement.id") == "search-box"
    one.tick("skill", "Dredging survey")
    one.page.get_by_role("button", name="Clear all").click()
    one.state("idle")
    assert one.page.url.endswith("/members/")
    assert one.page.evaluate("document.activeElement.id") == "search-box"
    assert one.facet("skill").get_by_role("checkbox", checked=True).count() == 0


def test_a_long_facet(search: Search, records: Callable[..., dict[str, Member]]) -> None:
    """Ten values are shown, the rest on demand, where the focus then is; a box narrows them, whatever the accents."""
    skills = {skill for member in records(Member).values() for skill in member.skills}
    one = search("members/")
    facet = one.open_facet("skill")
    rows = facet.locator("[data-values] li")
    assert rows.count() == 10
    facet.get_by_role("button", name=f"Show all {len(skills)}").click()
    expect(rows).to_have_count(len(skills))
    assert one.page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('[data-values] li')[10]"
    )
    facet.get_by_role("searchbox").fill("SURVÉY")
    fitting = {skill for skill in skills if "survey" in fold(skill)}
    expect(rows).to_have_count(len(fitting))
    assert set(facet.locator("[data-values] [data-label]").all_inner_texts()) == fitting
    facet.get_by_role("searchbox").fill("no such skill")
    expect(facet.get_by_text("Nothing here fits.")).to_be_visible()
    facet.get_by_role("searchbox").press("Escape")
    expect(rows).to_have_count(len(skills))


def test_what_does_not_exist_is_ignored(search: Search, demo_site: BuiltSite) -> None:
    """Unknown values, facets, orders and numbers in an address change nothing, and are dropped from the next one."""
    one = search("members/?skill=no-such-skill&sort=hostile&show=-1&facet=x&constructor=y")
    one.state("idle")
    one = search("members/?skill=no-such-skill&skill=python&country=__proto__")
    expect(one.chips).to_have_count(1, timeout=LONG)
    one.chips.first.click()
    one.state("idle")
    assert one.page.url.endswith("/members/")
    assert one.quiet()
    assert "no-such-skill" not in demo_site.text("members/index.html")


def test_orders(search: Search, records: Callable[..., dict[str, Event]]) -> None:
    """By name, and newest first."""
    events = records(Event)
    one = search("events/?q=survey&show=300&sort=newest")
    one.state("results")
    dates = [str(events[address].start)[:10] for address in one.found()]
    assert len(dates) > 3
    assert dates == sorted(dates, reverse=True)
    one.page.locator("[data-sort]").select_option("name")
    one.until("location.search.includes('sort=name')")
    one.page.reload()
    one.state("results")
    titles = [fold(events[address].title) for address in one.found()]
    assert titles == sorted(titles)


def test_facets_of_other_kinds(search: Search, records: Callable[..., dict[str, Record]]) -> None:
    """Months come in their order, formats and workplaces in words, and jobs only while they are open."""
    one = search("events/")
    months = list(one.counts("month"))
    starts = [card.start for event in records(Event).values() for card in event.shown(TODAY)]
    by_month = sorted(starts, key=lambda start: start.isoformat()[:7])
    assert months == list(dict.fromkeys(start.strftime("%B %Y") for start in by_month))
    assert one.counts("format").keys() <= {"In person", "Online", "In person and online"}
    one = search("jobs/")
    is_open = [job for job in records(Job).values() if job.is_open(TODAY)]
    words = {"on-site": "On site", "hybrid": "Hybrid", "remote": "Remote"}
    assert one.counts("workplace") == tally(words[job.workplace] for job in is_open)
    one = search("organizations/")
    assert sum(one.counts("sector").values()) > 0


def test_filters_on_a_phone(search: Search) -> None:
    """In a narrow window the filters are behind one word, which tells how many are chosen."""
    one = search("members/?skill=python", width=320)
    one.state("results")
    assert one.facet("skill").locator("summary").is_hidden()
    summary = one.page.locator(".facet-panel > summary")
    expect(summary).to_have_text("Filters (1)")
    summary.click()
    expect(one.facet("skill").get_by_role("checkbox", name="Python")).to_be_checked(timeout=LONG)
    assert one.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
